import type { Database } from 'better-sqlite3';
import { maxStamp, stampDevice, type Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Transaction } from '../../../shared/sync/change.ts';
import type { DeviceCard } from '../../../shared/sync/protocol.ts';
import type { Cursors } from './cursors.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Applied, Inbox } from './inbox.ts';
import type { News } from './news.ts';
import type { Rows } from './rows.ts';

/** Takes in colleagues' transactions that came by bundle. */
export interface NewsDesk {
  /**
   * Shows them over the server's state, those of places that are here and that the server has not
   * confirmed yet; in one transaction.
   */
  publish(
    author: Pick<DeviceCard, 'id' | 'person' | 'personName'>,
    transactions: readonly Transaction[],
    now: number,
  ): { readonly applied: Applied; readonly added: number };
}

export function createNewsDesk(
  db: Database,
  parts: {
    readonly rows: Rows;
    readonly news: News;
    readonly cursors: Cursors;
    readonly states: DeviceStates;
    readonly inbox: Inbox;
  },
): NewsDesk {
  const { rows, news, cursors, states, inbox } = parts;
  const nameAuthor = db.prepare(
    'INSERT INTO author (device, person, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );

  /** Whether the server's state has caught up with a transaction. */
  function isConfirmed({ changes, stamp }: Transaction): boolean {
    return changes.every(({ entity, row, set }) => {
      const base = rows.readBase(entity, row);
      const state = base === undefined ? rows.read(entity, row) : base;
      return Object.keys(set).every((field) => (state?.stamps[field] ?? '') >= stamp);
    });
  }

  function publish(
    author: Pick<DeviceCard, 'id' | 'person' | 'personName'>,
    transactions: readonly Transaction[],
    now: number,
  ): { applied: Applied; added: number } {
    const scopes = new Set<ScopeId>();
    const entities = new Set<string>();
    let highest: Stamp | null = null;
    let added = 0;
    const fresh: Transaction[] = [];
    for (const transaction of transactions) {
      const { n, stamp, changes } = transaction;
      const isHere = changes.every(({ scope }) => cursors.get(scope) !== undefined);
      const isTheirs = stampDevice(stamp) === author.id;
      if (!isHere || !isTheirs || isConfirmed(transaction)) continue;
      if (!news.add({ device: author.id, n, stamp, changes, at: now })) continue;
      added += 1;
      highest = maxStamp(highest, stamp);
      fresh.push(transaction);
    }
    if (highest !== null) states.receive(highest);
    if (added > 0) nameAuthor.run(author.id, author.person, author.personName);
    inbox.rebuildRows(
      fresh.flatMap(({ changes }) =>
        changes.map(({ entity, row, scope }) => {
          scopes.add(scope);
          entities.add(entity);
          return { entity, id: row, scope };
        }),
      ),
    );
    return { applied: { scopes: [...scopes], entities: [...entities], rows: 0 }, added };
  }

  const publishAll = db.transaction(publish);
  return {
    publish(author, transactions, now) {
      try {
        return publishAll.immediate(author, transactions, now);
      } catch (error) {
        news.recount();
        states.forget();
        throw error;
      }
    },
  };
}
