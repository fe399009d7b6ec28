import { createHash } from 'node:crypto';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { issueCode } from '../admin/code.ts';
import type { Storage } from '../db/storage.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { openAdmin, runServer, temporaryFolder } from '../testing/server.ts';
import { hashCode, newCode } from './codes.ts';
import { deviceIdOf } from './deviceKey.ts';
import { ENROLMENTS_BY_ADDRESS } from './routes.ts';

const MINUTE = 60_000;
const LOGIN = 'edgar.bergenia';

let server: RunningServer;
let admin: Storage;
/** The server's clock, which tests move. */
let clock = Date.parse('2024-01-22T10:00:00Z');

beforeAll(async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  server = await runServer({ dataDir, demo: 'amiens-v6', now: () => clock });
  admin = await openAdmin(dataDir);
  return () => admin.close();
});

async function code(minutes = 30): Promise<string> {
  return (await issueCode(admin, LOGIN, minutes, clock)).code;
}

function errorType(body: unknown): string {
  return (body as { error: { type: string } }).error.type;
}

describe('a code', () => {
  it('is 16 characters that cannot be taken for each other, and never the same', () => {
    const codes = Array.from({ length: 500 }, newCode);
    for (const each of codes) expect(each).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){3}$/);
    expect(new Set(codes).size).toBe(500);
  });

  it('is read whatever the case, hyphens and spaces', () => {
    expect(hashCode(' k7qf 9dwm-abcd EFGH ')).toBe(hashCode('K7QF-9DWM-ABCD-EFGH'));
  });

  it('makes a device of a person’s computer', async () => {
    const device = new TestDevice(server.url);
    const { status, body } = await device.enrol(await code());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { id: 'p-062', login: LOGIN, name: 'Edgar Bergenia' },
      scopes: [
        'establishment:etab-v6-01',
        'person:p-062',
        'programme:opale',
        'schoolTraining:etab-v6-01',
        'tutoringGroup:tutorat-3',
        'wave:op-v6',
      ],
      serverTime: clock,
    });
    expect(body.device).toMatch(/^[a-z2-7]{16}$/);
  });

  it('can be used once, but again by the same device, whose first answer may be lost', async () => {
    const used = await code();
    const device = new TestDevice(server.url);
    const first = await device.enrol(used);
    expect(await device.enrol(used.toLowerCase().replaceAll('-', ''))).toEqual(first);
    const other = await new TestDevice(server.url).enrol(used);
    expect([other.status, errorType(other.body)]).toEqual([403, 'CodeUsed']);
    clock += 31 * MINUTE;
    expect((await device.enrol(used)).status).toBe(200);
  });

  it('ends, and one that was never issued is unknown', async () => {
    const late = await code(10);
    clock += 10 * MINUTE;
    const expired = await new TestDevice(server.url).enrol(late);
    expect([expired.status, errorType(expired.body)]).toEqual([403, 'CodeExpired']);
    const unknown = await new TestDevice(server.url).enrol(newCode());
    expect([unknown.status, errorType(unknown.body)]).toEqual([403, 'CodeUnknown']);
  });

  it('is not used up by a device that may not have it', async () => {
    const device = await TestDevice.enrolled(server.url, 'demo-blandine.viorne');
    const given = await code();
    const refused = await device.enrol(given);
    expect([refused.status, errorType(refused.body)]).toEqual([403, 'DeviceRefused']);
    expect((await new TestDevice(server.url).enrol(given)).status).toBe(200);
  });

  it('is stored as a hash only', async () => {
    const issued = await code();
    const record = await admin.read((read) => read.code(hashCode(issued)));
    expect(JSON.stringify(record)).not.toContain(issued);
    expect(record!.hash).toBe(
      createHash('sha256').update(issued.replaceAll('-', '')).digest('hex'),
    );
  });

  it('of practice data always works, for people who exist', async () => {
    for (let time = 0; time < 12; time += 1) {
      expect((await new TestDevice(server.url).enrol(`Demo-${LOGIN}`)).status).toBe(200);
    }
    const nobody = await new TestDevice(server.url).enrol('demo-nobody.here');
    expect(errorType(nobody.body)).toBe('CodeUnknown');
  });
});

describe('enrolment on a server that was not started for practice', () => {
  it('knows no demo codes, and is throttled by address and by code', async () => {
    const dataDir = path.join(temporaryFolder(), 'data');
    // The people of the practice data are there: the codes must not be.
    await (await runServer({ dataDir, demo: 'amiens-v6' })).close();
    const real = await runServer({ dataDir });
    const seen: string[] = [];
    for (let time = 0; time <= ENROLMENTS_BY_ADDRESS; time += 1) {
      const { status, body } = await new TestDevice(real.url).enrol(`demo-${LOGIN}`);
      seen.push(`${status} ${errorType(body)}`);
      if (status === 429)
        expect(body).toMatchObject({ error: { retryAfterMs: expect.any(Number) } });
    }
    expect(seen.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => '403 CodeUnknown'));
    expect(seen.at(10)).toBe('429 TooMany');
    const other = await new TestDevice(real.url).enrol(newCode());
    expect([other.status, errorType(other.body)]).toEqual([429, 'TooMany']);
  });
});

describe('a device key', () => {
  it('names its device, in one form only', () => {
    const { publicKey } = new TestDevice(server.url);
    const id = deviceIdOf(publicKey)!;
    const digest = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest();
    const first = 'abcdefghijklmnopqrstuvwxyz234567'[digest[0]! >> 3];
    expect(id).toMatch(/^[a-z2-7]{16}$/);
    expect(id[0]).toBe(first);
    // The last of 43 characters carries two bits that decoding ignores.
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = publicKey.slice(0, -1) + alphabet[alphabet.indexOf(publicKey.at(-1)!) + 1];
    expect(deviceIdOf(twin)).toBeNull();
  });
});

describe('a session', () => {
  it('opens with the device’s signature, and the token is what the routes ask for', async () => {
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    expect((await device.ping()).status).toBe(200);
    device.token = '';
    const without = await device.ping();
    expect([without.status, errorType(without.body)]).toEqual([401, 'NoSession']);
  });

  it('does not open for another key, another device or a challenge that is too old', async () => {
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    const other = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    const ask = async (id: string): Promise<string> =>
      (
        await device.post<{ challenge: string }>('/session', {
          protocol: PROTOCOL_VERSION,
          device: id,
        })
      ).body.challenge;
    const open = (id: string, challenge: string, signature: string): Promise<unknown> =>
      device
        .post('/session', { protocol: PROTOCOL_VERSION, device: id, challenge, signature })
        .then(({ status, body }) => [status, errorType(body)]);
    const challenge = await ask(device.id);
    expect(await open(device.id, challenge, other.signChallenge(challenge))).toEqual([
      403,
      'DeviceRefused',
    ]);
    expect(await open(other.id, challenge, other.signChallenge(challenge))).toEqual([
      401,
      'NoSession',
    ]);
    clock += 3 * MINUTE;
    expect(await open(device.id, challenge, device.signChallenge(challenge))).toEqual([
      401,
      'NoSession',
    ]);
  });

  it('does not tell a known device from an unknown one before the signature', async () => {
    const device = new TestDevice(server.url);
    const asked = await device.post<object>('/session', {
      protocol: PROTOCOL_VERSION,
      device: 'a'.repeat(16),
    });
    expect(asked.status).toBe(200);
    expect(Object.keys(asked.body).sort()).toEqual(['challenge', 'serverTime']);
  });

  it('is not opened by a challenge used as a token, nor by a forged one', async () => {
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    const good = device.token;
    const asked = await device.post<{ challenge: string }>('/session', {
      protocol: PROTOCOL_VERSION,
      device: device.id,
    });
    const [, payload, signature] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const token of [
      asked.body.challenge,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
    ]) {
      device.token = token;
      expect((await device.ping()).status).toBe(401);
    }
  });

  it('ends after twelve hours', async () => {
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    clock += 12 * 60 * MINUTE - 1_000;
    expect((await device.ping()).status).toBe(200);
    clock += 2_000;
    expect((await device.ping()).status).toBe(401);
  });
});
