import path from 'node:path';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, wireErrorSchema } from '../shared/sync/protocol.ts';
import type { RunningServer } from './start.ts';
import { TestDevice } from './testing/client.ts';
import { runServer, temporaryFolder } from './testing/server.ts';
import { demoStep } from './testing/ticks.ts';

const RUNS = Number(process.env['HOSTILE_RUNS'] ?? 400);
const ROUTES = [
  '/enrol',
  '/session',
  '/sync/push',
  '/sync/pull',
  '/accounts/codes',
  '/devices/list',
  '/devices/rename',
  '/devices/revoke',
  '/devices/split',
];

let server: RunningServer;
let device: TestDevice;
beforeAll(async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  server = await runServer({ dataDir, demo: 'amiens-v6' });
  device = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
});

/** Bodies that a route would take, to be damaged. */
function valid(): Record<string, string> {
  const change = {
    entity: 'kitStep',
    row: demoStep('etab-v6-01', 'cloture-kit'),
    scope: 'establishment:etab-v6-01' as const,
    set: { note: 'vu' },
  };
  const stamp = `0mwr3gfpy-0000-${device.id}`;
  const mine = { protocol: PROTOCOL_VERSION, device: device.id };
  return {
    '/enrol': JSON.stringify({
      protocol: PROTOCOL_VERSION,
      code: 'demo-edgar.bergenia',
      publicKey: device.publicKey,
      deviceName: 'x',
      recipient: device.recipient,
    }),
    '/session': JSON.stringify({
      protocol: PROTOCOL_VERSION,
      device: device.id,
      challenge: 'x',
      signature: 'y',
    }),
    '/sync/push': device.seal([{ n: 1, stamp, changes: [change] }], ''),
    '/sync/pull': JSON.stringify({
      protocol: PROTOCOL_VERSION,
      device: device.id,
      cursors: { 'wave:op-v6': 1 },
    }),
    '/accounts/codes': JSON.stringify({ ...mine, people: ['p-901', device.id] }),
    '/devices/list': JSON.stringify({ ...mine, recipient: device.recipient }),
    '/devices/rename': JSON.stringify({ ...mine, target: device.id, name: 'x' }),
    // Its own would be gone for the rest of the test.
    '/devices/revoke': JSON.stringify({ ...mine, target: 'abcdefghijklmnop' }),
    '/devices/split': JSON.stringify({
      ...mine,
      publicKey: new TestDevice(server.url).publicKey,
      recipient: device.recipient,
      deviceName: 'x',
      decided: 0,
      signature: 'x',
    }),
  };
}

const damage = fc.oneof(
  fc.record({ kind: fc.constant('bytes'), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({ kind: fc.constant('json'), text: fc.json({ maxDepth: 4 }) }),
  fc.record({ kind: fc.constant('cut'), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('flip'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    byte: fc.nat(255),
  }),
  fc.record({
    kind: fc.constant('swap'),
    from: fc.constantFrom('1', '"', ':', '{', '[', 'null', 'kitStep', 'note', 'device', 'etab'),
    to: fc.constantFrom('-1', '1e999', '[]', '{}', '"', '__proto__', 'constructor', '\\u0000', '{'),
  }),
) as fc.Arbitrary<{
  kind: string;
  bytes?: Uint8Array;
  text?: string;
  at?: number;
  byte?: number;
  from?: string;
  to?: string;
}>;
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function apply(
  text: string,
  { kind, bytes, text: other, at = 0, byte = 0, from, to }: Damage,
): Buffer {
  const whole = Buffer.from(text);
  const position = Math.floor(at * whole.length);
  switch (kind) {
    case 'bytes':
      return Buffer.from(bytes!);
    case 'json':
      return Buffer.from(`${text.split('\n')[0]}\n${other!}\n`);
    case 'cut':
      return whole.subarray(0, position);
    case 'flip':
      whole[Math.min(position, whole.length - 1)] = byte;
      return whole;
    default:
      return Buffer.from(text.replaceAll(from!, to!));
  }
}

describe('whatever is sent', () => {
  it('is answered, by an error of the wire when it is not accepted, and never by a fault', async () => {
    const bodies = valid();
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ROUTES),
        damage,
        fc.constantFrom('plain', 'gzip', 'claimed'),
        async (route, how, packing) => {
          const body = apply(bodies[route]!, how);
          const response = await fetch(server.url + route, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${device.token}`,
              ...(packing !== 'plain' && { 'content-encoding': 'gzip' }),
            },
            body: packing === 'gzip' ? zlib.gzipSync(body) : body,
          });
          const text = await response.text();
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
          expect(response.status).not.toBe(500);
          if (response.status !== 200) wireErrorSchema.parse(JSON.parse(text));
        },
      ),
      { numRuns: RUNS },
    );
    console.log(`answers by status: ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('as deep as a body may be, refuses one transaction', async () => {
    const other = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const sealed = other.seal([{ n: 1, changes: [] }]).split('\n');
    sealed[2] = `{"n":1,"changes":[],"x":${deep}}`;
    const { status, body: answer } = await other.pushText<object>(other.resign(sealed));
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      decided: 1,
      refused: [{ n: 1, refusal: { type: 'Malformed' } }],
    });
    expect((await other.ping()).status).toBe(200);
  });

  it('asks for a session before it reads a body', async () => {
    for (const route of ['/sync/push', '/sync/pull']) {
      const response = await fetch(server.url + route, {
        method: 'POST',
        body: 'x'.repeat(100_000),
      });
      expect([response.status, await response.json()]).toEqual([
        401,
        { error: { type: 'NoSession' } },
      ]);
    }
  });
});
