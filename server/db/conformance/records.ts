import { describe, expect, it } from 'vitest';
import { putRows } from '../../testing/server.ts';
import { ODD_VALUES, SCOPE, batch, device, thing, type EngineUnderTest } from './vectors.ts';

/** What is kept beside the rows. */
export function recordsConformance({ open }: EngineUnderTest): void {
  describe('devices and their batches', () => {
    it('are kept with all that is known of them', async () => {
      const storage = await open();
      const full = device('d', {
        publicKey: 'key',
        name: 'NUL \u0000, \uE000 and 😀',
        enrolledAt: 1_700_000_000_123,
        forkedFrom: 'c',
      });
      await storage.transaction(async (write) => {
        await write.addDevice(full);
        await write.addDevice(device('e', { person: 'q' }));
        await write.setRecipient('d', 'age1x');
      });
      const expected = { ...full, recipient: 'age1x' };
      await storage.read(async (read) => {
        expect(await read.device('d')).toStrictEqual(expected);
        expect(await read.device('x')).toBeNull();
        expect(await read.devices(['d', 'x', 'd'])).toStrictEqual([expected]);
        expect((await read.devicesOf(null)).map(({ id }) => id)).toEqual(['d', 'e']);
        expect((await read.devicesOf(['q', 'z'])).map(({ id }) => id)).toEqual(['e']);
        expect(await read.devicesOf([])).toEqual([]);
      });
    });

    it('can be revoked once', async () => {
      const storage = await open();
      await storage.transaction((write) => write.addDevice(device('d')));
      await storage.transaction((write) => write.revokeDevice('d', 7));
      await storage.transaction((write) => write.revokeDevice('d', 8));
      expect((await storage.read((read) => read.device('d')))!.revokedAt).toBe(7);
    });

    it('say which batch holds a transaction, and how far the device has come', async () => {
      const storage = await open();
      const transaction = JSON.parse(JSON.stringify(ODD_VALUES)) as unknown;
      const refused = { n: 2, refusal: { type: 'Malformed', detail: 'x' }, transaction };
      await storage.transaction(async (write) => {
        await write.addDevice(device('d'));
        await write.recordBatches([
          { batch: batch(1, 3), refused: [refused as never] },
          { batch: batch(4, 4, { carrier: 'c' }), refused: [] },
        ]);
        await write.recordBatches([{ batch: batch(9, 10), refused: [] }]);
      });
      await storage.transaction((write) => write.replaceBatchText('d', 4, 'erased \u0000'));
      await storage.read(async (read) => {
        expect(await read.device('d')).toMatchObject({ lastN: 10, chain: 'h10' });
        expect(await read.batchAt('d', 3)).toStrictEqual(batch(1, 3));
        expect(await read.batchAt('d', 4)).toStrictEqual(
          batch(4, 4, { carrier: 'c', text: 'erased \u0000' }),
        );
        for (const n of [0, 5, 8, 11]) expect(await read.batchAt('d', n)).toBeNull();
        expect(await read.batchAt('e', 1)).toBeNull();
        expect(await read.refusals('d', 1, 10)).toStrictEqual([refused]);
        expect(await read.refusals('d', 3, 10)).toEqual([]);
      });
    });
  });

  it('keeps blobs once', async () => {
    const storage = await open();
    const record = { hash: 'f'.repeat(64), bytes: 2 ** 33, at: 4 };
    await storage.transaction((write) => write.addBlob(record));
    await storage.transaction((write) => write.addBlob({ ...record, at: 9 }));
    expect(await storage.read((read) => read.blob(record.hash))).toStrictEqual(record);
    expect(await storage.read((read) => read.blob('none'))).toBeNull();
  });

  it('ends codes of some people that were not used, and keeps what used ones say', async () => {
    const storage = await open();
    const code = (hash: string, person: string) =>
      ({ hash, person, createdAt: 1, expiresAt: 2, usedAt: null, usedByDevice: null }) as const;
    await storage.transaction(async (write) => {
      await write.addDevice(device('d'));
      for (const each of [code('a', 'p'), code('b', 'p'), code('c', 'q'), code('e', 'r')]) {
        await write.addCode(each);
      }
      await write.useCode('b', 'd', 3);
      await write.removeUnusedCodes(['p', 'q', 'p', 'nobody']);
      await write.removeUnusedCodes([]);
    });
    const left = await storage.read((read) =>
      Promise.all(['a', 'b', 'c', 'e'].map((hash) => read.code(hash))),
    );
    expect(left.map((each) => each?.hash ?? null)).toEqual([null, 'b', null, 'e']);
    expect(left[1]).toMatchObject({ person: 'p', usedAt: 3, usedByDevice: 'd' });
  });

  it('erases values from the log, and nothing else', async () => {
    const storage = await open();
    await putRows(storage, [
      thing('t', { a: 'secret', b: 'kept' }),
      thing('u', { a: 'other' }),
      thing('t', { a: 'again' }),
    ]);
    await storage.transaction((write) => write.eraseLogged(SCOPE, 'thing', 't', ['a', 'none']));
    const history = await storage.read((read) => read.rowHistory(SCOPE, 'thing', 't'));
    expect(history.map(({ version, set }) => [version, set])).toEqual([
      [1, { a: null, b: 'kept' }],
      [3, { a: null }],
    ]);
    const [row] = await storage.read((read) => read.rows([{ entity: 'thing', id: 't' }]));
    expect(row!.values).toEqual({ a: 'again' });
    const [other] = await storage.read((read) => read.rowHistory(SCOPE, 'thing', 'u'));
    expect(other!.set).toEqual({ a: 'other' });
  });
}
