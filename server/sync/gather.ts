import { linkOf } from '../../shared/access/places.ts';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { stampDevice } from '../../shared/kernel/clock.ts';
import { PLAIN_ID_PATTERN } from '../../shared/kernel/ids.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import { conflict } from '../../shared/sync/conflict.entity.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import { authorsOf } from '../accounts/people.ts';
import type { Reading, RowKey, StoredRow } from '../db/storage.ts';
import { rowKey } from './decide.ts';
import { noEvidence, type Evidence, type PastChange } from './evidence.ts';

/** Keys of the rows that transactions change, each once. */
export function keysOf(transactions: readonly Transaction[]): RowKey[] {
  const keys = new Map<string, RowKey>();
  for (const { changes } of transactions) {
    for (const { entity, row } of changes) {
      const key = rowKey(entity, row);
      if (!keys.has(key)) keys.set(key, { entity, id: row });
    }
  }
  return [...keys.values()];
}

/** Keys of rows that decide, beside roles, who may write what transactions write, each once. */
export function holdersOf(transactions: readonly Transaction[]): RowKey[] {
  const keys = new Map<string, RowKey>();
  for (const { changes } of transactions) {
    for (const { entity, set } of changes) {
      const held = findEntity(entity)?.guard?.heldBy ?? null;
      const id = held === null ? undefined : set[held.field];
      if (held !== null && typeof id === 'string') {
        keys.set(rowKey(held.entity, id), { entity: held.entity, id });
      }
    }
  }
  return [...keys.values()];
}

/**
 * Rows that have what no two rows may have, and what transactions say or rows that they change have.
 * @param stored the row that a change is of, as it is stored
 */
export async function rivalsOf(
  read: Reading,
  transactions: readonly Transaction[],
  stored: (key: string) => RowState | undefined,
): Promise<StoredRow[]> {
  const said = new Map<string, Set<string>>();
  for (const { changes } of transactions) {
    for (const { entity, row, set } of changes) {
      const unique = findEntity(entity)?.unique ?? null;
      if (unique === null) continue;
      const value = set[unique.field] ?? stored(rowKey(entity, row))?.values[unique.field];
      if (typeof value !== 'string') continue;
      said.set(entity, (said.get(entity) ?? new Set()).add(value));
    }
  }
  const found: StoredRow[] = [];
  for (const [entity, values] of said) {
    found.push(...(await read.referring(entity, findEntity(entity)!.unique!.field, [...values])));
  }
  return found;
}

/** Scopes that transactions touch, each once. */
export function scopesOf(transactions: readonly Transaction[]): ScopeId[] {
  const scopes = new Set<ScopeId>();
  for (const { changes } of transactions) for (const { scope } of changes) scopes.add(scope);
  return [...scopes];
}

/** Places above others that changes or rows name in their links, each once. */
export function placesNamed(
  rows: Iterable<{ readonly entity: string; readonly set: Change['set'] }>,
): ScopeId[] {
  const places = new Set<ScopeId>();
  for (const { entity, set } of rows) {
    const link = linkOf(entity);
    const id = link === undefined ? undefined : set[link.field];
    if (typeof id === 'string') places.add(scopeId(link!.over, id));
  }
  return [...places];
}

/** Ids of people to whom transactions give a role, each once. */
export function peopleNamed(
  transactions: readonly { readonly changes: readonly Change[] }[],
): string[] {
  const people = new Set<string>();
  for (const { changes } of transactions) {
    for (const { entity, set } of changes) {
      const person = entity === 'grant' ? set['person'] : null;
      if (typeof person === 'string' && PLAIN_ID_PATTERN.test(person)) people.add(person);
    }
  }
  return [...people];
}

/** Conflict rows about the rows that transactions change, settled ones included. */
export async function conflictsAbout(
  read: Reading,
  transactions: readonly Transaction[],
): Promise<StoredRow[]> {
  // They live in the scopes of those rows, nearly all of which hold none.
  const scopes = new Set(await read.scopesWith(conflict.name, scopesOf(transactions)));
  if (scopes.size === 0) return [];
  const ids = new Set<string>();
  const about = new Set<string>();
  for (const { changes } of transactions) {
    for (const { entity, row, scope } of changes) {
      if (entity === conflict.name || !scopes.has(scope)) continue;
      ids.add(row);
      about.add(rowKey(entity, row));
    }
  }
  if (ids.size === 0) return [];
  const found = await read.referring(conflict.name, 'row', [...ids]);
  return found.filter(({ values }) =>
    about.has(rowKey(String(values['entity']), String(values['row']))),
  );
}

/** What was refused of a batch for its form, as far as it can be told what it would have been. */
export interface MalformedLine {
  readonly n: number;
  readonly content: unknown;
}

/**
 * The past of rows, with what was refused of those whose stamps somebody has seen and which are
 * not in it, and who is behind all of it.
 * @param known what was gathered before; it is kept
 * @param malformed transactions of the batch that were refused for their form
 */
export async function gatherEvidence(
  read: Reading,
  rows: readonly Pick<StoredRow, 'scope' | 'entity' | 'id'>[],
  transactions: readonly Transaction[],
  malformed: readonly MalformedLine[],
  known: Evidence = noEvidence,
): Promise<Evidence> {
  const histories = new Map(known.histories);
  const devices = new Set<string>();
  const unknown = new Set<string>();
  for (const { scope, entity, id } of rows) {
    const past: PastChange[] = await read.rowHistory(scope, entity, id);
    histories.set(rowKey(entity, id), past);
    const here = new Set<Stamp>(past.map(({ stamp }) => stamp));
    for (const stamp of here) devices.add(stampDevice(stamp));
    for (const stamp of seenOf(past, transactions, entity, id)) {
      if (!here.has(stamp)) unknown.add(stampDevice(stamp));
    }
  }
  for (const { stamp } of transactions) devices.add(stampDevice(stamp));
  const refused = new Map(known.refused);
  for (const { content } of malformed) addRefused(refused, content);
  // What was refused may itself have seen what was refused of somebody else: the set grows.
  for (const device of unknown) {
    if (device === SERVER) continue;
    const records = await read.refusals(device, 1, Number.MAX_SAFE_INTEGER);
    for (const { transaction } of records) {
      for (const { seen } of addRefused(refused, transaction)) {
        for (const stamp of Object.values(seen ?? {})) unknown.add(stampDevice(stamp));
      }
    }
  }
  const authors = await authorsOf(read, [...devices]);
  return { histories, refused, author: (id) => authors[id] ?? known.author(id) };
}

function seenOf(
  past: readonly PastChange[],
  transactions: readonly Transaction[],
  entity: string,
  row: string,
): Stamp[] {
  const seen = past.flatMap((change) => Object.values(change.seen ?? {}));
  for (const { changes } of transactions) {
    for (const change of changes) {
      if (change.row === row && change.entity === entity) {
        seen.push(...Object.values(change.seen ?? {}));
      }
    }
  }
  return seen;
}

/** A refused transaction may be of any form: only what reads as changes is taken. */
function addRefused(refused: Map<Stamp, readonly Change[]>, content: unknown): Change[] {
  const { stamp, changes } = (content ?? {}) as { stamp?: unknown; changes?: unknown };
  if (typeof stamp !== 'string' || !Array.isArray(changes)) return [];
  const readable = (changes as unknown[]).filter((change): change is Change => {
    const { set, seen } = (change ?? {}) as { set?: unknown; seen?: unknown };
    return isObject(set) && (seen === undefined || (isObject(seen) && areStrings(seen)));
  });
  refused.set(stamp as Stamp, readable);
  return readable;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function areStrings(values: object): boolean {
  return Object.values(values).every((value) => typeof value === 'string');
}
