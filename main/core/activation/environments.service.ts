import type {
  EnvironmentGrid,
  environmentsContract,
  EnvironmentUseView,
  SchoolEnvironments,
  SetEnvironmentInput,
  SetWindowInput,
} from '../../../shared/activation/environments.contract.ts';
import { environmentStates } from '../../../shared/activation/environmentUse.entity.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { ProgrammePlace } from '../access/places.ts';
import { listed, refOf } from '../access/schoolPages.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { EnvironmentsStore } from './environments.store.ts';

const USE = 'environmentUse';
const WINDOW = 'environmentWindow';

/** Handlers of the environments' contract. */
export interface EnvironmentsService {
  read(
    input: InputOf<(typeof environmentsContract)['environments.read']>,
  ): Result<SchoolEnvironments, CoreFailure>;
  grid(
    input: InputOf<(typeof environmentsContract)['environments.grid']>,
  ): Result<EnvironmentGrid, CoreFailure>;
  set(input: SetEnvironmentInput): Result<{ changed: number }, CoreFailure>;
  setWindow(input: SetWindowInput): Result<{ id: string }, CoreFailure>;
  removeWindow(input: { id: string }): Result<null, CoreFailure>;
}

export function createEnvironmentsService(
  store: EnvironmentsStore,
  { pages, mayCreate, mayWrite, record, recordAll, newId, revival }: WritingParts,
): EnvironmentsService {
  const mayOpen = (scope: string): boolean => mayCreate(scope as ScopeId, USE);

  return {
    read(input) {
      const found = pages.one(input);
      if (!found.ok) return found;
      const { school, programme, programmes, today } = found.value;
      return ok({
        programmes,
        programme: programme === null ? null : refOf(programme),
        today,
        environments: [...(programme?.environments ?? [])],
        uses: programme === null ? [] : store.uses(programme.id, [school.scope]).map(withoutScope),
        windows: programme === null ? [] : store.windows(programme.id),
        versions: programme === null ? [] : store.versions(programme.id),
        legacySoftware: store.legacySoftware(school.id),
        mayWrite: mayOpen(school.scope),
      });
    },

    grid(input) {
      const { where } = input;
      const { programme, output, schools } = pages.page(
        input,
        where === undefined
          ? undefined
          : (one) => {
              const states = store.statesOf(one.id, where.environment);
              return ({ scope }) => states.get(scope) === where.state;
            },
      );
      const scopes = schools.map(({ scope }) => scope);
      const uses = programme === null ? [] : store.uses(programme.id, scopes);
      const byScope = Map.groupBy(uses, ({ scope }) => scope);
      return ok({
        ...output,
        environments: [...(programme?.environments ?? [])],
        counts: programme === null ? {} : countsOf(programme),
        versions: programme === null ? [] : store.versions(programme.id),
        windows: programme === null ? [] : store.windows(programme.id),
        mayWriteWindows:
          programme !== null && mayCreate(scopeId('programme', programme.id), WINDOW),
        rows: schools.map((school) => ({
          ...listed(school),
          uses: (byScope.get(school.scope) ?? []).map(withoutScope),
          mayWrite: mayOpen(school.scope),
        })),
      });
    },

    set({ programme: id, cells, set: wanted }) {
      const programme = pages.programme(id);
      if (programme === null) return err({ type: 'BadInput', detail: 'programme' });
      const known = new Set(programme.environments.map((one) => one.id));
      const scopes = cells.map(({ establishment }) => scopeId('establishment', establishment));
      const rows = new Map(
        store
          .uses(programme.id, [...new Set(scopes)])
          .map((row) => [`${row.scope} ${row.environment}`, row]),
      );
      const today = pages.today(programme);
      const writes: Write[] = [];
      for (const [index, { establishment, environment }] of cells.entries()) {
        if (!known.has(environment)) return err({ type: 'BadInput', detail: 'environment' });
        const scope = scopes[index]!;
        if (!mayOpen(scope)) return err({ type: 'NotAllowed' });
        const row = rows.get(`${scope} ${environment}`);
        const set = changed(row && { ...row }, { ...wanted, ...daysOf(wanted, row, today) });
        if (Object.keys(set).length === 0) continue;
        const rowId = derivedId(establishment, programme.id, environment);
        const names = {
          ...revival(USE, rowId),
          establishment,
          programme: programme.id,
          environment,
        };
        writes.push({ entity: USE, row: rowId, scope, set: row ? set : { ...names, ...set } });
      }
      recordAll([writes]);
      return ok({ changed: writes.length });
    },

    setWindow({ id, programme: programmeId, ...wanted }) {
      const programme = pages.programme(programmeId);
      if (programme === null) return err({ type: 'BadInput', detail: 'programme' });
      if (!programme.environments.some((one) => one.id === wanted.environment)) {
        return err({ type: 'BadInput', detail: 'environment' });
      }
      if (wanted.closesOn < wanted.opensOn) return err({ type: 'BadInput', detail: 'closesOn' });
      const scope = scopeId('programme', programme.id);
      const row = id === undefined ? null : store.window(id);
      if (id !== undefined && row?.programme !== programme.id) {
        return err({ type: 'BadInput', detail: 'id' });
      }
      const set = changed(row === null ? undefined : { ...row }, wanted);
      const fields = Object.keys(set);
      const may = row === null ? mayCreate(scope, WINDOW) : mayWrite(scope, WINDOW, fields);
      if (!may) return err({ type: 'NotAllowed' });
      const rowId = id ?? newId();
      if (fields.length > 0) {
        const names = row === null ? { programme: programme.id } : {};
        record([{ entity: WINDOW, row: rowId, scope, set: { ...names, ...set } }]);
      }
      return ok({ id: rowId });
    },

    removeWindow({ id }) {
      const row = store.window(id);
      if (row === null) return err({ type: 'BadInput', detail: 'id' });
      const scope = scopeId('programme', row.programme);
      if (!mayCreate(scope, WINDOW)) return err({ type: 'NotAllowed' });
      record([{ entity: WINDOW, row: id, scope, set: { [DELETED_FIELD]: true } }]);
      return ok(null);
    },
  };

  function countsOf(programme: ProgrammePlace): EnvironmentGrid['counts'] {
    const none = (): EnvironmentGrid['counts'][string] => ({
      planned: 0,
      requested: 0,
      open: 0,
      closed: 0,
    });
    const counts = new Map(programme.environments.map(({ id }) => [id, none()]));
    for (const { environment, state, count } of store.counts(programme.id)) {
      const own = counts.get(environment);
      if (own !== undefined && environmentStates.includes(state)) own[state] += count;
    }
    return Object.fromEntries(counts);
  }
}

/** Opening and closing set their day, unless another is said. */
function daysOf(
  wanted: SetEnvironmentInput['set'],
  row: EnvironmentUseView | undefined,
  today: string,
): { openedOn?: string; closedOn?: string | null } {
  if (wanted.state === undefined || wanted.state === row?.state) return {};
  if (wanted.state === 'open') {
    return {
      ...(wanted.openedOn === undefined && { openedOn: today }),
      ...(wanted.closedOn === undefined && { closedOn: null }),
    };
  }
  return wanted.state === 'closed' && wanted.closedOn === undefined ? { closedOn: today } : {};
}

function withoutScope({
  scope: _scope,
  ...view
}: EnvironmentUseView & { scope: string }): EnvironmentUseView {
  return view;
}
