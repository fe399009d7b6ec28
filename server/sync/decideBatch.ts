import { maxStamp, stampTime, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { BatchLine } from '../../shared/sync/batch.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import type { Refusal, ScopeMoved } from '../../shared/sync/protocol.ts';
import type { DeviceRecord, RefusalRecord, Writing } from '../db/storage.ts';
import { decidesAccess, rolesOverScopes } from './access.ts';
import { decide, rowKey, type Accepted, type Decided, type Given } from './decide.ts';
import { effects, type Versions } from './effects.ts';
import { noEvidence } from './evidence.ts';
import { conflictsAbout, gatherEvidence, keysOf, type MalformedLine } from './gather.ts';
import type { LatestStamp } from './latest.ts';

/** What became of a batch. */
export interface Done {
  readonly refused: readonly RefusalRecord[];
  readonly conflicts: number;
  readonly moved: readonly ScopeMoved[];
  /** Whether somebody's access may have changed. */
  readonly access: boolean;
  /** Time of the latest stamp that was accepted, milliseconds since 1970; null: none was. */
  readonly latest: number | null;
}

/**
 * Gathers, decides and writes the transactions of a batch, under the lock of its device.
 * @param refusal why all of them are refused, or null
 */
export async function decideBatch(
  write: Writing,
  context: { readonly latest: LatestStamp },
  device: DeviceRecord,
  lines: readonly BatchLine[],
  refusal: Refusal | null,
  now: number,
): Promise<Done> {
  const refused: RefusalRecord[] = [];
  const transactions: Transaction[] = [];
  const malformed: MalformedLine[] = [];
  for (const line of lines) {
    if ('transaction' in line) {
      transactions.push(line.transaction);
    } else {
      malformed.push(line);
      const { n, malformed: why, content } = line;
      refused.push({ n, refusal: refusal ?? why, transaction: content });
    }
  }
  const before = await write.lockScopes(scopesOf(transactions));
  const versions = new Map(before);
  const author = { person: device.person, device: device.id };
  let conflicts = 0;
  let access = false;
  let highest: Stamp | null = null;
  for (const slice of sliceByAccess(transactions)) {
    const decided = await decideSlice(
      write,
      context,
      { author, refusal, transactions: slice },
      malformed,
      versions,
      now,
    );
    conflicts += decided.conflicts;
    access ||= decided.accepted.some(changesAccess);
    for (const { stamp } of decided.accepted) highest = maxStamp(highest, stamp);
    for (const { transaction, refusal } of decided.refused) {
      refused.push({ n: transaction.n, refusal, transaction });
    }
  }
  const latest = highest === null ? null : stampTime(highest);
  if (latest !== null) await context.latest.accepted(write, latest);
  refused.sort((a, b) => a.n - b.n);
  const moved: ScopeMoved[] = [];
  for (const [scope, version] of versions) {
    if (version !== before.get(scope)) moved.push({ scope, version });
  }
  return { refused, conflicts, moved, access, latest };
}

async function decideSlice(
  write: Writing,
  { latest }: { readonly latest: LatestStamp },
  asked: Pick<Given, 'author' | 'refusal' | 'transactions'>,
  malformed: readonly MalformedLine[],
  versions: Versions,
  now: number,
): Promise<Decided> {
  const { author, transactions } = asked;
  const keys = keysOf(transactions);
  const rows = new Map<string, RowState>();
  for (const row of await write.rows(keys)) rows.set(rowKey(row.entity, row.id), row);
  const conflicts = await conflictsAbout(write, keys);
  const given: Given = {
    ...asked,
    latest: await latest.from(write, now),
    rows,
    conflicts,
    evidence: noEvidence,
    rolesOver: await rolesOverScopes(write, author.person, scopesOf(transactions)),
  };
  const decided = await decideKnowingEnough(write, given, malformed, async () =>
    latest.again(write, now),
  );
  const before = new Map(rows);
  for (const row of conflicts) before.set(rowKey(row.entity, row.id), row);
  await write.writeRows(effects(decided, before, versions, now));
  return decided;
}

/** Decides, and decides again with more, until no more has to be known. */
async function decideKnowingEnough(
  write: Writing,
  first: Given,
  malformed: readonly MalformedLine[],
  latestAgain: () => Promise<number>,
): Promise<Decided> {
  let given = first;
  let decided = decide(given);
  if (decided.refused.some(({ refusal }) => refusal.type === 'ClockAhead')) {
    given = { ...given, latest: await latestAgain() };
    decided = decide(given);
  }
  while (decided.needs.size > 0) {
    // A row that is made by this batch has no past that is stored.
    const needed = [...decided.needs].map((key) => given.rows.get(key) ?? decided.rows.get(key)!);
    const { evidence: known, transactions } = given;
    const evidence = await gatherEvidence(write, needed, transactions, malformed, known);
    given = { ...given, evidence };
    decided = decide(given);
  }
  return decided;
}

/**
 * Cuts transactions after each one that may change somebody's access: roles are gathered anew for
 * what comes after it.
 */
function sliceByAccess(transactions: readonly Transaction[]): Transaction[][] {
  const slices: Transaction[][] = [];
  let slice: Transaction[] = [];
  for (const transaction of transactions) {
    slice.push(transaction);
    if (changesAccess(transaction)) {
      slices.push(slice);
      slice = [];
    }
  }
  return slice.length > 0 ? [...slices, slice] : slices;
}

function changesAccess({ changes }: Pick<Accepted, 'changes'>): boolean {
  return changes.some(({ entity }) => decidesAccess(entity));
}

function scopesOf(transactions: readonly Transaction[]): ScopeId[] {
  const scopes = new Set<ScopeId>();
  for (const { changes } of transactions) for (const { scope } of changes) scopes.add(scope);
  return [...scopes];
}
