import { hash } from 'node:crypto';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { eraseFromBatch } from '../../shared/sync/batch.ts';
import type { Change } from '../../shared/sync/change.ts';
import { conflict, type ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import type { Storage, StoredRow, Writing } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import { versionsOf } from '../sync/conflictRows.ts';
import { writeAsServer } from '../sync/serverChange.ts';

/** What was erased, and in how many places it had been. */
export interface Erased {
  readonly entity: string;
  readonly row: string;
  readonly field: string;
  /** Signed batches from which the value is gone; their signatures still hold. */
  readonly batches: number;
  /** Conflicts that had offered it. */
  readonly conflicts: number;
  /** Refused transactions that had it. */
  readonly refusals: number;
}

/**
 * Erases all that was ever written into a field of a row: the value itself, as a change that
 * devices get, and its copies in the log, in conflicts, in refused transactions and in the signed
 * batches that brought them.
 * @param now milliseconds since 1970
 * @throws ProblemError when there is no such row
 */
export function eraseField(
  storage: Storage,
  entity: string,
  row: string,
  field: string,
  now: number,
): Promise<Erased> {
  return storage.transaction(async (write) => {
    const [stored] = await write.rows([{ entity, id: row }]);
    if (stored === undefined) throw new ProblemError({ type: 'rowUnknown', entity, row });
    const { scope } = stored;
    await write.lockScopes([scope]);
    const offered = await conflictsWith(write, entity, row, field);
    const batches = await eraseBatches(write, scope, { entity, row, field });
    await write.eraseLogged(scope, entity, row, [field]);
    for (const { entity: name, id } of offered) {
      await write.eraseLogged(scope, name, id, ['versions']);
    }
    // Written last, so that the log ends with what is left.
    const value: Change = { entity, row, scope, set: { [field]: null } };
    await writeAsServer(write, [value, ...offered.map((each) => withoutField(each, field))], now);
    const refusals = await eraseRefusals(write, { entity, row, field });
    return { entity, row, field, batches, conflicts: offered.length, refusals };
  });
}

interface Target {
  readonly entity: string;
  readonly row: string;
  readonly field: string;
}

/** Conflict rows about the row that hold values of the field. */
async function conflictsWith(
  write: Writing,
  entity: string,
  row: string,
  field: string,
): Promise<StoredRow[]> {
  return (await write.referring(conflict.name, 'row', [row])).filter(
    (each) =>
      each.values['entity'] === entity &&
      (each.values['field'] === field ||
        versionsOf(each).some(({ others }) => Object.hasOwn(others, field))),
  );
}

function withoutField(row: StoredRow, field: string): Change {
  const isAbout = row.values['field'] === field;
  const versions: ConflictVersion[] = versionsOf(row).map((version) => ({
    ...version,
    value: isAbout ? null : version.value,
    others: Object.hasOwn(version.others, field)
      ? { ...version.others, [field]: null }
      : version.others,
  }));
  const set = { versions: versions as unknown as JsonValue };
  return { entity: row.entity, row: row.id, scope: row.scope, set };
}

async function eraseBatches(write: Writing, scope: ScopeId, target: Target): Promise<number> {
  const erased = new Set<string>();
  for (const entry of await write.rowHistory(scope, target.entity, target.row)) {
    if (entry.n === null || !Object.hasOwn(entry.set, target.field)) continue;
    await eraseBatch(write, entry.device, entry.n, target, erased);
  }
  return erased.size;
}

async function eraseBatch(
  write: Writing,
  device: string,
  n: number,
  { entity, row, field }: Target,
  erased: Set<string>,
): Promise<void> {
  const batch = await write.batchAt(device, n);
  if (batch === null || erased.has(`${device} ${batch.from}`)) return;
  const text = eraseFromBatch(
    batch.text,
    (each) => hash('sha256', each, 'base64url'),
    (change) => change.entity === entity && change.row === row && change.field === field,
  );
  if (text === null) throw new Error(`Batch that does not read: ${device} ${batch.from}`);
  await write.replaceBatchText(device, batch.from, text);
  erased.add(`${device} ${batch.from}`);
}

/** Refused transactions are kept with their content as well. */
async function eraseRefusals(write: Writing, target: Target): Promise<number> {
  let count = 0;
  const batches = new Set<string>();
  for (const { id } of await write.devicesOf(null)) {
    for (const { n, transaction } of await write.refusals(id, 1, Number.MAX_SAFE_INTEGER)) {
      const without = withoutValue(transaction, target);
      if (without === null) continue;
      await write.replaceRefused(id, n, without);
      await eraseBatch(write, id, n, target, batches);
      count += 1;
    }
  }
  return count;
}

/** A refused transaction without the value, or null when it does not hold it. */
function withoutValue(transaction: unknown, { entity, row, field }: Target): unknown {
  const { changes } = (transaction ?? {}) as { changes?: unknown };
  if (!Array.isArray(changes)) return null;
  let found = false;
  const kept = (changes as unknown[]).map((change) => {
    const { entity: named, row: id, set } = (change ?? {}) as Partial<Change>;
    if (named !== entity || id !== row || set === undefined || !Object.hasOwn(set, field)) {
      return change;
    }
    found = true;
    return { ...(change as object), set: { ...set, [field]: null } };
  });
  return found ? { ...(transaction as object), changes: kept } : null;
}
