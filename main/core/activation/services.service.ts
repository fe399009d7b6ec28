import type {
  GridRow,
  SchoolServices,
  ServiceGrid,
  SetServicesInput,
} from '../../../shared/activation/activation.contract.ts';
import type { ActivationState } from '../../../shared/activation/serviceActivation.entity.ts';
import {
  activationId,
  missingCompulsory,
  stateFor,
  WHOLE_SCHOOL,
  type Audience,
} from '../../../shared/activation/services.rules.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { activationContract } from '../../../shared/activation/activation.contract.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { ProgrammePlace, SchoolPlace } from '../access/places.ts';
import { listed } from '../access/schoolPages.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { ActivationRecord, ServicesStore } from './services.store.ts';

const ENTITY = 'serviceActivation';

/** Handlers of the services' part of the contract. */
export interface ServicesService {
  read(
    input: InputOf<(typeof activationContract)['activation.services']>,
  ): Result<SchoolServices, CoreFailure>;
  grid(
    input: InputOf<(typeof activationContract)['activation.grid']>,
  ): Result<ServiceGrid, CoreFailure>;
  set(input: SetServicesInput): Result<{ changed: number }, CoreFailure>;
  setPolicy(input: { establishment: string; policy: string }): Result<null, CoreFailure>;
}

export function createServicesService(
  store: ServicesStore,
  { pages, mayWrite, mayCreate, record, recordAll, revival }: WritingParts,
): ServicesService {
  const mayActivate = (scope: string): boolean => mayCreate(scope as ScopeId, ENTITY);

  return {
    read(input) {
      const found = pages.one(input);
      if (!found.ok) return found;
      const { school, programme, programmes, today } = found.value;
      const own = programme === null ? [] : store.activations(programme.id, [school.scope]);
      return ok({
        programmes,
        programme: programme === null ? null : { id: programme.id, name: programme.name },
        today,
        opensOn: school.opensOn,
        groups: [...(programme?.serviceGroups ?? [])],
        services: [...(programme?.services ?? [])],
        activations: own.map(({ id: _id, scope: _scope, ...rest }) => ({
          ...rest,
          state: rest.state ?? 'off',
        })),
        missing: programme === null ? [] : missingIn(programme, school, own, today),
        policy: store.policy(school.id),
        mayWrite: mayActivate(school.scope),
        mayWritePolicy: mayWrite(school.scope as ScopeId, 'establishment', ['servicePolicy']),
      });
    },

    grid(input) {
      const { where } = input;
      const page = pages.page(
        input,
        where === undefined
          ? undefined
          : (programme) => {
              const states = store.statesOf(programme.id, where.service);
              return ({ scope }) => (states.get(scope) ?? 'off') === where.state;
            },
      );
      const { programme, output } = page;
      const bySchool = new Map<string, ActivationRecord[]>();
      if (programme !== null) {
        const scopes = page.schools.map(({ scope }) => scope);
        for (const one of store.activations(programme.id, scopes)) {
          const list = bySchool.get(one.scope);
          if (list === undefined) bySchool.set(one.scope, [one]);
          else list.push(one);
        }
      }
      return ok({
        ...output,
        groups: [...(programme?.serviceGroups ?? [])],
        services: [...(programme?.services ?? [])],
        counts: programme === null ? {} : countsOf(programme, output.all),
        rows: page.schools.map((school) => {
          const own = bySchool.get(school.scope) ?? [];
          return {
            ...listed(school),
            cells: cellsOf(own),
            missing: missingIn(programme!, school, own, output.today),
            mayWrite: mayActivate(school.scope),
          };
        }),
      });
    },

    set(input) {
      const programme = pages.programme(input.programme);
      if (programme === null) return err({ type: 'BadInput', detail: 'programme' });
      const services = new Set(programme.services.map(({ id }) => id));
      const writes: Write[] = [];
      const scopes = input.cells.map(({ establishment }) =>
        scopeId('establishment', establishment),
      );
      const rows = new Map(
        store.activations(programme.id, [...new Set(scopes)]).map((row) => [row.id, row]),
      );
      const since = input.since ?? pages.today(programme);
      for (const [index, cell] of input.cells.entries()) {
        if (!services.has(cell.service)) return err({ type: 'BadInput', detail: 'service' });
        const audience = audienceOf(cell);
        if (audience === null) return err({ type: 'BadInput', detail: 'targetName' });
        const scope = scopes[index]!;
        if (!mayActivate(scope)) return err({ type: 'NotAllowed' });
        const id = activationId(cell.establishment, programme.id, cell.service, audience);
        const row = rows.get(id);
        const set = changed(row && { ...row }, {
          state: input.state,
          note: input.note,
          // Who confirms a state does not make it begin today.
          since: row?.state === input.state && input.since === undefined ? undefined : since,
        });
        if (Object.keys(set).length === 0) continue;
        const names = {
          ...revival(ENTITY, id),
          establishment: cell.establishment,
          programme: programme.id,
          service: cell.service,
          target: audience.target,
          targetName: audience.name,
        };
        writes.push({ entity: ENTITY, row: id, scope, set: row ? set : { ...names, ...set } });
      }
      recordAll([writes]);
      return ok({ changed: writes.length });
    },

    setPolicy({ establishment, policy }) {
      const scope = scopeId('establishment', establishment);
      if (!mayWrite(scope, 'establishment', ['servicePolicy'])) return err({ type: 'NotAllowed' });
      const set = changed(
        { servicePolicy: store.policy(establishment) },
        { servicePolicy: policy },
      );
      if (Object.keys(set).length > 0) {
        record([{ entity: 'establishment', row: establishment, scope, set }]);
      }
      return ok(null);
    },
  };

  /** Schools by state for each service: those of which nothing is written are `off`. */
  function countsOf(programme: ProgrammePlace, all: number): ServiceGrid['counts'] {
    const counts = new Map(
      programme.services.map(({ id }) => [id, { off: all, planned: 0, pilot: 0, on: 0 }]),
    );
    for (const { service, state, count } of store.counts(programme.id)) {
      const own = counts.get(service);
      if (own === undefined || state === 'off') continue;
      own[state] += count;
      own.off = Math.max(0, own.off - count);
    }
    return Object.fromEntries(counts);
  }
}

function audienceOf(cell: SetServicesInput['cells'][number]): Audience | null {
  const { target = 'school', targetName } = cell;
  if (target === 'school') return targetName === undefined ? WHOLE_SCHOOL : null;
  return targetName === undefined ? null : { target, name: targetName };
}

function missingIn(
  programme: ProgrammePlace,
  school: SchoolPlace,
  own: readonly ActivationRecord[],
  today: string,
): string[] {
  return missingCompulsory(
    { services: programme.services, groups: programme.serviceGroups },
    (service): ActivationState => stateFor(own, service, WHOLE_SCHOOL),
    school.opensOn,
    today,
  );
}

function cellsOf(own: readonly ActivationRecord[]): GridRow['cells'] {
  const cells: Record<string, GridRow['cells'][string]> = {};
  const empty = { state: 'off', since: null, narrower: 0, pending: false } as const;
  for (const one of own) {
    const cell = cells[one.service] ?? empty;
    cells[one.service] =
      one.target === 'school'
        ? {
            ...cell,
            state: one.state ?? 'off',
            since: one.since,
            pending: cell.pending || one.pending,
          }
        : { ...cell, narrower: cell.narrower + 1, pending: cell.pending || one.pending };
  }
  return cells;
}
