import type { LogEntry, StoredRow } from '../../../server/db/storage.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { keyOf, type Key } from '../oracle/ledger.ts';
import type { World } from '../world/world.ts';

/** What the server has at rest. */
export interface History {
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly log: readonly LogEntry[];
  /** Accepted values by key and stamp. */
  readonly accepted: ReadonlyMap<string, JsonValue>;
  /** `device n` of each refused transaction, with its content as text. */
  readonly refused: ReadonlyMap<string, string>;
}

export async function readHistory(world: World): Promise<History> {
  const { storage } = world.site;
  const byScope = await world.site.rows();
  const ids = [...world.ids.values()].flatMap((set) => [...set]);
  return storage.read(async (read) => {
    const rows = new Map<string, StoredRow>();
    const log: LogEntry[] = [];
    for (const [scope, stored] of byScope) {
      for (const row of stored) {
        rows.set(`${row.entity} ${row.id}`, row);
        log.push(...(await read.rowHistory(scope, row.entity, row.id)));
      }
    }
    const accepted = new Map<string, JsonValue>();
    for (const { entity, row, stamp, set } of log) {
      for (const [field, value] of Object.entries(set)) {
        accepted.set(acceptedName(keyOf(entity, row, field), stamp), value);
      }
    }
    const refused = new Map<string, string>();
    for (const device of new Set(ids)) {
      for (const { n, transaction } of await read.refusals(device, 1, 1_000_000)) {
        refused.set(`${device} ${n}`, JSON.stringify(transaction));
      }
    }
    return { rows, log, accepted, refused };
  });
}

export function acceptedName(key: Key, stamp: string): string {
  return `${key} ${stamp}`;
}
