import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Storage, StoredRow } from '../../server/db/storage.ts';
import { Shelf, type ShownRow } from '../support/shelf.ts';
import { canonical } from '../support/canonical.ts';
import type { DeviceChild } from './deviceChild.ts';
import { pause, type Journal } from './driver.ts';

/** Rounds of syncs after which all must be the same everywhere. */
const MOST_ROUNDS = 40;

interface Synced {
  readonly pending: number;
  readonly report: { readonly pushed: number; readonly pulled: number };
}

/** Syncs all devices until nothing moves. @throws when that does not come about */
export async function settle(devices: readonly DeviceChild[]): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    let moved = false;
    for (const device of devices) {
      const answer = await device.ask({ sync: true });
      const synced = answer?.ok === true ? (answer.value as Synced) : null;
      moved ||= synced === null || synced.pending + synced.report.pushed + synced.report.pulled > 0;
      if (synced === null) await pause(200);
    }
    if (!moved) return;
  }
  throw new Error(`the devices do not come to rest in ${MOST_ROUNDS} rounds`);
}

export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged ticks that the server's log and refusals do not have. */
  readonly lost: number;
  /** Ticks that the log has more than once. */
  readonly duplicated: number;
  /** Rows that a device shows otherwise than the server. */
  readonly diverged: number;
}

/** Compares what the driver saw with what the server and the stopped devices have. */
export async function compare(
  journal: Journal,
  devices: readonly DeviceChild[],
  storage: Storage,
): Promise<Verdict> {
  const counts = new Map<string, number>();
  const rows = new Map<string, StoredRow>();
  const refused = new Set<string>();
  await storage.read(async (read) => {
    for await (const { table, record } of read.dump()) {
      if (table === 'log' && record['n'] !== null) {
        const { set } = JSON.parse(String(record['change'])) as { set: { note?: unknown } };
        const note = String(set.note);
        counts.set(note, (counts.get(note) ?? 0) + 1);
      }
      if (table === 'refusal') {
        for (const [text] of String(record['trans']).matchAll(/note \d+/g)) refused.add(text);
      }
    }
    for (const scope of (await read.allVersions()).keys()) {
      for await (const page of read.rowPages(scope, 1_000)) {
        for (const row of page) rows.set(`${row.entity} ${row.id}`, row);
      }
    }
  });
  let lost = 0;
  for (const note of journal.acknowledged.keys()) {
    if (!counts.has(note) && !refused.has(note)) lost += 1;
  }
  const twice = [...counts].filter(([note, count]) => note.startsWith('note ') && count > 1);
  let diverged = 0;
  for (const { folder } of devices) diverged += divergedRows(folder, rows);
  return {
    acknowledged: journal.acknowledged.size,
    lost,
    duplicated: twice.length,
    diverged,
  };
}

function divergedRows(folder: string, rows: ReadonlyMap<string, StoredRow>): number {
  const shelf = new Shelf(folder);
  const shown = shelf.rows();
  shelf.close();
  const scopes = new Set([...shown.values()].map(({ scope }) => scope as ScopeId));
  let diverged = 0;
  for (const [name, row] of rows) {
    if (!scopes.has(row.scope)) continue;
    const here = shown.get(name);
    if (here === undefined || text(here) !== text(row)) diverged += 1;
  }
  for (const name of shown.keys()) if (!rows.has(name)) diverged += 1;
  return diverged;
}

function text({ values, stamps }: Pick<ShownRow, 'values' | 'stamps'>): string {
  return canonical([values, stamps]);
}
