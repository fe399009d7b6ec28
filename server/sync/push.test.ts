import path from 'node:path';
import zlib from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Frame } from '../../shared/sync/protocol.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
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

/** What the device itself wrote in the school after a version. */
async function written(
  device: TestDevice,
  after: number,
): Promise<Extract<Frame, { type: 'changes' }>['changes']> {
  const frames = await device.pull({ [SCOPE]: after });
  return frames
    .flatMap((frame) => (frame.type === 'changes' && frame.scope === SCOPE ? frame.changes : []))
    .filter(({ stamp }) => stamp.endsWith(device.id));
}

async function version(device: TestDevice): Promise<number> {
  const frames = await device.pull({});
  return frames.flatMap((f) => (f.type === 'snapshot' && f.scope === SCOPE ? [f.version] : []))[0]!;
}

/** How many transactions of the device the server has decided on. */
async function decided(device: TestDevice): Promise<number> {
  const [hello] = await device.pull({});
  return hello?.type === 'hello' ? hello.decided : -1;
}

describe('a push', () => {
  it('counts once, however often it is sent, and is answered as it was then', async () => {
    const device = await bursar();
    const start = await version(device);
    const notes = ['un', 'deux', 'trois'].map((text) => noted(device, text));
    const batch = device.seal(notes);
    const first = await device.pushText(batch);
    expect(first.body).toMatchObject({ decided: 3, chain: device.chain, refused: [] });
    const before = await version(device);
    const next = await device.push([noted(device, 'quatre')]);
    expect(next.body).toMatchObject({ decided: 4, chain: device.chain });
    const again = await device.pushText(batch);
    expect(again.body).toMatchObject({ decided: 3, chain: first.body.chain, refused: [] });
    expect(await version(device)).toBe(before + 1);
    const mine = await written(device, start);
    expect(mine.map(({ set }) => set['note'])).toEqual(['un', 'deux', 'trois', 'quatre']);
    const [hello] = await device.pull({});
    expect(hello).toMatchObject({ decided: 4, chain: device.chain, server: device.server });
  });

  it('is answered with the same refusals when it is sent again', async () => {
    const device = await bursar();
    const row = demoStep(SCHOOL, 'bilan-bascule');
    const change = { entity: 'kitStep', row, scope: SCOPE, set: { status: 'blocked' } };
    const batch = device.seal([
      noted(device, 'un'),
      device.transaction([change]),
      { n: ++device.n, stamp: 'x', changes: [] },
      noted(device, 'deux'),
    ]);
    const first = await device.pushText(batch);
    expect(first.body.refused.map(({ n, refusal }) => [n, refusal.type])).toEqual([
      [2, 'RuleBroken'],
      [3, 'Malformed'],
    ]);
    expect((await device.pushText(batch)).body.refused).toEqual(first.body.refused);
  });

  it('with a gap says which number and which batch are expected, and decides nothing', async () => {
    const device = await bursar();
    const one = device.seal([noted(device, 'un')]);
    const chain = device.chain;
    const two = device.seal([noted(device, 'deux')]);
    const gap = await device.pushText(two);
    expect([gap.status, gap.body]).toEqual([
      409,
      { error: { type: 'Gap', expected: 1, chain: '' } },
    ]);
    expect(await decided(device)).toBe(0);
    expect((await device.pushText(one)).body.decided).toBe(1);
    const three = device.seal([noted(device, 'trois')]);
    expect((await device.pushText(three)).body).toEqual({
      error: { type: 'Gap', expected: 2, chain },
    });
    expect((await device.pushText(two)).body.decided).toBe(2);
  });

  it('takes gzip and brotli', async () => {
    const device = await bursar();
    for (const encoding of ['gzip', 'br'] as const) {
      const start = await version(device);
      const batch = device.seal([noted(device, `é à ü ${encoding}`)]);
      expect((await device.pushText(batch, encoding)).status).toBe(200);
      expect((await written(device, start)).at(-1)!.set).toEqual({ note: `é à ü ${encoding}` });
    }
  });

  it('refuses only the transaction that is not of the form', async () => {
    const device = await bursar();
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as unknown;
    const of = (change: object): object =>
      device.transaction([
        { entity: 'kitStep', row: STEP, scope: SCOPE, set: {}, ...change },
      ] as never);
    const lines = [
      noted(device, 'un'),
      { n: ++device.n, changes: [] },
      { n: ++device.n, stamp: 'nonsense', changes: [] },
      of({ set: { note: deep } }),
      of({ set: { constructor: 1 } }),
      of({ set: { toString: 1 } }),
      of({ entity: 'constructor', set: { note: 'x' } }),
      of({ row: '../x', set: { note: 'x' } }),
      of({ set: JSON.parse('{"__proto__":{"note":"x"}}') as object }),
      device.transaction([]),
      noted(device, 'fin'),
    ];
    const { status, body } = await device.push(lines);
    expect(status).toBe(200);
    expect(body.decided).toBe(lines.length);
    expect(body.refused.map(({ n, refusal }) => [n, refusal.type])).toEqual(
      // An entity of that name is a newer version's affair.
      [2, 3, 4, 5, 6, 8, 9, 10].map((n) => [n, 'Malformed']),
    );
  });

  it('that was cut anywhere decides nothing', async () => {
    const device = await bursar();
    const batch = device.seal([noted(device, 'un'), noted(device, 'deux')]);
    const seen = new Set<string>();
    for (let length = batch.length - 1; length > 0; length -= 7) {
      const { status, body } = await device.pushText<object>(batch.slice(0, length));
      seen.add(`${status} ${JSON.stringify(body).replace(/"detail":".*"/, '…')}`);
    }
    expect([...seen]).toEqual(['400 {"error":{"type":"BadRequest",…}}']);
    expect(await decided(device)).toBe(0);
    expect((await device.pushText(batch)).body.decided).toBe(2);
  });

  it('whose compression was cut or damaged decides nothing', async () => {
    const device = await bursar();
    const batch = device.seal([noted(device, 'un')]);
    const packed = zlib.gzipSync(batch);
    const headers = { 'content-encoding': 'gzip' };
    for (const bytes of [packed.subarray(0, -1), packed.subarray(0, 20), Buffer.from('not gzip')]) {
      const { status, body } = await device.raw<object>('/sync/push', bytes, headers);
      expect([status, body]).toEqual([400, { error: { type: 'BadRequest', detail: 'gzip' } }]);
    }
    const claimed = await device.raw('/sync/push', packed, { 'content-encoding': 'br' });
    expect(claimed.status).toBe(400);
    const other = await device.raw('/sync/push', packed, { 'content-encoding': 'zstd' });
    expect(other.status).toBe(400);
    expect(await decided(device)).toBe(0);
  });

  it('that is too large is refused, before and after decompression', async () => {
    const device = await bursar();
    const plain = await device.raw('/sync/push', 'x'.repeat(MAX_PUSH_BODY_BYTES + 1));
    expect([plain.status, plain.body]).toEqual([413, { error: { type: 'TooLarge' } }]);
    const bomb = zlib.gzipSync(Buffer.alloc(10 * MAX_PUSH_BODY_BYTES));
    const packed = await device.raw('/sync/push', bomb, { 'content-encoding': 'gzip' });
    expect([packed.status, packed.body]).toEqual([413, { error: { type: 'TooLarge' } }]);
    const brotli = zlib.brotliCompressSync(Buffer.alloc(10 * MAX_PUSH_BODY_BYTES));
    const small = await device.raw('/sync/push', brotli, { 'content-encoding': 'br' });
    expect([small.status, small.body]).toEqual([413, { error: { type: 'TooLarge' } }]);
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

  it('speaks for the session’s device only, and for a protocol that is spoken here', async () => {
    const device = await bursar();
    const other = await bursar();
    const foreign = await device.pushText<object>(other.seal([noted(other, 'un')]));
    expect([foreign.status, foreign.body]).toEqual([
      400,
      { error: { type: 'BadRequest', detail: 'device' } },
    ]);
    for (const protocol of [1, 3]) {
      const [, ...rest] = device.seal([noted(device, 'un')]).split('\n');
      for (const header of [
        { protocol, device: [] },
        { protocol, device: device.id, from: 1 },
      ]) {
        const text = [JSON.stringify(header), ...rest].join('\n');
        const answer = await device.pushText<object>(text);
        expect([answer.status, answer.body]).toEqual([
          426,
          { error: { type: 'ProtocolUnsupported', oldest: 2, newest: 2 } },
        ]);
      }
    }
    for (const body of [
      '',
      '\n',
      '[]\n',
      'null\n',
      '{"protocol":2}\n',
      '{"protocol":2,"dev',
      'é',
    ]) {
      expect([body, (await device.pushText(body)).status]).toEqual([body, 400]);
    }
    expect((await device.raw('/sync/push', Buffer.from([0xff, 0xfe]))).status).toBe(400);
    expect((await device.raw('/nowhere', '')).status).toBe(404);
  });
});

describe('a signature', () => {
  it('is asked for: nothing counts that is not byte for byte what the device signed', async () => {
    const device = await bursar();
    const batch = device.seal([noted(device, 'un'), noted(device, 'deux')]);
    const forged = batch.replace('"deux"', '"Deux"');
    expect(forged).not.toBe(batch);
    const answer = await device.pushText<object>(forged);
    expect([answer.status, answer.body]).toEqual([400, { error: { type: 'BadSignature' } }]);
    const thief = await bursar();
    const lines = batch.split('\n');
    lines[lines.length - 1] = thief.resign(lines).split('\n').at(-1)!;
    expect((await device.pushText<object>(lines.join('\n'))).body).toEqual({
      error: { type: 'BadSignature' },
    });
    expect(await decided(device)).toBe(0);
    expect((await device.pushText(batch)).body.decided).toBe(2);
  });
});

describe('a profile that exists twice', () => {
  it('is noticed: another batch with a number that was decided is no repeat', async () => {
    const device = await bursar();
    const first = noted(device, 'un');
    await device.push([first]);
    const chain = device.chain;
    const forked = { error: { type: 'Forked', decided: 1, chain } };
    // The same number with other content, one that goes on past it, and one that follows another.
    for (const batch of [
      device.seal([{ ...first, changes: note('autre') }], ''),
      device.seal([first, noted(device, 'deux')], ''),
      device.seal([first], ''),
    ]) {
      const { status, body } = await device.pushText<object>(batch);
      expect([status, body]).toEqual([409, forked]);
    }
    const next = noted(device, 'trois');
    const other = device.seal([{ ...next, n: 2 }], 'x'.repeat(43));
    expect((await device.pushText<object>(other)).body).toEqual(forked);
    const right = device.seal([{ ...next, n: 2 }], chain);
    expect((await device.pushText(right)).body.decided).toBe(2);
  });
});

describe('pushes at the same moment', () => {
  it('of many devices lose nothing and skip no version', async () => {
    const devices = await Promise.all(Array.from({ length: 6 }, bursar));
    const [watcher] = devices;
    const from = await version(watcher!);
    const rounds = 8;
    const row = demoStep(SCHOOL, 'bilan-bascule');
    await Promise.all(
      devices.map(async (device) => {
        for (let round = 0; round < rounds; round += 1) {
          const change = note(`${device.id} ${round}`, row);
          const { body } = await device.push([device.transaction(change as never)]);
          expect(body.decided).toBe(round + 1);
        }
      }),
    );
    const frames = await watcher!.pull({ [SCOPE]: from });
    const notes = frames.flatMap((f) =>
      f.type === 'changes' && f.scope === SCOPE
        ? f.changes.filter(({ entity }) => entity === 'kitStep').map(({ set }) => set['note'])
        : [],
    );
    expect(new Set(notes).size).toBe(devices.length * rounds);
    const to = frames.findLast((f) => f.type === 'changes' && f.scope === SCOPE);
    expect(to).toMatchObject({ to: await version(watcher!) });
  });

  it('of the same batch count once', async () => {
    const device = await bursar();
    const start = await version(device);
    const batch = device.seal(Array.from({ length: 20 }, (_, n) => noted(device, `copie ${n}`)));
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        expect((await device.pushText(batch)).body.decided).toBe(20);
      }),
    );
    expect(await written(device, start)).toHaveLength(20);
  });
});

describe('access', () => {
  it('is judged anew after a change that moves it, also inside one push', async () => {
    const programme = await TestDevice.enrolled(server.url, 'demo-clemence.frenaie');
    // A pilot of the wave alone: the programme's pilot stays over a school that leaves a wave.
    const pilot = await TestDevice.enrolled(server.url, 'demo-armand.peupleraie');
    const granted = programme.transaction([
      {
        entity: 'grant',
        row: 'p-902:pilot:wave.op-v5',
        scope: 'wave:op-v5',
        set: { person: 'p-902', role: 'pilot', name: 'Armand Peupleraie' },
      },
    ]);
    expect((await programme.push([granted])).body.refused).toEqual([]);
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
