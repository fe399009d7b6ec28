import { randomBytes } from 'node:crypto';
import { scopeId } from '../../shared/schema/scope.ts';
import type { Change } from '../../shared/sync/change.ts';
import { Scripted } from '../support/scripted.ts';
import type { Sender } from './sender.ts';

export interface CursorOptions {
  /** Addresses of servers on one database of practice data. */
  readonly servers: readonly string[];
  readonly changes: number;
  readonly writers: number;
  /** Transactions in one push. */
  readonly batch: number;
  readonly sender: Sender;
}

export interface CursorReport {
  readonly changes: number;
  /** Changes at or below a version that the reader held, which it never received. */
  readonly missed: number;
  readonly polls: number;
  /** Polls that brought something while writers were writing. */
  readonly busyPolls: number;
}

const LOGIN = 'blandine.viorne';

/**
 * Writers on several servers write into the same places at the same moment, and a reader asks again
 * and again for what is new after the versions that it holds. Every change is a row of its own, so
 * that each one that is skipped stays missing.
 */
export async function writeAndRead(options: CursorOptions): Promise<CursorReport> {
  const { changes, writers, batch, sender } = options;
  const device = async (name: string, url: string): Promise<Scripted> => {
    const made = new Scripted({
      name,
      login: LOGIN,
      random: randomBytes,
      send: (request) => sender.send(url, request),
    });
    await made.enrol();
    await made.pull(1);
    return made;
  };
  const reader = await device('reader', options.servers[0]!);
  await reader.pull();
  const places = Object.keys(reader.cursors)
    .filter((scope) => scope.startsWith('establishment:'))
    .slice(0, 4);
  const held = reader.rows.size;
  let left = changes;
  let writing = writers;
  const write = async (index: number): Promise<void> => {
    const writer = await device(
      `writer ${index}`,
      options.servers[index % options.servers.length]!,
    );
    while (left > 0) {
      const count = Math.min(batch, left);
      left -= count;
      const transactions = Array.from({ length: count }, (_, at) => {
        const place = places[(at + index) % places.length]!.split(':')[1]!;
        const change: Change = {
          entity: 'inspection',
          row: `v${index}-${writer.n + 1}`,
          scope: scopeId('establishment', place),
          set: { by: index },
        };
        return writer.transaction([change], Date.now());
      });
      const answer = await writer.push(writer.seal(transactions));
      if (!('refused' in answer) || answer.refused.length > 0) {
        throw new Error(`a writer was refused: ${JSON.stringify(answer).slice(0, 300)}`);
      }
    }
    writing -= 1;
  };
  let polls = 0;
  let busyPolls = 0;
  const read = async (): Promise<void> => {
    for (let last = false; !last;) {
      last = writing === 0;
      const before = reader.rows.size;
      await reader.pull();
      polls += 1;
      if (!last && reader.rows.size > before) busyPolls += 1;
    }
  };
  await Promise.all([read(), ...Array.from({ length: writers }, (_, index) => write(index))]);
  return { changes, missed: changes - (reader.rows.size - held), polls, busyPolls };
}
