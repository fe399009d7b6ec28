import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BATCH_SIGNATURE_PREFIX, eraseFromBatch, openBatch } from '../../shared/sync/batch.ts';
import { sha256 } from '../support/scripted.ts';
import { accepted, BURSAR, databases, ground, SCHOOL, stepsOf, write } from './support.ts';

describe.each(databases)('pitfall 14: erasure against signatures — on %s', (database) => {
  const made = ground(database);

  it('a value goes from every place where it was kept, and the signature still verifies', async () => {
    const device = await made.device(BURSAR);
    const [step, other] = stepsOf(device) as [string, string];
    const secret = 'Mme Dupont est en arrêt maladie';
    const first = write(device, step, { note: secret });
    await accepted(device, [first, write(device, other, { note: 'rien de tel' })]);
    await accepted(device, [write(device, step, { note: null })]);
    await made.with((storage) =>
      storage.transaction(async (writing) => {
        const batch = (await writing.batchAt(device.id, first.n))!;
        const erased = eraseFromBatch(batch.text, sha256, ({ row }) => row === step)!;
        await writing.replaceBatchText(device.id, batch.from, erased);
        await writing.eraseLogged(SCHOOL, 'kitStep', step, ['note']);
      }),
    );
    const everything = await made.with((storage) =>
      storage.read(async (read) => {
        const lines: string[] = [];
        for await (const line of read.dump()) lines.push(JSON.stringify(line));
        return lines.join('\n');
      }),
    );
    expect(everything).not.toContain('Dupont');
    expect(everything).toContain('rien de tel');
    const { batch, record } = await made.with((storage) =>
      storage.read(async (read) => ({
        batch: (await read.batchAt(device.id, first.n))!,
        record: (await read.device(device.id))!,
      })),
    );
    const opened = openBatch(batch.text, sha256, () => '');
    if (!opened.ok) throw new Error(opened.error.detail);
    expect(opened.value.hash).toBe(batch.hash);
    const x = record.publicKey!;
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const bytes = Buffer.from(BATCH_SIGNATURE_PREFIX + opened.value.hash);
    expect(verify(null, bytes, key, Buffer.from(opened.value.signature, 'base64url'))).toBe(true);
    // The chain goes on, and a repeat of the erased batch is still known.
    expect(await accepted(device, [write(device, step, { note: 'suite' })])).toMatchObject({
      decided: 4,
    });
  });
});
