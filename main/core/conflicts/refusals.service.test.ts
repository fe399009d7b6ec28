import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Write } from '../store/record.ts';
import { openTestStore, SCOPE, type TestStore } from '../store/testing.ts';
import { createRefusalsService } from './refusals.service.ts';

/* What an older program wrote with ids that the server refuses. */

let folder: string;
let device: TestStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-refused-'));
  device = openTestStore(folder);
});
afterEach(() => {
  device.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const service = () =>
  createRefusalsService({
    outbox: device.outbox,
    holds: () => true,
    record(writes, also) {
      const work = (): void => {
        device.recorder.record(writes);
        also();
      };
      device.store.db.transaction(work)();
    },
  });

it('a row whose id is none is refused before anything is on disk', () => {
  const writes: Write[] = [
    { entity: 'ticket', row: 'k-1', scope: SCOPE, set: { title: 'Un' } },
    { entity: 'ticket', row: '_1', scope: SCOPE, set: { title: 'Deux' } },
  ];
  const record = () => device.store.db.transaction(() => device.recorder.record(writes))();
  expect(record).toThrow('Not a row id: _1');
  expect(device.rows.read('ticket', 'k-1')).toBeUndefined();
  expect(device.outbox.pending()).toEqual([]);
});

it('what was refused for its ids is shown whole, leaves the rows, and is sent again with others', () => {
  const writes = [
    { entity: 'ticket', row: 'k-1', scope: SCOPE, set: { title: 'Poste' } },
    { entity: 'ticketEvent', row: 'ke-1', scope: SCOPE, set: { ticket: 'k-1', kind: 'filed' } },
  ];
  device.outbox.added();
  device.store.db.transaction(() => device.recorder.record(writes))();
  for (const table of ['outbox', 'ticket', 'ticket_event']) {
    const column = table === 'outbox' ? 'changes' : 'id';
    device.store.db.exec(`UPDATE ${table} SET ${column} = replace(${column}, 'k-1', '_1')`);
  }
  expect(device.rows.read('ticket', '_1')?.values['title']).toBe('Poste');
  // The server refuses the number by itself, so that nothing behind it waits.
  expect(device.outbox.sealable(1, 1_000)).toMatchObject([{ n: 1, changes: [] }]);
  const sealed = device.sealer.next(() => 'x')!;
  const refusal = { type: 'Malformed', detail: 'changes' } as const;
  device.decisions.apply(sealed, new Map([[1, refusal]]));

  expect(
    service()
      .list()[0]!
      .changes.map(({ row, set }) => [row, set['ticket'] ?? null]),
  ).toEqual([
    ['_1', null],
    ['ke-1', '_1'],
  ]);
  expect(device.rows.read('ticket', '_1')).toBeUndefined();
  expect(service().resend({ n: 1 })).toEqual({ ok: true, value: null });
  expect(device.rows.read('ticket', 'x-_1')?.values['title']).toBe('Poste');
  expect(device.rows.read('ticketEvent', 'ke-1')?.values['ticket']).toBe('x-_1');
  expect(device.outbox.sealable(2, 1_000)).toMatchObject([{ n: 2, changes: [{}, {}] }]);
  expect(service().list()).toEqual([]);
});
