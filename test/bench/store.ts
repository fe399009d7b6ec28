import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { tableDdl } from '../../shared/schema/ddl.ts';
import { kitStep } from '../../shared/kit/kitStep.entity.ts';
import type { EntityDefinition } from '../../shared/schema/entity.ts';
import type { Device } from '../support/devices.ts';
import { pairs, timed, type Figure } from './measure.ts';
import { stepIds } from './wave61.ts';

const TICKS_A_ROUND = 50;
const STAMPS = JSON.stringify({
  establishment: 'lib6qg800-0000-seed',
  programme: 'lib6qg800-0000-seed',
  action: 'lib6qg800-0000-seed',
  status: 'lrorovz4c-0000-abcdefghijklmnop',
  doneOn: 'lrorovz4c-0000-abcdefghijklmnop',
});

/** A bare database with the table of steps, as durable as the store. */
export function bareSteps(file: string): {
  insert(id: string): void;
  all(ids: readonly string[]): void;
  close(): void;
} {
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(tableDdl(kitStep as unknown as EntityDefinition));
  const statement = db.prepare(
    `INSERT INTO kit_step (id, scope, establishment, programme, action, status, done_on, stamps)
     VALUES (?, 'establishment:school-1', 'school-1', 'p', 'verifier-les-pieces-1', 'done', '2024-01-22', ?)`,
  );
  const insert = (id: string): void => void statement.run(id, STAMPS);
  return {
    insert,
    all: db.transaction((ids: readonly string[]) => {
      for (const id of ids) insert(id);
    }),
    close: () => db.close(),
  };
}

/** A durable tick through the core's whole path against a bare insert with the same durability. */
export async function durableTick(folder: string, device: Device): Promise<Figure> {
  const bare = bareSteps(join(folder, 'bare ticks.sqlite'));
  const steps = stepIds();
  let ticked = 0;
  let inserted = 0;
  const figure = await pairs(
    'durable-tick',
    40,
    async () =>
      (await timed(async () => {
        for (let index = 0; index < TICKS_A_ROUND; index += 1) {
          await device.tick(steps[ticked % steps.length]!, 'done');
          ticked += 1;
        }
      })) / TICKS_A_ROUND,
    async () =>
      (await timed(() => {
        for (let index = 0; index < TICKS_A_ROUND; index += 1) {
          inserted += 1;
          bare.insert(`row ${inserted}`);
        }
      })) / TICKS_A_ROUND,
  );
  bare.close();
  return figure;
}
