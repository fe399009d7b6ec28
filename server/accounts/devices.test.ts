import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION, type DeviceCard, type WireError } from '../../shared/sync/protocol.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice, type Answer } from '../testing/client.ts';
import { runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { isSignature } from './deviceKey.ts';

const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir: path.join(temporaryFolder(), 'data'), demo: 'amiens-v6' });
});

function login(name: string): Promise<TestDevice> {
  return TestDevice.enrolled(server.url, `demo-${name}`);
}

function ask<T = { error?: WireError }>(
  device: TestDevice,
  route: string,
  more: object,
): Promise<Answer<T>> {
  return device.post(route, { protocol: PROTOCOL_VERSION, device: device.id, ...more });
}

async function list(device: TestDevice, more: object = {}): Promise<DeviceCard[]> {
  const { body } = await ask<{ devices: DeviceCard[] }>(device, '/devices/list', more);
  return body.devices;
}

function noted(device: TestDevice, note: string): ReturnType<TestDevice['transaction']> {
  return device.transaction([{ entity: 'kitStep', row: STEP, scope: SCHOOL, set: { note } }]);
}

describe('the list of devices', () => {
  it('holds those of people who act in places that the asker may read, and no others', async () => {
    const bursar = await login('edgar.bergenia');
    const head = await login('blandine.viorne');
    const elsewhere = await login('basile.bourdaine');
    const pilot = await login('clemence.frenaie');
    const ids = (await list(bursar)).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([bursar.id, head.id, pilot.id]));
    expect(ids).not.toContain(elsewhere.id);
    expect((await list(pilot)).map(({ id }) => id)).toContain(elsewhere.id);
    const card = (await list(bursar)).find(({ id }) => id === head.id);
    expect(card).toEqual({
      id: head.id,
      person: 'p-001',
      personName: 'Blandine Viorne',
      name: 'test',
      publicKey: head.publicKey,
      recipient: head.recipient,
      enrolledAt: expect.any(Number),
      revokedAt: null,
    });
  });

  it('learns what bundles for a device are encrypted to', async () => {
    const device = await login('edgar.bergenia');
    const other = await login('edgar.bergenia');
    const mine = (await list(device, { recipient: other.recipient })).find(
      ({ id }) => id === device.id,
    );
    expect(mine!.recipient).toBe(other.recipient);
  });
});

describe('a device', () => {
  it('is renamed and revoked by its own person only', async () => {
    const device = await login('edgar.bergenia');
    const lost = await login('edgar.bergenia');
    const stranger = await login('blandine.viorne');
    for (const [route, more] of [
      ['/devices/rename', { target: lost.id, name: 'x' }],
      ['/devices/revoke', { target: lost.id }],
      ['/devices/revoke', { target: 'nobody' }],
      ['/devices/revoke', { target: 'seed' }],
    ] as const) {
      const { status, body } = await ask(stranger, route, more);
      expect([status, body]).toEqual([403, { error: { type: 'Forbidden' } }]);
    }
    expect((await ask(device, '/devices/rename', { target: lost.id, name: ' PC 2 ' })).status).toBe(
      200,
    );
    expect((await list(device)).find(({ id }) => id === lost.id)!.name).toBe('PC 2');
    for (let time = 0; time < 2; time += 1) {
      expect((await ask(device, '/devices/revoke', { target: lost.id })).status).toBe(200);
    }
    expect((await list(device)).find(({ id }) => id === lost.id)!.revokedAt).not.toBeNull();
  });

  it('that is revoked is told so, signed by the server, wherever it shows its key', async () => {
    const device = await login('edgar.bergenia');
    const other = await login('edgar.bergenia');
    const batch = device.seal([noted(device, 'un')]);
    await ask(other, '/devices/revoke', { target: device.id });
    const answers = [
      await device.openSession(),
      await device.pushText(batch),
      await device.ping(),
      await ask(device, '/devices/split', {}),
      await device.enrol('demo-edgar.bergenia'),
    ];
    for (const { status, body } of answers as Answer<{ error: WireError }>[]) {
      expect(status).toBe(403);
      const { error } = body;
      if (error.type !== 'DeviceRevoked') throw new Error(error.type);
      const said = `bascule-revoked:${device.id}:${error.at}`;
      expect(isSignature(device.server.publicKey, said, error.signature)).toBe(true);
    }
    // Who does not hold the key learns nothing.
    const thief = new TestDevice(server.url);
    thief.id = device.id;
    const { body } = (await thief.openSession()) as Answer<{ error?: WireError }>;
    expect(body.error).toEqual({ type: 'DeviceRefused' });
  });
});

describe('a profile that exists twice', () => {
  function splitOf(old: TestDevice, made: TestDevice, decided: number): object {
    return {
      publicKey: made.publicKey,
      recipient: old.recipient,
      deviceName: 'copie',
      decided,
      signature: old.sign(`bascule-split:${made.publicKey}`),
    };
  }

  it('becomes a device of its own, which counts on from what both have', async () => {
    const old = await login('edgar.bergenia');
    await old.push([noted(old, 'un'), noted(old, 'deux')]);
    const copy = new TestDevice(server.url);
    const first = await ask<{ device: string }>(old, '/devices/split', splitOf(old, copy, 1));
    expect(first.status).toBe(200);
    copy.id = first.body.device;
    expect(await ask(old, '/devices/split', splitOf(old, copy, 1))).toEqual(first);
    await copy.openSession();
    copy.n = 1;
    expect((await copy.push([noted(copy, 'de la copie')])).body).toMatchObject({ decided: 2 });
    // The original goes on undisturbed.
    expect((await old.push([noted(old, 'trois')])).body).toMatchObject({ decided: 3 });
    const card = (await list(old)).find(({ id }) => id === copy.id);
    expect(card).toMatchObject({ name: 'copie', person: 'p-062' });
  });

  it('only with the old key, and not past what the server knows', async () => {
    const old = await login('edgar.bergenia');
    const other = await login('blandine.viorne');
    const copy = new TestDevice(server.url);
    const forged = { ...splitOf(old, copy, 0), signature: other.sign('x') };
    expect((await ask(old, '/devices/split', forged)).body.error).toEqual({ type: 'BadSignature' });
    const past = await ask(old, '/devices/split', splitOf(old, copy, 1));
    expect(past.body.error).toEqual({ type: 'BadRequest', detail: 'decided' });
    const taken = await ask(old, '/devices/split', splitOf(old, other, 0));
    expect(taken.body.error).toEqual({ type: 'Forbidden' });
  });
});

describe('another protocol', () => {
  it('older or newer, is answered with those that are spoken, and loses nothing', async () => {
    const device = await login('edgar.bergenia');
    const batch = device.seal([noted(device, 'gardé')]);
    for (const protocol of [0, 1, 3, 99]) {
      const unsupported = { error: { type: 'ProtocolUnsupported', oldest: 2, newest: 2 } };
      const bodies: [string, string][] = [
        '/enrol',
        '/session',
        '/sync/pull',
        '/devices/list',
        '/devices/rename',
        '/devices/revoke',
        '/devices/split',
        // What else another version's body holds is not looked at.
      ].map((route) => [route, JSON.stringify({ protocol, device: device.id, other: [] })]);
      bodies.push(['/sync/push', batch.replace('"protocol":2', `"protocol":${protocol}`)]);
      for (const [route, body] of bodies) {
        const answer = await device.raw(route, body);
        expect([route, answer.status, answer.body]).toEqual([route, 426, unsupported]);
      }
    }
    expect((await device.pushText(batch)).body).toMatchObject({ decided: 1 });
  });
});
