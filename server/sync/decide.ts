import { forbiddenFields } from '../../shared/access/access.rules.ts';
import type { Role } from '../../shared/access/roles.ts';
import { stampDevice, stampTime } from '../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { EntityDefinition } from '../../shared/schema/entity.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { parseScope, type ScopeId, type ScopeKind } from '../../shared/schema/scope.ts';
import { DELETED_FIELD, type Change, type Transaction } from '../../shared/sync/change.ts';
import { mergeChange, sameValue, type RowState } from '../../shared/sync/merge.ts';
import { MAX_CLOCK_AHEAD_MS, type Refusal } from '../../shared/sync/protocol.ts';
import { checkRules, checkValues } from './checks.ts';

/** All that a decision needs, gathered before. */
export interface Given {
  readonly author: { readonly person: string; readonly device: string };
  /** Milliseconds since 1970 by the server's clock. */
  readonly now: number;
  /** Roles of the author over a scope, judged by stored rows. */
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  /** The stored rows that the transactions touch, by {@link rowKey}; absent where there is none. */
  readonly rows: ReadonlyMap<string, RowState>;
  /** In rising order of `n`. */
  readonly transactions: readonly Transaction[];
}

export interface Decided {
  readonly accepted: readonly Transaction[];
  /** New state of every row that an accepted transaction touched, by {@link rowKey}. */
  readonly rows: ReadonlyMap<string, RowState>;
  readonly refused: readonly { readonly transaction: Transaction; readonly refusal: Refusal }[];
  /** Number of fields that the author and somebody else wrote without having seen each other. */
  readonly conflicts: number;
}

/** Names a row in the maps of a decision. */
export function rowKey(entity: string, id: string): string {
  return `${entity} ${id}`;
}

/**
 * Decides on transactions one after the other. A refused one changes nothing, and later ones are
 * judged against what is then current.
 */
export function decide(given: Given): Decided {
  const rows = new Map<string, RowState>();
  const accepted: Transaction[] = [];
  const refused: { transaction: Transaction; refusal: Refusal }[] = [];
  let conflicts = 0;
  for (const transaction of given.transactions) {
    const verdict = judge(transaction, given, (key) => rows.get(key) ?? given.rows.get(key));
    if (verdict.ok) {
      accepted.push(transaction);
      conflicts += verdict.value.conflicts;
      for (const [key, row] of verdict.value.rows) rows.set(key, row);
    } else {
      refused.push({ transaction, refusal: verdict.error });
    }
  }
  return { accepted, rows, refused, conflicts };
}

interface Effect {
  readonly rows: ReadonlyMap<string, RowState>;
  readonly conflicts: number;
}

function judge(
  transaction: Transaction,
  given: Given,
  current: (key: string) => RowState | undefined,
): Result<Effect, Refusal> {
  const { stamp, changes } = transaction;
  if (stampDevice(stamp) !== given.author.device) {
    return err({ type: 'Malformed', detail: 'stamp of another device' });
  }
  const aheadMs = stampTime(stamp) - given.now;
  if (aheadMs > MAX_CLOCK_AHEAD_MS) return err({ type: 'ClockAhead', aheadMs });

  const rows = new Map<string, RowState>();
  let conflicts = 0;
  for (const change of changes) {
    const key = rowKey(change.entity, change.row);
    // All changes share one stamp, which can write a field only once.
    if (rows.has(key)) return err({ type: 'Malformed', detail: `row twice: ${change.row}` });
    const row = current(key);
    const refusal = refuse(change, transaction, row, given);
    if (refusal !== null) return err(refusal);
    const merged = mergeChange(row, change, stamp);
    const broken = checkRules(findEntity(change.entity), row, merged.row);
    if (broken !== null) {
      return err({ type: 'RuleBroken', entity: change.entity, row: change.row, rule: broken });
    }
    rows.set(key, merged.row);
    conflicts += merged.concurrent.length;
  }
  return ok({ rows, conflicts });
}

/** What speaks against a change before it is merged, or null. */
function refuse(
  change: Change,
  { stamp }: Transaction,
  row: RowState | undefined,
  given: Given,
): Refusal | null {
  const { entity: name, row: id } = change;
  const entity = findEntity(name);
  if (row === undefined ? !mayLiveIn(entity, change.scope) : row.scope !== change.scope) {
    return { type: 'WrongScope', entity: name, row: id };
  }
  const over = given.rolesOver(change.scope);
  const fields = forbidden(entity, change, row, given.author.person, over);
  if (fields.length > 0) return { type: 'NotAllowed', entity: name, row: id, fields };
  const invalid = checkValues(entity, change);
  if (invalid !== null) return { type: 'InvalidValue', entity: name, row: id, ...invalid };
  const reused = Object.keys(change.set).some(
    (field) => row?.stamps[field] === stamp && !sameValue(row.values[field], change.set[field]),
  );
  return reused ? { type: 'Malformed', detail: 'stamp used before' } : null;
}

/** Rows of an entity that is not known here may live anywhere: a newer version knows. */
function mayLiveIn(entity: EntityDefinition | undefined, scope: ScopeId): boolean {
  return entity === undefined || entity.scopes.includes(parseScope(scope).kind as ScopeKind);
}

/** Fields of a change that its author may not write; `['*']`: not this row at all. */
function forbidden(
  entity: EntityDefinition | undefined,
  change: Change,
  row: RowState | undefined,
  person: string,
  over: ReadonlySet<Role>,
): string[] {
  const { scope } = change;
  if (entity === undefined) {
    const { kind, id } = parseScope(scope);
    return over.size > 0 || (kind === 'person' && id === person) ? [] : ['*'];
  }
  const creates = row === undefined;
  const removes = DELETED_FIELD in change.set;
  const fields = Object.keys(change.set).filter((field) => field !== DELETED_FIELD);
  const whole = forbiddenFields(person, over, { entity, scope, fields, creates, removes });
  if (whole.length > 0 || creates || !removes) return whole;
  // Whoever may remove a row may not, in passing, write fields of it that nobody may change.
  return forbiddenFields(person, over, { entity, scope, fields, creates, removes: false });
}
