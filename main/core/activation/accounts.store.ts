import {
  populations,
  type AccountCheck,
  type Population,
} from '../../../shared/activation/accountDistribution.entity.ts';
import type { AccountsView } from '../../../shared/activation/activation.contract.ts';
import type { Reader } from '../store/database.ts';

/** Read models of the distribution of accounts; statements are prepared once. */
export interface AccountsStore {
  /** What was written in schools, which are given by their scopes. */
  accounts(programme: string, scopes: readonly string[]): (AccountsView & { scope: string })[];
  /** Sums of all schools of a programme, by population. */
  sums(
    programme: string,
  ): { population: Population; total: number; handedOut: number; decided: number }[];
}

export function createAccountsStore(db: Reader): AccountsStore {
  type Stored = Omit<AccountsView, 'checks' | 'pending'> & {
    readonly scope: string;
    readonly checks: string | null;
    readonly pending: number;
  };
  const list = JSON.stringify(populations);
  // The plus sign: by schools, not through all of the programme.
  const accounts = db.prepare<[string, string, string], Stored>(
    `SELECT scope, population, method, decided_on AS decidedOn, total, handed_out AS handedOut,
            checks, note, base IS NOT NULL AS pending
     FROM account_distribution
     WHERE scope IN (SELECT value FROM json_each(?)) AND +programme = ? AND deleted IS NULL
       AND population IN (SELECT value FROM json_each(?))`,
  );
  const sums = db.prepare<
    [string, string],
    { population: Population; total: number; handedOut: number; decided: number }
  >(
    `SELECT population, sum(coalesce(total, 0)) AS total,
            sum(min(coalesce(handed_out, 0), coalesce(total, handed_out, 0))) AS handedOut,
            sum(method IS NOT NULL) AS decided
     FROM account_distribution
     WHERE programme = ? AND deleted IS NULL AND population IN (SELECT value FROM json_each(?))
     GROUP BY population`,
  );
  return {
    accounts: (programme, scopes) =>
      accounts.all(JSON.stringify(scopes), programme, list).map((stored) => ({
        ...stored,
        checks: stored.checks === null ? [] : (JSON.parse(stored.checks) as AccountCheck[]),
        pending: stored.pending === 1,
      })),
    sums: (programme) => sums.all(programme, list),
  };
}
