import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';

type Name = Extract<
  keyof Bridge,
  | `schools.${string}`
  | `establishments.${string}`
  | `activation.${string}`
  | `environments.${string}`
  | `agreement.${string}`
  | `team.${string}`
>;
type SchoolMethods = {
  [N in Name]: (input: InputOf<Bridge[N]>) => Result<OutputOf<Bridge[N]>, CoreFailure>;
};

const DAY = '2024-01-22';
const empty = { programmes: [], programme: null, today: DAY };
const page = { ...empty, total: 0, all: 0, rows: [] };
const sum = { total: 0, handedOut: 0, undecided: 0 };

/** A device without any programme: tests put their own methods in the place of these. */
export function memorySchools(): SchoolMethods {
  return {
    'schools.read': ({ establishment }) => err({ type: 'EstablishmentUnknown', establishment }),
    'establishments.update': () => ok(null),
    'establishments.create': ({ set }) => ok({ establishment: `etab-${set.code}` }),
    'activation.services': () =>
      ok({
        ...empty,
        opensOn: null,
        groups: [],
        services: [],
        activations: [],
        missing: [],
        policy: null,
        mayWrite: false,
        mayWritePolicy: false,
      }),
    'activation.grid': () => ok({ ...page, groups: [], services: [], counts: {}, rows: [] }),
    'activation.set': ({ cells }) => ok({ changed: cells.length }),
    'activation.setPolicy': () => ok(null),
    'activation.accounts': () => ok({ ...empty, accounts: [], mayWrite: false }),
    'activation.accountsGrid': () =>
      ok({ ...page, sums: { teachers: sum, staff: sum, pupils: sum, families: sum } }),
    'activation.setAccounts': () => ok(null),
    'environments.read': () =>
      ok({
        ...empty,
        environments: [],
        uses: [],
        windows: [],
        versions: [],
        legacySoftware: null,
        mayWrite: false,
      }),
    'environments.grid': () =>
      ok({
        ...page,
        environments: [],
        counts: {},
        versions: [],
        windows: [],
        mayWriteWindows: false,
      }),
    'environments.set': ({ cells }) => ok({ changed: cells.length }),
    'environments.setWindow': ({ id }) => ok({ id: id ?? 'window-1' }),
    'environments.removeWindow': () => ok(null),
    'agreement.read': () =>
      ok({
        ...empty,
        template: null,
        agreement: null,
        channel: null,
        siret: null,
        legalRepresentative: null,
        mayWrite: false,
      }),
    'agreement.list': () => ok({ ...page, template: null, counts: {} }),
    'agreement.update': () => ok(null),
    'team.read': () =>
      ok({ today: DAY, rule: null, members: [], warnings: [], roles: [], mayWrite: false }),
    'team.list': () => ok({ ...page, rule: null, lacking: 0 }),
    'team.save': ({ id }) => ok({ id: id ?? 'member-1' }),
    'team.remove': () => ok(null),
  };
}
