import path from 'node:path';
import zlib from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Frame, PushAnswer } from '../../shared/sync/protocol.ts';
import type { RunningServer } from '../start.ts';
import { pushBody, TestDevice } from '../testing/client.ts';
import { runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep, Ticker } from '../testing/ticks.ts';
import { MAX_PUSH_BODY_BYTES } from './routes.ts';

const SCHOOL = 'etab-v6-01';
const SCOPE = `establishment:${SCHOOL}` as const;
const DAY = '2024-01-22';
const STEP = demoStep(SCHOOL, 'cloture-kit');

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir: path.join(temporaryFolder(), 'data'), demo: 'amiens-v6' });
});

function bursar(): Promise<TestDevice> {
  return TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
}

function note(text: unknown, row = STEP): object[] {
  return [{ entity: 'kitStep', row, scope: SCOPE, set: { note: text } }];
}

function noted(device: TestDevice, text: string): ReturnType<TestDevice['transaction']> {
  return device.transaction(note(text) as never);
}

/** Every change of the school, from the beginning. */
async function changes(
  device: TestDevice,
): Promise<Extract<Frame, { type: 'changes' }>['changes']> {
  const frames = await device.pull({ [SCOPE]: 1 });
  return frames.flatMap((frame) => (frame.type === 'changes' ? frame.changes : []));
}

async function version(device: TestDevice): Promise<number> {
  const frames = await device.pull({});
  return frames.flatMap((f) => (f.type === 'snapshot' && f.scope === SCOPE ? [f.version] : []))[0]!;
}

describe('a push', () => {
  it('counts once, however often it is sent', async () => {
    const device = await bursar();
    const transactions = [noted(device, 'un'), noted(device, 'deux'), noted(device, 'trois')];
    const first = await device.push(transactions);
    expect(first.body).toMatchObject({ decided: 3, refused: [] });
    const before = await version(device);
    expect((await device.push(transactions)).body).toMatchObject({ decided: 3, refused: [] });
    expect((await device.push(transactions.slice(1))).body.decided).toBe(3);
    const overlap = await device.push([...transactions.slice(2), noted(device, 'quatre')]);
    expect(overlap.body.decided).toBe(4);
    expect(await version(device)).toBe(before + 1);
    const mine = (await changes(device)).filter(({ stamp }) => stamp.endsWith(device.id));
    expect(mine.map(({ set }) => set['note'])).toEqual(['un', 'deux', 'trois', 'quatre']);
  });

  it('is answered with the same refusals when it is sent again', async () => {
    const device = await bursar();
    const blocked = device.transaction([
      {
        entity: 'kitStep',
        row: demoStep(SCHOOL, 'bilan-bascule'),
        scope: SCOPE,
        set: { status: 'blocked' },
      },
    ]);
    const sent = [
      noted(device, 'un'),
      blocked,
      { n: ++device.n, stamp: 'x' },
      noted(device, 'deux'),
    ];
    // The blocked one was made before the first note: numbers go up in the order they are sent.
    sent.sort((a, b) => a.n - b.n);
    const first = await device.push(sent);
    expect(first.body.refused.map(({ refusal }) => refusal.type).sort()).toEqual([
      'Malformed',
      'RuleBroken',
    ]);
    const again = await device.push(sent);
    expect(again.body.refused).toEqual(first.body.refused);
    expect((await device.push([sent[3]])).body.refused).toEqual([]);
  });

  it('with a gap says which number is expected, and decides nothing', async () => {
    const device = await bursar();
    const [one, two, three] = [noted(device, 'un'), noted(device, 'deux'), noted(device, 'trois')];
    const gap = await device.push([two, three]);
    expect([gap.status, gap.body]).toEqual([409, { error: { type: 'Gap', expected: 1 } }]);
    const hole = await device.push([one, three]);
    expect(hole.body).toEqual({ error: { type: 'Gap', expected: 1 } });
    expect((await device.push([two, one])).status).toBe(409);
    expect((await device.push([])).body.decided).toBe(0);
    expect((await device.push([one, two, three])).body.decided).toBe(3);
  });

  it('takes gzip', async () => {
    const device = await bursar();
    expect((await device.push([noted(device, 'é à ü')], true)).body.decided).toBe(1);
    expect((await changes(device)).at(-1)!.set).toEqual({ note: 'é à ü' });
  });

  it('refuses only the line that is not of the form, when it says its number', async () => {
    const device = await bursar();
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
    const lines = [
      noted(device, 'un'),
      { n: ++device.n },
      { n: ++device.n, stamp: 'nonsense', changes: [] },
      { ...device.transaction(note(deep) as never) },
      {
        ...device.transaction([
          { entity: 'kitStep', row: STEP, scope: SCOPE, set: { constructor: 1 } },
        ] as never),
      },
      {
        ...device.transaction([
          { entity: 'kitStep', row: STEP, scope: SCOPE, set: { toString: 1 } },
        ] as never),
      },
      {
        ...device.transaction([
          { entity: 'constructor', row: STEP, scope: SCOPE, set: { note: 'x' } },
        ]),
      },
      {
        ...device.transaction([
          { entity: 'kitStep', row: '../x', scope: SCOPE, set: { note: 'x' } },
        ]),
      },
      { ...device.transaction([]) },
      noted(device, 'fin'),
    ];
    const { status, body } = await device.push(lines);
    expect(status).toBe(200);
    expect(body.decided).toBe(lines.length);
    expect(body.refused.map(({ n, refusal }) => [n, refusal.type])).toEqual(
      // An entity of that name is a newer version's affair.
      [2, 3, 4, 5, 6, 8, 9].map((n) => [n, 'Malformed']),
    );
  });

  it('that was cut inside a line decides nothing', async () => {
    const device = await bursar();
    const body = pushBody(device.id, [noted(device, 'un'), noted(device, 'deux')]);
    const seen = new Set<string>();
    for (let length = body.length - 2; length > body.length - 60; length -= 1) {
      const { status, body: answer } = await device.raw('/sync/push', body.slice(0, length));
      seen.add(`${status} ${JSON.stringify(answer)}`);
    }
    expect([...seen]).toEqual(['400 {"error":{"type":"BadRequest","detail":"line 3"}}']);
    expect((await device.push([])).body.decided).toBe(0);
    // All of it but the last line end is all of it.
    const whole = await device.raw<PushAnswer>('/sync/push', body.trimEnd());
    expect(whole.body.decided).toBe(2);
  });

  it('whose gzip was cut or damaged decides nothing', async () => {
    const device = await bursar();
    const packed = zlib.gzipSync(pushBody(device.id, [noted(device, 'un')]));
    const headers = { 'content-encoding': 'gzip' };
    for (const bytes of [packed.subarray(0, -1), packed.subarray(0, 20), Buffer.from('not gzip')]) {
      const { status, body } = await device.raw<object>('/sync/push', bytes, headers);
      expect([status, body]).toEqual([400, { error: { type: 'BadRequest', detail: 'gzip' } }]);
    }
    expect((await device.raw('/sync/push', packed, { 'content-encoding': 'br' })).status).toBe(400);
    expect((await device.push([])).body.decided).toBe(0);
  });

  it('that is too large is refused, before and after decompression', async () => {
    const device = await bursar();
    const large = `${pushBody(device.id, [])}${'x'.repeat(MAX_PUSH_BODY_BYTES)}`;
    const plain = await device.raw('/sync/push', large);
    expect([plain.status, plain.body]).toEqual([413, { error: { type: 'TooLarge' } }]);
    const bomb = zlib.gzipSync(Buffer.alloc(10 * MAX_PUSH_BODY_BYTES));
    const packed = await device.raw('/sync/push', bomb, { 'content-encoding': 'gzip' });
    expect([packed.status, packed.body]).toEqual([413, { error: { type: 'TooLarge' } }]);
  });

  it('may hold one transaction that is larger than a batch', async () => {
    const device = await bursar();
    const steps = new Ticker(device, SCHOOL, await device.pull()).ids;
    const long = 'é'.repeat(4_000);
    const big = device.transaction(
      steps.map((row) => ({
        entity: 'kitStep',
        row,
        scope: SCOPE,
        set: { note: long, mood: long },
      })),
    );
    expect(JSON.stringify(big).length).toBeGreaterThan(700_000);
    expect((await device.push([big])).body).toMatchObject({ decided: 1, refused: [] });
  });

  it('speaks for the session’s device only, and for this protocol', async () => {
    const device = await bursar();
    const other = await bursar();
    const foreign = await device.raw('/sync/push', pushBody(other.id, [noted(other, 'un')]));
    expect(foreign.status).toBe(400);
    const newer = await device.raw('/sync/push', '{"protocol":2,"device":[]}\n');
    expect([newer.status, newer.body]).toEqual([
      426,
      { error: { type: 'ProtocolUnsupported', oldest: 1, newest: 1 } },
    ]);
    for (const body of [
      '',
      '\n',
      '[]\n',
      'null\n',
      '{"protocol":1}\n',
      '{"protocol":1,"dev',
      '\xff',
    ]) {
      expect([body, (await device.raw('/sync/push', body)).status]).toEqual([body, 400]);
    }
    expect((await device.raw('/sync/push', Buffer.from([0xff, 0xfe]))).status).toBe(400);
    expect((await device.raw('/nowhere', '')).status).toBe(404);
  });
});

describe('pushes at the same moment', () => {
  it('of many devices lose nothing and skip no version', async () => {
    const devices = await Promise.all(Array.from({ length: 6 }, bursar));
    const [watcher] = devices;
    const from = await version(watcher!);
    const rounds = 8;
    await Promise.all(
      devices.map(async (device) => {
        for (let round = 0; round < rounds; round += 1) {
          const { body } = await device.push([noted(device, `${device.id} ${round}`)]);
          expect(body.decided).toBe(round + 1);
        }
      }),
    );
    const frames = await watcher!.pull({ [SCOPE]: from });
    const notes = frames.flatMap((f) =>
      f.type === 'changes' && f.scope === SCOPE ? f.changes.map(({ set }) => set['note']) : [],
    );
    expect(new Set(notes).size).toBe(devices.length * rounds);
    expect(await version(watcher!)).toBe(from + devices.length * rounds);
  });

  it('of the same transactions count once', async () => {
    const device = await bursar();
    const transactions = Array.from({ length: 20 }, (_, n) => noted(device, `copie ${n}`));
    const from = await version(device);
    const answers = await Promise.all(Array.from({ length: 5 }, () => device.push(transactions)));
    for (const { body } of answers) expect(body.decided).toBe(20);
    expect(await version(device)).toBe(from + 20);
  });
});

describe('access', () => {
  it('is judged anew after a change that moves it, also inside one push', async () => {
    const pilot = await TestDevice.enrolled(server.url, 'demo-clemence.frenaie');
    const school = 'establishment:etab-v5-01' as const;
    const rename = (name: string): ReturnType<TestDevice['transaction']> =>
      pilot.transaction([
        { entity: 'establishment', row: 'etab-v5-01', scope: school, set: { name } },
      ]);
    const before = rename('Avant');
    const leave = pilot.transaction([
      { entity: 'waveMembership', row: 'op-v5:etab-v5-01', scope: school, set: { leftOn: DAY } },
    ]);
    const after = rename('Après');
    const { body } = await pilot.push([before, leave, after]);
    expect(body.refused.map(({ n, refusal }) => [n, refusal.type])).toEqual([[3, 'NotAllowed']]);
    const frames = await pilot.pull({ [school]: 1 });
    expect(frames).toContainEqual({ type: 'revoked', scope: school });
  });
});
