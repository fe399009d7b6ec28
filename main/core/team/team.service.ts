import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { teamContract, TeamMemberView } from '../../../shared/people/team.contract.ts';
import { teamWarnings } from '../../../shared/people/team.rules.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { listed } from '../access/schoolPages.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import { createTeamReadings } from './teamReadings.ts';
import { createTeamStore, type MemberRecord } from './team.store.ts';

const ENTITY = 'teamMember';

/** The project teams of schools. */
export interface Team {
  readonly handlers: Handlers<typeof teamContract, CoreFailure>;
  /** Rows of scopes have changed, or left the device (no entities): they are read anew. */
  changed(scopes: readonly string[], entities: readonly string[]): void;
}

export function createTeam(
  db: Reader,
  { pages, mayCreate, mayWrite, record, newId }: WritingParts,
): Team {
  const store = createTeamStore(db);
  const readings = createTeamReadings(store);
  const handlers: Team['handlers'] = {
    'team.read': (input) => {
      const found = pages.one(input);
      if (!found.ok) return found;
      const { school, programme, today } = found.value;
      const members = store.members([school.scope]);
      const rule = programme?.teamRule ?? null;
      return ok({
        today,
        rule,
        members: members.map(toView),
        warnings: teamWarnings(members, rule, today),
        roles: store.roleHolders(school.scope),
        mayWrite: mayCreate(school.scope as ScopeId, ENTITY),
      });
    },

    'team.list': (input) => {
      const { programme, output, schools } = pages.page({
        ...input,
        offset: 0,
        limit: Number.MAX_SAFE_INTEGER,
      });
      const rule = programme?.teamRule ?? null;
      const of = readings.of(rule, output.today);
      const lacking = schools.filter(({ scope }) => of(scope).warnings.length > 0);
      const shown = input.lacking === true ? lacking : schools;
      return ok({
        ...output,
        total: shown.length,
        rule,
        lacking: lacking.length,
        rows: shown
          .slice(input.offset, input.offset + input.limit)
          .map((school) => ({ ...listed(school), ...of(school.scope) })),
      });
    },

    'team.save': ({ establishment, id, set: wanted }) => {
      const scope = scopeId('establishment', establishment);
      const found = pages.one({ establishment });
      if (!found.ok) return found;
      const row = id === undefined ? null : store.member(id);
      if (id !== undefined && row?.scope !== scope) return err({ type: 'BadInput', detail: 'id' });
      const { since, until } = wanted;
      if (since !== null && until !== null && until < since) {
        return err({ type: 'BadInput', detail: 'until' });
      }
      const set = changed(row === null ? undefined : { ...row }, { ...wanted });
      const fields = Object.keys(set);
      const may = row === null ? mayCreate(scope, ENTITY) : mayWrite(scope, ENTITY, fields);
      if (!may) return err({ type: 'NotAllowed' });
      const rowId = id ?? newId();
      if (fields.length > 0) {
        const names = row === null ? { establishment } : {};
        record([{ entity: ENTITY, row: rowId, scope, set: { ...names, ...set } }]);
      }
      return ok({ id: rowId });
    },

    'team.remove': ({ id }) => {
      const row = store.member(id);
      if (row === null) return err({ type: 'BadInput', detail: 'id' });
      const scope = row.scope as ScopeId;
      if (!mayCreate(scope, ENTITY)) return err({ type: 'NotAllowed' });
      record([{ entity: ENTITY, row: id, scope, set: { [DELETED_FIELD]: true } }]);
      return ok(null);
    },
  };
  return { handlers, changed: readings.changed };
}

function toView({
  scope: _scope,
  establishment: _establishment,
  ...view
}: MemberRecord): TeamMemberView {
  return view;
}
