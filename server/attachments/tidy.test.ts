import fs from 'node:fs';
import path from 'node:path';
import { attachmentId } from '../../shared/attachments/attachment.entity.ts';
import { eraseField } from '../admin/erase.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  attach,
  content,
  contentServer,
  create,
  patch,
  upload,
  type ContentServer,
} from './testing.ts';
import { contentOf, KEPT_AFTER_REMOVAL_MS, tidyContents } from './tidy.ts';
import { INCOMING_MS } from './uploads.ts';

let server: ContentServer;
beforeAll(async () => {
  server = await contentServer();
});
const sent = async (...schools: string[]) => {
  const file = content(1_000);
  for (const school of schools) await attach(server.storage, school, file.hash, 1_000);
  await upload(server.url, 'anna', file);
  return file;
};
const isHere = (hash: string): boolean => fs.existsSync(server.blobs.file(hash));
const tidy = (options: Partial<Parameters<typeof tidyContents>[0]> = {}) =>
  tidyContents({ storage: server.storage, blobs: server.blobs, now: Date.now(), ...options });

describe('maintenance of contents', () => {
  it('keeps what a live row names, also when another was removed', async () => {
    const file = await sent('a', 'b');
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: true });
    expect((await tidy({ keptMs: 0 })).removed).not.toContain(file.hash);
    expect(isHere(file.hash)).toBe(true);
  });

  it('lets the content of the last removed row go, at once where it is to be erased', async () => {
    const file = await sent('a');
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: true });
    const other = await sent('a');
    await attach(server.storage, 'a', other.hash, 1_000, { deleted: true });
    expect((await tidy({ keptMs: 0, hashes: [file.hash] })).removed).toEqual([file.hash]);
    expect(isHere(other.hash)).toBe(true);
    expect(isHere(file.hash)).toBe(false);
    // Given back, the row says no longer that the server has it: it is sent again.
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: false });
    const got = () => ask(server.url, 'anna', 'GET', `/attachments/${file.hash}`);
    expect((await got()).status).toBe(404);
    const again = await create(server.url, 'anna', file.hash, 1_000);
    expect(again.headers['upload-offset']).toBeUndefined();
    await patch(server.url, 'anna', again.headers.location!, 0, file.data);
    expect((await got()).body.equals(file.data)).toBe(true);
  });

  it('lets a content go once its hash has been erased from its row', async () => {
    const file = await sent('a');
    const id = attachmentId('a:opale:a1', file.hash);
    const { storage } = server;
    expect(await contentOf(storage, 'attachment', id)).toBe(file.hash);
    expect(await contentOf(storage, 'kitStep', id)).toBeNull();
    await eraseField(storage, 'attachment', id, 'hash', Date.now());
    expect((await tidy({ hashes: [file.hash], keptMs: 0 })).removed).toEqual([file.hash]);
    expect(isHere(file.hash)).toBe(false);
  });

  it('keeps it for a while after an ordinary removal', async () => {
    // Stamps of these rows are of 1970: the removal is long past, or about to be.
    const file = await sent('a');
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: true });
    await tidy({ now: 1 });
    expect(isHere(file.hash)).toBe(true);
    await tidy({ now: KEPT_AFTER_REMOVAL_MS + 100 });
    expect(isHere(file.hash)).toBe(false);
  });

  it('finds a spoilt byte when it looks for it', async () => {
    const whole = await sent('a');
    const file = await sent('a');
    const spoilt = Buffer.from(file.data);
    spoilt[7]! ^= 1;
    fs.writeFileSync(server.blobs.file(file.hash), spoilt);
    expect((await tidy()).damaged).toEqual([]);
    expect((await tidy({ verify: true })).damaged).toEqual([file.hash]);
    expect(isHere(whole.hash)).toBe(true);
    expect((await upload(server.url, 'anna', file)).status).toBe(204);
  });

  it('gives up uploads that nobody goes on with', async () => {
    const file = content(1_000);
    await attach(server.storage, 'a', file.hash, 1_000);
    await create(server.url, 'anna', file.hash, 1_000);
    const upload = path.join(server.blobs.incoming, `aaaaaaaaaaaaaaaa.${file.hash}`);
    expect((await tidy()).expired).toBe(0);
    const old = (Date.now() - INCOMING_MS - 60_000) / 1_000;
    for (const name of [upload, `${upload}.json`]) fs.utimesSync(name, old, old);
    expect((await tidy()).expired).toBe(1);
    expect(fs.readdirSync(server.blobs.incoming)).toEqual([]);
  });
});
