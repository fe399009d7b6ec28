import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BURSAR, ground, HEAD, stepsOf, write } from './support.ts';

describe('pitfall 8: backdating after revocation —', () => {
  const made = ground('sqlite');

  it('a revoked device is told so in the server’s own hand, and nothing new is accepted from it', async () => {
    const device = await made.device(BURSAR);
    const [step] = stepsOf(device);
    const before = await made.row('kitStep', step!);
    const backdated = device.seal([
      write(device, step!, { note: 'avant' }, Date.now() - 86_400_000),
    ]);
    const at = Date.now();
    await made.with((storage) =>
      storage.transaction((writing) => writing.revokeDevice(device.id, at)),
    );
    const answer = await device.push(backdated);
    expect(answer).toMatchObject({ type: 'DeviceRevoked', device: device.id, at });
    const { signature } = answer as { signature: string };
    const colleague = await made.device(HEAD);
    const [hello] = await colleague.pull();
    const x = hello!.type === 'hello' ? hello!.server.publicKey : '';
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const said = Buffer.from(`bascule-revoked:${device.id}:${at}`);
    expect(verify(null, said, key, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(await made.row('kitStep', step!)).toEqual(before);
    const stored = await made.with((storage) => storage.read((read) => read.device(device.id)));
    expect(stored?.lastN).toBe(0);
  });
});
