import { parseScope, type ScopeId } from '../../../shared/schema/scope.ts';
import type {
  Former,
  HeldAction,
  HeldPart,
  HeldProgramme,
  HeldStep,
  HeldWave,
} from '../../../shared/past/remember.rules.ts';
import type { Reader } from '../store/database.ts';

/** What rows of each kind held before. */
interface Held {
  readonly kitStep: HeldStep;
  readonly kitAction: HeldAction;
  readonly programme: HeldProgramme;
  readonly wave: HeldWave;
  readonly waveMembership: HeldPart;
}

/** Earlier values of rows, in the order of their days. */
export interface Formers {
  of<E extends keyof Held>(entity: E, row: string): readonly Former<Held[E]>[] | undefined;
  /** Rows of steps that have some, by school. */
  steps(school: string): readonly string[];
  readonly isEmpty: boolean;
}

interface Stored {
  readonly scope: string;
  readonly entity: string;
  readonly row: string;
  readonly until: string;
  readonly held: string;
}

/** Reads earlier values; statements are prepared once. */
export interface PastStore {
  all(): Formers;
  inScopes(scopes: readonly ScopeId[]): Formers;
}

const PAST = `
  SELECT scope, entity, "row", "until", held FROM past_value
  WHERE deleted IS NULL AND "until" IS NOT NULL AND held IS NOT NULL`;
const BY_DAY = 'ORDER BY "until", id';

export function createPastStore(db: Reader): PastStore {
  const all = db.prepare<[], Stored>(`${PAST} ${BY_DAY}`);
  const inScopes = db.prepare<[string], Stored>(
    `${PAST} AND scope IN (SELECT value FROM json_each(?)) ${BY_DAY}`,
  );
  return {
    all: () => toFormers(all.all()),
    inScopes: (scopes) => toFormers(inScopes.all(JSON.stringify(scopes))),
  };
}

function toFormers(stored: readonly Stored[]): Formers {
  const byRow = new Map<string, Former<unknown>[]>();
  const steps = new Map<string, string[]>();
  for (const { scope, entity, row, until, held } of stored) {
    const key = `${entity} ${row}`;
    const known = byRow.get(key);
    const former = { until, held: JSON.parse(held) as unknown };
    if (known !== undefined) {
      known.push(former);
      continue;
    }
    byRow.set(key, [former]);
    if (entity !== 'kitStep') continue;
    const school = parseScope(scope as ScopeId).id;
    const rows = steps.get(school);
    if (rows === undefined) steps.set(school, [row]);
    else rows.push(row);
  }
  return {
    of: <E extends keyof Held>(entity: E, row: string) =>
      byRow.get(`${entity} ${row}`) as Former<Held[E]>[] | undefined,
    steps: (school) => steps.get(school) ?? [],
    isEmpty: stored.length === 0,
  };
}
