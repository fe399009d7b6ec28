import type { Statement } from 'better-sqlite3';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/sync/change.ts';
import type { Reader } from './database.ts';
import { isChange } from './storedChange.ts';

/**
 * What nobody has confirmed for this long was refused by the server, of a device that has written
 * nothing since: it is no longer shown.
 */
export const NEWS_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** A colleague's transaction from a bundle. */
export interface NewsItem {
  readonly device: string;
  readonly n: number;
  readonly stamp: Stamp;
  readonly changes: readonly Change[];
  /** When it was taken in, milliseconds since 1970. */
  readonly at: number;
}

/**
 * Colleagues' work that came by bundle, shown over the server's state until that has caught up.
 * The server's own state alone decides: nothing of this is ever sent.
 */
export interface News {
  /** Whether there is any; costs nothing. */
  any(): boolean;
  all(): NewsItem[];
  /** Keeps an item; false when it is here already. */
  add(item: NewsItem): boolean;
  drop(device: string, n: number): void;
  /** Whether an item is too old to wait for. */
  isStale(item: NewsItem, now: number): boolean;
  /** Counts anew: what was written may have been rolled back. */
  recount(): void;
}

export function createNews(db: Reader): News {
  const count = db.prepare('SELECT count(*) FROM news').pluck();
  const select: Statement<
    [],
    { device: string; n: number; stamp: string; changes: string; at: number }
  > = db.prepare('SELECT device, n, stamp, changes, at FROM news ORDER BY device, n');
  const insert = db.prepare(
    'INSERT INTO news (device, n, stamp, changes, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const remove = db.prepare('DELETE FROM news WHERE device = ? AND n = ?');
  let known: boolean | null = null;
  return {
    any: () => (known ??= (count.get() as number) > 0),
    all: () =>
      select.all().map(({ device, n, stamp, changes, at }) => ({
        device,
        n,
        stamp: stamp as Stamp,
        changes: (JSON.parse(changes) as unknown[]).filter(isChange),
        at,
      })),
    add({ device, n, stamp, changes, at }) {
      known = null;
      return insert.run(device, n, stamp, JSON.stringify(changes), at).changes > 0;
    },
    drop(device, n) {
      known = null;
      remove.run(device, n);
    },
    isStale: ({ at }, now) => now - at > NEWS_DAYS * DAY_MS,
    recount() {
      known = null;
    },
  };
}
