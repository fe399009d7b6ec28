import {
  NO_AGREEMENT,
  type agreementContract,
  type AgreementList,
} from '../../../shared/agreement/agreement.contract.ts';
import { agreementId, agreementStates } from '../../../shared/agreement/agreement.entity.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { listed, refOf } from '../access/schoolPages.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import { createAgreementStore } from './agreement.store.ts';

const ENTITY = 'agreement';

/** The agreements that bind schools to their programmes. */
export function createAgreementHandlers(
  db: Reader,
  { pages, mayCreate, record, revival }: WritingParts,
): Handlers<typeof agreementContract, CoreFailure> {
  const store = createAgreementStore(db);
  return {
    'agreement.read': (input) => {
      const found = pages.one(input);
      if (!found.ok) return found;
      const { school, programme, programmes, today } = found.value;
      const { scope } = school;
      return ok({
        programmes,
        programme: programme === null ? null : refOf(programme),
        today,
        template: programme?.template ?? null,
        agreement:
          programme === null ? null : (store.agreements(programme.id, [scope]).get(scope) ?? null),
        ...store.binding(school.id),
        mayWrite: mayCreate(scope as ScopeId, ENTITY),
      });
    },

    'agreement.list': (input) => {
      let states = new Map<string, string>();
      const counts: Record<string, number> = { [NO_AGREEMENT]: 0 };
      for (const state of agreementStates) counts[state] = 0;
      const { programme, output, schools } = pages.page(input, (one) => {
        states = store.states(one.id);
        return ({ scope }) =>
          input.state === undefined || (states.get(scope) ?? NO_AGREEMENT) === input.state;
      });
      for (const state of states.values()) counts[state] = (counts[state] ?? 0) + 1;
      counts[NO_AGREEMENT] = Math.max(0, output.all - states.size);
      const scopes = schools.map(({ scope }) => scope);
      const found = programme === null ? null : store.agreements(programme.id, scopes);
      const rows: AgreementList['rows'] = schools.map((school) => ({
        ...listed(school),
        agreement: found?.get(school.scope) ?? null,
        channel: store.binding(school.id).channel,
      }));
      return ok({ ...output, template: programme?.template ?? null, counts, rows });
    },

    'agreement.update': ({ establishment, programme, set: wanted }) => {
      const found = pages.one({ establishment, programme });
      if (!found.ok) return found;
      if (found.value.programme?.id !== programme) {
        return err({ type: 'BadInput', detail: 'programme' });
      }
      const scope = scopeId('establishment', establishment);
      if (!mayCreate(scope, ENTITY)) return err({ type: 'NotAllowed' });
      const row = store.agreements(programme, [scope]).get(scope);
      const set = changed(row && { ...row }, {
        ...wanted,
        // An agreement that somebody begins is a draft until it is signed.
        ...(row === undefined && wanted.state === undefined && { state: 'draft' }),
      });
      if (Object.keys(set).length === 0) return ok(null);
      const id = agreementId(establishment, programme);
      const names = row === undefined ? { ...revival(ENTITY, id), establishment, programme } : {};
      record([{ entity: ENTITY, row: id, scope, set: { ...names, ...set } }]);
      return ok(null);
    },
  };
}
