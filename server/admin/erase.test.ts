import { hash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BATCH_SIGNATURE_PREFIX, openBatch } from '../../shared/sync/batch.ts';
import { isSignature } from '../accounts/deviceKey.ts';
import { openAdminStorage } from '../db/open.ts';
import type { Storage } from '../db/storage.ts';
import type { RunningServer } from '../start.ts';
import { TestDevice } from '../testing/client.ts';
import { runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { eraseField } from './erase.ts';

const dataDir = path.join(temporaryFolder(), 'data');
const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');
const SECRETS = ['secret-un', 'secret-deux', 'secret-trois', 'secret-refusé'];

let server: RunningServer;
let storage: Storage;
beforeAll(async () => {
  server = await runServer({ dataDir, demo: 'amiens-v6' });
  storage = await openAdminStorage({ dataDir });
  return () => storage.close();
});

async function everything(): Promise<string> {
  return storage.read(async (read) => {
    const lines: string[] = [];
    for await (const line of read.dump()) lines.push(JSON.stringify(line));
    return lines.join('\n');
  });
}

describe('erasure', () => {
  it('leaves the value nowhere, and signatures that still hold', async () => {
    const author = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
    const other = await TestDevice.enrolled(server.url, 'demo-blandine.viorne');
    const step = { entity: 'kitStep', row: STEP, scope: SCHOOL };
    await author.push([
      author.transaction([{ ...step, set: { note: SECRETS[0]!, mood: 'stays' } }]),
      author.transaction([{ ...step, set: { note: SECRETS[1]! } }]),
      author.transaction([{ ...step, set: { status: 'never', note: SECRETS[3]! } }]),
    ]);
    // Written without having seen the others: a conflict that offers both.
    const met = await other.push([other.transaction([{ ...step, set: { note: SECRETS[2]! } }])]);
    expect(met.body.conflicts).toBe(1);
    const before = await everything();
    for (const secret of SECRETS) expect(before).toContain(secret);

    const erased = await eraseField(storage, 'kitStep', STEP, 'note', Date.now());
    expect(erased).toMatchObject({ batches: 2, conflicts: 1, refusals: 1 });
    const after = await everything();
    for (const secret of SECRETS) expect([secret, after.includes(secret)]).toEqual([secret, false]);
    expect(after).toContain('stays');
    // Nor in what the files have freed or written over.
    for (const name of fs.readdirSync(dataDir).filter((each) => each.startsWith('server.sqlite'))) {
      const bytes = fs.readFileSync(path.join(dataDir, name));
      for (const secret of SECRETS) {
        expect([name, secret, bytes.includes(secret)]).toEqual([name, secret, false]);
      }
    }

    for (const { device, n } of [
      { device: author, n: 1 },
      { device: other, n: 1 },
    ]) {
      const batch = (await storage.read((read) => read.batchAt(device.id, n)))!;
      const opened = openBatch(
        batch.text,
        (text) => hash('sha256', text, 'base64url'),
        () => '',
      );
      if (!opened.ok) throw new Error(opened.error.detail);
      expect(opened.value.hash).toBe(batch.hash);
      const signed = BATCH_SIGNATURE_PREFIX + batch.hash;
      expect(isSignature(device.publicKey, signed, opened.value.signature)).toBe(true);
    }
    // Devices get the erased value, and what is left of the conflict, like any other change.
    const frames = await author.pull({});
    const rows = frames.flatMap((frame) => (frame.type === 'snapshot' ? frame.rows : []));
    expect(rows.find(({ row }) => row === STEP)!.values).toMatchObject({ note: null });
    const conflict = rows.find(({ entity }) => entity === 'conflict')!;
    expect(conflict.values['versions']).toMatchObject([{ value: null }, { value: null }]);
    // The chain of the device goes on from the same hash.
    const next = await author.push([author.transaction([{ ...step, set: { note: 'après' } }])]);
    expect(next.status).toBe(200);
  });

  it('of a row that is not there is said', async () => {
    await expect(eraseField(storage, 'kitStep', 'none', 'note', 0)).rejects.toMatchObject({
      problem: { type: 'rowUnknown' },
    });
  });
});
