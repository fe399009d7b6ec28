import { err, ok, type Result } from '../../shared/kernel/result.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import type { PushAnswer, ScopeMoved, WireError } from '../../shared/sync/protocol.ts';
import type { RefusalRecord, RowKey, Storage, Writing } from '../db/storage.ts';
import { decidesAccess, rolesOverScopes } from './access.ts';
import { decide, rowKey, type Given } from './decide.ts';
import { effects, type Versions } from './effects.ts';
import type { Feed } from './feed.ts';
import type { PushLine } from './pushBody.ts';

export interface PushContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly epoch: string;
  readonly now: () => number;
}

/**
 * Decides on the transactions of a push, in one database transaction: a crash anywhere leaves all
 * of it or nothing. What was decided before is answered as it was then, without a second effect.
 * @param lines transactions of one device, in rising order of `n`
 */
export async function push(
  context: PushContext,
  author: Given['author'],
  lines: readonly PushLine[],
): Promise<Result<PushAnswer, WireError>> {
  const result = await context.storage.transaction(async (write) => {
    const device = await write.lockDevice(author.device);
    if (device === null || device.revokedAt !== null) return err({ type: 'DeviceRefused' });
    const fresh = lines.filter(({ n }) => n > device.lastN);
    const expected = device.lastN + 1;
    if (!isGapless(fresh, expected)) return err({ type: 'Gap', expected });
    const before = await refusedBefore(write, device.id, lines, device.lastN);
    const now = context.now();
    const done = await decideAll(write, author, fresh, now);
    if (fresh.length > 0) {
      const [from, to] = [fresh[0]!.n, fresh.at(-1)!.n];
      await write.recordBatch(
        { device: device.id, from, to, hash: '', text: '', at: now, carrier: null },
        done.refused,
      );
    }
    return ok({
      moved: done.moved,
      access: done.access,
      answer: {
        decided: fresh.at(-1)?.n ?? device.lastN,
        refused: [...before, ...done.refused].map(({ n, refusal }) => ({ n, refusal })),
        conflicts: done.conflicts,
        serverTime: now,
        epoch: context.epoch,
      },
    });
  });
  if (!result.ok) return result;
  const { answer, moved, access } = result.value;
  if (moved.length > 0) context.feed.publish({ moved, access });
  return ok(answer);
}

function isGapless(fresh: readonly PushLine[], expected: number): boolean {
  return fresh.every(({ n }, index) => n === expected + index);
}

async function refusedBefore(
  write: Writing,
  device: string,
  lines: readonly PushLine[],
  lastN: number,
): Promise<RefusalRecord[]> {
  const first = lines[0]?.n ?? 0;
  if (first === 0 || first > lastN) return [];
  const pushed = new Set(lines.map(({ n }) => n));
  return (await write.refusals(device, first, lastN)).filter(({ n }) => pushed.has(n));
}

interface Done {
  readonly refused: readonly RefusalRecord[];
  readonly conflicts: number;
  readonly moved: readonly ScopeMoved[];
  readonly access: boolean;
}

async function decideAll(
  write: Writing,
  author: Given['author'],
  lines: readonly PushLine[],
  now: number,
): Promise<Done> {
  const refused: RefusalRecord[] = [];
  const transactions: Transaction[] = [];
  for (const line of lines) {
    if ('transaction' in line) transactions.push(line.transaction);
    else refused.push({ n: line.n, refusal: line.malformed, transaction: line.content });
  }
  const before = await write.lockScopes(scopesOf(transactions));
  const versions = new Map(before);
  let conflicts = 0;
  let access = false;
  for (const slice of sliceByAccess(transactions)) {
    const decided = await decideSlice(write, author, slice, versions, now);
    conflicts += decided.conflicts;
    access ||= decided.accepted.some(changesAccess);
    for (const { transaction, refusal } of decided.refused) {
      refused.push({ n: transaction.n, refusal, transaction });
    }
  }
  refused.sort((a, b) => a.n - b.n);
  const moved = [...versions].flatMap(([scope, version]) =>
    version === before.get(scope) ? [] : [{ scope, version }],
  );
  return { refused, conflicts, moved, access };
}

async function decideSlice(
  write: Writing,
  author: Given['author'],
  transactions: readonly Transaction[],
  versions: Versions,
  now: number,
): Promise<ReturnType<typeof decide>> {
  const stored = await write.rows(keysOf(transactions));
  const decided = decide({
    author,
    now,
    transactions,
    rows: new Map(stored.map((row) => [rowKey(row.entity, row.id), row])),
    rolesOver: await rolesOverScopes(write, author.person, scopesOf(transactions)),
  });
  await write.writeRows(effects(decided, author.device, versions, now));
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

function changesAccess({ changes }: Transaction): boolean {
  return changes.some(({ entity }) => decidesAccess(entity));
}

function scopesOf(transactions: readonly Transaction[]): ScopeId[] {
  return [...new Set(transactions.flatMap(({ changes }) => changes.map(({ scope }) => scope)))];
}

function keysOf(transactions: readonly Transaction[]): RowKey[] {
  const keys = new Map<string, RowKey>();
  for (const { changes } of transactions) {
    for (const { entity, row } of changes) keys.set(rowKey(entity, row), { entity, id: row });
  }
  return [...keys.values()];
}
