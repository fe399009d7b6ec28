import { createPublicKey, verify } from 'node:crypto';
import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BATCH_SIGNATURE_PREFIX, openBatch } from '../../shared/sync/batch.ts';
import { sha256, type Scripted } from '../support/scripted.ts';
import { BURSAR, databases, ground, HEAD, stepsOf, write } from './support.ts';

describe.each(databases)('pitfall 7: re-serialised signatures — on %s', (database) => {
  const made = ground(database);
  const note = 'é ≠ é — "guillemets" \u2028 et 1.0';
  const signed = (device: Scripted): string => {
    const [step] = stepsOf(device);
    const text = device.seal([write(device, step!, { note })]);
    device.n -= 1;
    return text;
  };

  it('the exact text is stored, and its signature verifies from what is stored', async () => {
    const device = await made.device(BURSAR);
    const text = signed(device);
    expect(await device.push(text)).toMatchObject({ refused: [] });
    const stored = await made.with((storage) =>
      storage.read(async (read) => ({
        batch: await read.batchAt(device.id, 1),
        device: await read.device(device.id),
      })),
    );
    expect(stored.batch?.text).toBe(text);
    const opened = openBatch(stored.batch!.text, sha256, () => '');
    if (!opened.ok) throw new Error(opened.error.detail);
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: stored.device!.publicKey! },
      format: 'jwk',
    });
    const bytes = Buffer.from(BATCH_SIGNATURE_PREFIX + opened.value.hash);
    expect(verify(null, bytes, key, Buffer.from(opened.value.signature, 'base64url'))).toBe(true);
  });

  it('compression is outside: any level carries the same signature', async () => {
    const device = await made.device(BURSAR);
    const text = signed(device);
    expect(await device.push(zlib.gzipSync(text, { level: 1 }))).toMatchObject({ decided: 1 });
    // A repeat, compressed otherwise, is the same batch.
    expect(await device.push(zlib.gzipSync(text, { level: 9 }))).toMatchObject({ decided: 1 });
  });

  const forgeries: Readonly<Record<string, (text: string, other: string) => string>> = {
    'another space in its header': (text) => text.replace('{"protocol":', '{ "protocol":'),
    'its fields in another order': (text) =>
      text.replace(/\{"n":(\d+),"stamp":"([^"]+)"/, '{"stamp":"$2","n":$1'),
    'an escaped letter in a value': (text) => text.replace('é ≠', '\\u00e9 ≠'),
    'another value': (text) => text.replace('guillemets', 'guillemots'),
    'another salt': (text) => text.replace(/\n[A-Za-z0-9_-]{22}\n/, `\n${'A'.repeat(22)}\n`),
    'another batch before it': (text) => text.replace('"prev":""', `"prev":"${'A'.repeat(43)}"`),
    'another number': (text) =>
      text.replace('"from":1,"to":1', '"from":2,"to":2').replace('{"n":1', '{"n":2'),
    'another row': (text) => text.replace(/"row":"([^"]+)"/, '"row":"$1x"'),
    'the signature of another device': (text, other) =>
      `${text.slice(0, text.lastIndexOf('\n'))}${other.slice(other.lastIndexOf('\n'))}`,
  };
  it.each(Object.entries(forgeries))('a batch with %s is not accepted', async (_name, forge) => {
    const device = await made.device(BURSAR);
    const other = await made.device(HEAD);
    const text = signed(device);
    const forged = forge(text, signed(other));
    expect(forged).not.toBe(text);
    const answer = await device.push(forged);
    expect(answer).not.toHaveProperty('refused');
    const stored = await made.with((storage) => storage.read((read) => read.device(device.id)));
    expect(stored).toMatchObject({ lastN: 0, chain: '' });
    // The true one is still welcome.
    expect(await device.push(text)).toMatchObject({ decided: 1, refused: [] });
  });
});
