import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { HISTORY_PAGE, type HistoryAnswer } from '../../shared/sync/history.protocol.ts';
import { PROTOCOL_VERSION, type WireError } from '../../shared/sync/protocol.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { openStorage, putRows, runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { rowHistory } from './history.ts';

const SCHOOL = 'etab-v6-01';
const SCOPE = `establishment:${SCHOOL}` as const;
const STEP = demoStep(SCHOOL, 'cloture-kit');

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir: path.join(temporaryFolder(), 'data'), demo: 'amiens-v6' });
});

const login = (name: string) => TestDevice.enrolled(server.url, `demo-${name}`);

function ask(device: TestDevice, change: object = {}) {
  return device.post<HistoryAnswer & { error?: WireError }>('/sync/history', {
    protocol: PROTOCOL_VERSION,
    device: device.id,
    scope: SCOPE,
    entity: 'kitStep',
    row: STEP,
    after: 0,
    ...change,
  });
}

describe('the history of a row', () => {
  it('says who wrote what over what, oldest first, to those who may read the place', async () => {
    const bursar = await login('edgar.bergenia');
    const head = await login('blandine.viorne');
    const started = (await ask(head)).body.changes.length;
    const write = async (device: TestDevice, set: Record<string, string | null>, seen?: Stamp) => {
      const change = { entity: 'kitStep', row: STEP, scope: SCOPE, set };
      const marks = seen === undefined ? {} : { seen: { note: seen } };
      const transaction = device.transaction([{ ...change, ...marks }]);
      expect((await device.push([transaction])).body.refused).toEqual([]);
      return transaction.stamp;
    };
    const first = await write(bursar, { note: 'un' });
    await write(head, { note: 'deux' }, first);
    const answer = await ask(head);
    expect(answer.status).toBe(200);
    const written = answer.body.changes.slice(started);
    expect(written.map(({ set, before, lost }) => ({ set, before, lost }))).toEqual([
      { set: { note: 'un' }, before: {}, lost: [] },
      { set: { note: 'deux' }, before: { note: 'un' }, lost: [] },
    ]);
    expect(answer.body.authors[bursar.id]).toEqual({ person: 'p-062', name: 'Edgar Bergenia' });
    expect(answer.body.next).toBeNull();
    const [later] = (await ask(head, { after: written[0]!.version })).body.changes;
    expect(later).toMatchObject({ set: { note: 'deux' }, before: { note: 'un' } });
  });

  it('is refused for a place that one may not read, whether it exists or not', async () => {
    const other = await login('edgar.bergenia');
    for (const scope of ['establishment:etab-v6-02', 'establishment:nowhere']) {
      const answer = await ask(other, { scope, row: demoStep('etab-v6-02', 'cloture-kit') });
      expect([answer.status, answer.body.error]).toEqual([403, { type: 'Forbidden' }]);
    }
    expect((await ask(other, { row: 'unknown' })).body.changes).toEqual([]);
    expect((await ask(other, { device: 'another' })).status).toBe(400);
    expect((await ask(other, { row: 'no row\n' })).status).toBe(400);
    other.token = 'none';
    expect((await ask(other)).status).toBe(401);
  });

  it('says which value did not take, and comes in pages that meet', async () => {
    const storage = await openStorage();
    const scope = 'person:p' as const;
    const count = HISTORY_PAGE + 3;
    for (let at = 0; at < count; at += 1) {
      const stamp = `${String(at === 5 ? 1 : at + 10).padStart(9, '0')}-0000-setup` as Stamp;
      await putRows(storage, [{ entity: 'thing', id: 't', scope, values: { x: at } }], stamp);
    }
    const page = (after: number) =>
      rowHistory(storage, 'p', { scope, entity: 'thing', row: 't', after });
    const first = await page(0);
    expect(first.changes).toHaveLength(HISTORY_PAGE);
    expect(first.changes[5]).toMatchObject({ set: { x: 5 }, before: { x: 4 }, lost: ['x'] });
    expect(first.changes[6]).toMatchObject({ set: { x: 6 }, before: { x: 4 }, lost: [] });
    const second = await page(first.next!);
    expect(second.next).toBeNull();
    expect([...first.changes, ...second.changes].map(({ set }) => set['x'])).toEqual(
      Array.from({ length: count }, (_, at) => at),
    );
  });
});
