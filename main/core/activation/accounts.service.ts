import { populations } from '../../../shared/activation/accountDistribution.entity.ts';
import type {
  AccountsGrid,
  AccountsView,
  activationContract,
  SchoolAccounts,
  SetAccountsInput,
} from '../../../shared/activation/activation.contract.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { listed } from '../access/schoolPages.ts';
import { changed, type WritingParts } from '../access/writing.ts';
import type { AccountsStore } from './accounts.store.ts';

const ENTITY = 'accountDistribution';

/** Handlers of the accounts' part of the contract. */
export interface AccountsService {
  read(
    input: InputOf<(typeof activationContract)['activation.accounts']>,
  ): Result<SchoolAccounts, CoreFailure>;
  grid(
    input: InputOf<(typeof activationContract)['activation.accountsGrid']>,
  ): Result<AccountsGrid, CoreFailure>;
  set(input: SetAccountsInput): Result<null, CoreFailure>;
}

export function createAccountsService(
  store: AccountsStore,
  { pages, mayCreate, record, revival }: WritingParts,
): AccountsService {
  return {
    read(input) {
      const found = pages.one(input);
      if (!found.ok) return found;
      const { school, programme, programmes, today } = found.value;
      const stored = programme === null ? [] : store.accounts(programme.id, [school.scope]);
      return ok({
        programmes,
        programme: programme === null ? null : { id: programme.id, name: programme.name },
        today,
        accounts: everyPopulation(stored),
        mayWrite: mayCreate(school.scope as ScopeId, ENTITY),
      });
    },

    grid(input) {
      const { programme, output, schools } = pages.page(input);
      const stored =
        programme === null
          ? []
          : store.accounts(
              programme.id,
              schools.map(({ scope }) => scope),
            );
      const byScope = Map.groupBy(stored, ({ scope }) => scope);
      const found = programme === null ? [] : store.sums(programme.id);
      const sumOf = (population: string): AccountsGrid['sums']['teachers'] => {
        const sum = found.find((one) => one.population === population);
        return {
          total: sum?.total ?? 0,
          handedOut: sum?.handedOut ?? 0,
          undecided: Math.max(0, output.all - (sum?.decided ?? 0)),
        };
      };
      return ok({
        ...output,
        sums: {
          teachers: sumOf('teachers'),
          staff: sumOf('staff'),
          pupils: sumOf('pupils'),
          families: sumOf('families'),
        },
        rows: schools.map((school) => ({
          ...listed(school),
          accounts: everyPopulation(byScope.get(school.scope) ?? []),
        })),
      });
    },

    set({ establishment, programme, population, set: wanted }) {
      const found = pages.one({ establishment, programme });
      if (!found.ok) return found;
      if (found.value.programme?.id !== programme) {
        return err({ type: 'BadInput', detail: 'programme' });
      }
      const scope = scopeId('establishment', establishment);
      if (!mayCreate(scope, ENTITY)) return err({ type: 'NotAllowed' });
      const row = store.accounts(programme, [scope]).find((one) => one.population === population);
      const decidedNow =
        wanted.method !== undefined && wanted.method !== null && wanted.decidedOn === undefined;
      const set = changed(row && { ...row }, {
        ...wanted,
        // Choosing a method is the decision: its day is today unless another is said.
        decidedOn:
          decidedNow && row?.method !== wanted.method ? found.value.today : wanted.decidedOn,
      });
      if (Object.keys(set).length === 0) return ok(null);
      const id = derivedId(establishment, programme, population);
      const names = { ...revival(ENTITY, id), establishment, programme, population };
      record([{ entity: ENTITY, row: id, scope, set: row ? set : { ...names, ...set } }]);
      return ok(null);
    },
  };
}

/** One for each population, in their order; empty where nothing was written. */
function everyPopulation(stored: readonly AccountsView[]): AccountsView[] {
  return populations.map((population) => {
    const own = stored.find((one) => one.population === population);
    return {
      population,
      method: own?.method ?? null,
      decidedOn: own?.decidedOn ?? null,
      total: own?.total ?? null,
      handedOut: own?.handedOut ?? null,
      checks: own?.checks ?? [],
      note: own?.note ?? null,
      pending: own?.pending ?? false,
    };
  });
}
