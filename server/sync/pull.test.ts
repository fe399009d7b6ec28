import { namedPlaceAbove } from '../../shared/access/places.ts';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import {
  FRAME_ROWS,
  frameSchema,
  PROTOCOL_VERSION,
  type Frame,
} from '../../shared/sync/protocol.ts';
import { loadIdentity } from '../accounts/identity.ts';
import type { Storage } from '../db/storage.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { openStorage, putRows, runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { pull } from './pull.ts';

const SCHOOL: ScopeId = 'establishment:etab-v6-01';
const STEP = demoStep('etab-v6-01', 'cloture-kit');

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir: path.join(temporaryFolder(), 'data'), demo: 'amiens-v6' });
});

function login(name: string): Promise<TestDevice> {
  return TestDevice.enrolled(server.url, `demo-${name}`);
}

async function frames(
  storage: Storage,
  person: string,
  cursors: Record<string, number>,
): Promise<Frame[]> {
  const all: Frame[] = [];
  const context = { storage, identity: await loadIdentity(storage), now: Date.now };
  for await (const frame of pull(context, { device: 'd', person }, cursors)) {
    all.push(frameSchema.parse(frame));
  }
  return all;
}

/** Cursors that the frames leave a device with. */
function cursorsAfter(all: readonly Frame[]): Record<string, number> {
  const cursors: Record<string, number> = {};
  for (const frame of all) {
    if (frame.type === 'changes') cursors[frame.scope] = frame.to;
    if (frame.type === 'snapshot' && frame.last) cursors[frame.scope] = frame.version;
  }
  return cursors;
}

describe('a pull', () => {
  it('brings what the person may read and nothing else, each author named first', async () => {
    for (const name of ['edgar.bergenia', 'clemence.frenaie', 'yse.charmillon', 'alix.genevrier']) {
      const device = await login(name);
      const all = (await device.pull()).map((frame) => frameSchema.parse(frame));
      const [hello] = all;
      const told = hello?.type === 'hello' ? hello.scopes : [];
      // What stands below a place by its name alone is told of once something is in it.
      const places = device.scopes.filter((scope) => namedPlaceAbove(scope) === null);
      expect(device.scopes).toEqual(expect.arrayContaining(told));
      expect(told).toEqual(expect.arrayContaining(places));
      expect(all.at(-1)).toEqual({ type: 'end' });
      const scopes = all.flatMap((frame) => (frame.type === 'snapshot' ? [frame.scope] : []));
      expect([...new Set(scopes)]).toEqual(told);
      const empty = told.filter(
        (scope) =>
          namedPlaceAbove(scope) !== null &&
          !all.some(
            (frame) => frame.type === 'snapshot' && frame.scope === scope && frame.rows.length > 0,
          ),
      );
      expect(empty).toEqual([]);
      const named = new Set<string>();
      const unnamed = new Set<string>();
      for (const frame of all) {
        if (frame.type === 'authors') Object.keys(frame.authors).forEach((id) => named.add(id));
        if (frame.type !== 'snapshot') continue;
        for (const { stamp, stamps = {} } of frame.rows) {
          for (const device of [stamp, ...Object.values(stamps)].map(stampDevice)) {
            if (!named.has(device)) unnamed.add(device);
          }
        }
      }
      expect([...unnamed]).toEqual([]);
      expect(named.size).toBeGreaterThan(0);
    }
  });

  it('brings changes after the cursor, and nothing for a scope that has not moved', async () => {
    const device = await login('edgar.bergenia');
    const cursors = cursorsAfter(await device.pull());
    expect((await device.pull(cursors)).map(({ type }) => type)).toEqual(['hello', 'end']);
    const change = { entity: 'kitStep', row: STEP, scope: SCHOOL, set: { note: 'vu' } };
    const sent = device.transaction([change]);
    await device.push([sent]);
    const moved = await device.pull(cursors);
    expect(moved.map(({ type }) => type)).toEqual(['hello', 'authors', 'changes', 'end']);
    expect(moved[1]).toMatchObject({
      authors: { [device.id]: { person: 'p-062', name: 'Edgar Bergenia' } },
    });
    const { scope: _, ...wire } = change;
    expect(moved[2]).toEqual({
      type: 'changes',
      scope: SCHOOL,
      from: cursors[SCHOOL],
      to: cursors[SCHOOL]! + 1,
      changes: [
        {
          ...wire,
          stamp: sent.stamp,
        },
      ],
    });
  });

  it('takes back a scope that the person may not read, whether it exists or not', async () => {
    const device = await login('edgar.bergenia');
    const held = {
      ...cursorsAfter(await device.pull()),
      'establishment:etab-v6-02': 1,
      'odd:x': 9,
    };
    const { 'person:p-062': _, ...rest } = held as Record<string, number>;
    expect((await device.pull(rest)).filter(({ type }) => type === 'revoked')).toEqual([
      { type: 'revoked', scope: 'establishment:etab-v6-02' },
      { type: 'revoked', scope: 'odd:x' },
    ]);
  });

  it('brings a snapshot to a cursor from a time that the server has gone back before', async () => {
    const device = await login('edgar.bergenia');
    const snapshot = (
      await device.pull({ ...cursorsAfter(await device.pull()), [SCHOOL]: 9_999 })
    ).find((frame) => frame.type === 'snapshot');
    expect(snapshot).toMatchObject({ scope: SCHOOL, first: true, last: true });
  });

  it('is compressed only for who takes it', async () => {
    const device = await login('edgar.bergenia');
    const get = (encoding: string): Promise<[string | undefined, Buffer]> =>
      new Promise((resolve) => {
        const headers = { authorization: `Bearer ${device.token}`, 'accept-encoding': encoding };
        const request = http.request(`${server.url}/sync/pull`, { method: 'POST', headers });
        request.on('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve([response.headers['content-encoding'], Buffer.concat(chunks)]),
          );
        });
        request.end(JSON.stringify({ protocol: PROTOCOL_VERSION, device: device.id, cursors: {} }));
      });
    const [plain, text] = await get('identity');
    const [packed, bytes] = await get('br, gzip');
    expect([plain, packed]).toEqual([undefined, 'gzip']);
    const untimed = (frames_: Buffer): string => frames_.toString().replace(/"serverTime":\d+/, '');
    expect(untimed(zlib.gunzipSync(bytes))).toBe(untimed(text));
    expect(bytes.length * 5).toBeLessThan(text.length);
  });

  it('checks its request', async () => {
    const device = await login('edgar.bergenia');
    const ask = (body: unknown): Promise<number> =>
      device.post('/sync/pull', body).then(({ status }) => status);
    const { id } = device;
    expect(
      await ask({ protocol: PROTOCOL_VERSION, device: id, cursors: { 'not a scope': 1 } }),
    ).toBe(400);
    expect(await ask({ protocol: PROTOCOL_VERSION, device: id, cursors: { [SCHOOL]: -1 } })).toBe(
      400,
    );
    expect(await ask({ protocol: PROTOCOL_VERSION, device: 'other', cursors: {} })).toBe(400);
    expect(await ask({ protocol: 1, device: id })).toBe(426);
  });
});

describe('a scope of many rows', () => {
  const scope: ScopeId = 'person:big';
  const count = 2 * FRAME_ROWS + 500;

  it('comes in frames that together hold each row once, at one version', async () => {
    const storage = await openStorage();
    const rows = Array.from({ length: count }, (_, index) => ({
      entity: index % 2 === 0 ? 'thing' : 'widget',
      id: `r${index}`,
      scope,
      values: { index },
    }));
    await putRows(storage, rows);
    const parts = (await frames(storage, 'big', {})).filter((frame) => frame.type === 'snapshot');
    expect(parts.map(({ rows: { length } }) => length)).toEqual([FRAME_ROWS, FRAME_ROWS, 500]);
    expect(parts.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
    expect(new Set(parts.map(({ version }) => version))).toEqual(new Set([count]));
    const ids = parts.flatMap(({ rows: each }) => each.map(({ row }) => row));
    expect(new Set(ids).size).toBe(count);
    // As many changes as rows: changes. One more: a snapshot.
    expect((await frames(storage, 'big', { [scope]: 0 })).map(({ type }) => type)).toContain(
      'changes',
    );
    await putRows(
      storage,
      [{ ...rows[0]!, values: { index: -1 } }],
      '000000002-0000-setup' as Stamp,
    );
    expect((await frames(storage, 'big', { [scope]: 0 })).map(({ type }) => type)).toContain(
      'snapshot',
    );
  });

  it('comes as changes that never cut a version in two', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 8 }),
        fc.nat(8),
        async (sizes, cursor) => {
          const storage = await openStorage();
          await storage.transaction(async (write) => {
            for (const [index, size] of sizes.entries()) {
              const version = index + 1;
              const ids = Array.from({ length: size }, (_, at) => `v${version}r${at}`);
              const stamp = '000000001-0000-setup' as Stamp;
              await write.writeRows({
                scopes: new Map([[scope, version]]),
                rows: ids.map((id) => ({
                  entity: 'thing',
                  id,
                  scope,
                  version,
                  touched: null,
                  values: { x: 1 },
                  stamps: { x: stamp },
                })),
                log: ids.map((row) => ({
                  scope,
                  version,
                  entity: 'thing',
                  row,
                  device: 'setup',
                  n: null,
                  stamp,
                  set: { x: 1 },
                  seen: undefined,
                  at: 0,
                })),
              });
            }
          });
          const from = Math.min(cursor, sizes.length - 1);
          const parts = (await frames(storage, 'big', { [scope]: from })).filter(
            (frame) => frame.type === 'changes',
          );
          let at = from;
          for (const part of parts) {
            expect(part.from).toBe(at);
            const versions = sizes.slice(part.from, part.to).reduce((sum, size) => sum + size, 0);
            expect(part.changes).toHaveLength(versions);
            at = part.to;
          }
          expect(at).toBe(sizes.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is one consistent view, also while others write', async () => {
    const storage = await openStorage();
    const row = (id: number, index: number) => ({
      entity: 'thing',
      id: `r${id}`,
      scope,
      values: { index },
    });
    await putRows(
      storage,
      Array.from({ length: FRAME_ROWS + 10 }, (_, id) => row(id, 0)),
    );
    const all: Frame[] = [];
    const context = { storage, identity: await loadIdentity(storage), now: Date.now };
    for await (const frame of pull(context, { device: 'd', person: 'big' }, {})) {
      all.push(frame);
      if (frame.type === 'snapshot' && frame.first) await putRows(storage, [row(9_999, 1)]);
    }
    const rows = all.flatMap((frame) => (frame.type === 'snapshot' ? frame.rows : []));
    expect(rows).toHaveLength(FRAME_ROWS + 10);
    expect(cursorsAfter(all)[scope]).toBe(FRAME_ROWS + 10);
  });
});

describe('a reader that goes away', () => {
  it('leaves nothing behind that others wait for', async () => {
    const device = await login('clemence.frenaie');
    for (let time = 0; time < 80; time += 1) {
      await new Promise<void>((resolve, reject) => {
        const headers = { authorization: `Bearer ${device.token}` };
        const request = http.request(`${server.url}/sync/pull`, { method: 'POST', headers });
        request.on('error', reject);
        request.on('response', (response) => {
          response.on('error', () => undefined);
          response.once('data', () => {
            response.destroy();
            resolve();
          });
        });
        request.end(JSON.stringify({ protocol: PROTOCOL_VERSION, device: device.id, cursors: {} }));
      });
    }
    expect((await device.pull()).at(-1)).toEqual({ type: 'end' });
  });
});
