import fs from 'node:fs';
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_ATTACHMENT_BYTES } from '../../shared/attachments/attachment.entity.ts';
import {
  ask,
  attach,
  content,
  contentServer,
  create,
  head,
  patch,
  upload,
  type ContentServer,
} from './testing.ts';

let server: ContentServer;
beforeAll(async () => {
  server = await contentServer();
});

const typeOf = (answer: { body: Buffer }): unknown =>
  (JSON.parse(answer.body.toString()) as { error: { type: string } }).error.type;
const receiptOf = async (id: string): Promise<unknown> => {
  const rows = await server.storage.read((read) =>
    read.rows([{ entity: 'attachmentReceipt', id }]),
  );
  return rows[0]?.values;
};
const incoming = (): string[] => fs.readdirSync(server.blobs.incoming);

describe('sending a content', () => {
  it('keeps it under its hash, says so in a row, and wakes whoever waits', async () => {
    const file = content(300_000);
    const id = await attach(server.storage, 'a', file.hash, file.data.length);
    const news: unknown[] = [];
    const stop = server.feed.subscribe((told) => news.push(told));
    const created = await create(server.url, 'anna', file.hash, file.data.length);
    expect(created.status).toBe(201);
    const sent = await patch(server.url, 'anna', created.headers.location!, 0, file.data);
    stop();
    expect(sent.status).toBe(204);
    expect(fs.readFileSync(server.blobs.file(file.hash)).equals(file.data)).toBe(true);
    expect(incoming()).toEqual([]);
    expect(await receiptOf(id)).toMatchObject({ hash: file.hash });
    expect(await server.storage.read((read) => read.blob(file.hash))).toMatchObject({
      bytes: file.data.length,
    });
    expect(news).toMatchObject([{ moved: [{ scope: 'establishment:a' }] }]);
  });

  it('goes on after a connection that was destroyed half-way', async () => {
    const file = content(2_000_000);
    await attach(server.storage, 'a', file.hash, file.data.length);
    const { headers } = await create(server.url, 'anna', file.hash, file.data.length);
    const location = headers.location!;
    await expect(patch(server.url, 'anna', location, 0, file.data, 1_000_000)).rejects.toThrow(
      /hang up|reset|EPIPE/,
    );
    const { headers: at } = await head(server.url, 'anna', location);
    const offset = Number(at['upload-offset']);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThan(file.data.length);
    const rest = await patch(server.url, 'anna', location, offset, file.data.subarray(offset));
    expect(rest.status).toBe(204);
    expect(fs.readFileSync(server.blobs.file(file.hash)).equals(file.data)).toBe(true);
  });

  it('goes on at another process of the same server', async () => {
    const file = content(500_000);
    await attach(server.storage, 'a', file.hash, file.data.length);
    const { headers } = await create(server.url, 'anna', file.hash, file.data.length);
    const location = headers.location!;
    await patch(server.url, 'anna', location, 0, file.data.subarray(0, 200_000));
    const other = await server.another();
    expect((await head(other, 'anna', location)).headers['upload-offset']).toBe('200000');
    await patch(other, 'anna', location, 200_000, file.data.subarray(200_000));
    const got = await ask(server.url, 'anna', 'GET', `/attachments/${file.hash}`);
    expect(got.body.equals(file.data)).toBe(true);
  });

  it('throws away what is not what its hash says', async () => {
    const file = content(10_000);
    const id = await attach(server.storage, 'a', file.hash, file.data.length);
    const spoilt = Buffer.from(file.data);
    spoilt[5_000]! ^= 1;
    const answer = await upload(server.url, 'anna', { data: spoilt, hash: file.hash });
    expect(answer.status).toBe(422);
    expect(fs.existsSync(server.blobs.file(file.hash))).toBe(false);
    expect(incoming()).toEqual([]);
    expect(await receiptOf(id)).toBeUndefined();
    // The next try is a new one.
    expect((await upload(server.url, 'anna', file)).status).toBe(204);
  });

  it('is told at once that somebody of the same place has sent it', async () => {
    const file = content(10_000);
    await attach(server.storage, 'a', file.hash, file.data.length);
    await upload(server.url, 'anna', file);
    const { ino } = fs.statSync(server.blobs.file(file.hash));
    const again = await create(server.url, 'alain', file.hash, file.data.length);
    expect(again.status).toBe(201);
    expect(again.headers['upload-offset']).toBe(String(file.data.length));
    expect(fs.statSync(server.blobs.file(file.hash)).ino).toBe(ino);
  });

  it('has to be done in full by somebody who may not read where it is already', async () => {
    const file = content(10_000);
    await attach(server.storage, 'a', file.hash, file.data.length);
    await upload(server.url, 'anna', file);
    // Bruno knows the hash, and no more: naming it in a row of his must not give him the content.
    const id = await attach(server.storage, 'b', file.hash, file.data.length);
    const created = await create(server.url, 'bruno', file.hash, file.data.length);
    expect(created.headers['upload-offset']).toBeUndefined();
    const got = await ask(server.url, 'bruno', 'GET', `/attachments/${file.hash}`);
    expect(got.status).toBe(404);
    const sent = await patch(server.url, 'bruno', created.headers.location!, 0, file.data);
    expect(sent.status).toBe(204);
    expect(await receiptOf(id)).toBeDefined();
    expect((await ask(server.url, 'bruno', 'GET', `/attachments/${file.hash}`)).status).toBe(200);
  });

  it('is refused to strangers: without a row, of another place, without a session', async () => {
    const file = content(1_000);
    expect(typeOf(await create(server.url, 'anna', file.hash, 1_000))).toBe('Forbidden');
    await attach(server.storage, 'a', file.hash, 1_000);
    expect(typeOf(await create(server.url, 'bruno', file.hash, 1_000))).toBe('Forbidden');
    const { headers } = await create(server.url, 'anna', file.hash, 1_000);
    const location = headers.location!;
    expect((await patch(server.url, 'bruno', location, 0, file.data)).status).toBe(404);
    expect((await patch(server.url, 'alain', location, 0, file.data)).status).toBe(404);
    expect((await head(server.url, 'bruno', location)).status).toBe(404);
    expect((await ask(server.url, null, 'PATCH', location)).status).toBe(401);
    expect(
      (await ask(server.url, 'bruno', 'DELETE', location, { 'tus-resumable': '1.0.0' })).status,
    ).toBe(404);
    expect((await head(server.url, 'anna', location)).headers['upload-offset']).toBe('0');
  });

  it('takes the size of the row and no other, and 25 MB at most', async () => {
    const file = content(1_000);
    await attach(server.storage, 'a', file.hash, 1_000);
    expect((await create(server.url, 'anna', file.hash, 999)).status).toBe(400);
    const large = content(10);
    const tooMuch = MAX_ATTACHMENT_BYTES + 1;
    await attach(server.storage, 'a', large.hash, tooMuch);
    expect(typeOf(await create(server.url, 'anna', large.hash, tooMuch))).toBe('TooLarge');
    const { headers } = await create(server.url, 'anna', file.hash, 1_000);
    const more = Buffer.concat([file.data, Buffer.from('x')]);
    const answer = await patch(server.url, 'anna', headers.location!, 0, more);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(fs.existsSync(server.blobs.file(file.hash))).toBe(false);
  });

  it('takes 25 MB', async () => {
    const file = content(MAX_ATTACHMENT_BYTES);
    await attach(server.storage, 'a', file.hash, file.data.length);
    expect((await upload(server.url, 'anna', file)).status).toBe(204);
  });

  it.each([
    ['/attachments/upload/..%2f..%2fserver.sqlite', 404],
    ['/attachments/upload/aaaaaaaaaaaaaaaa.x', 404],
  ])('has no upload %s', async (path, status) => {
    expect((await head(server.url, 'anna', path)).status).toBe(status);
  });

  it('wants a length and a hash', async () => {
    const tus = { 'tus-resumable': '1.0.0' };
    const post = (headers: Record<string, string>) =>
      ask(server.url, 'anna', 'POST', '/attachments/upload', { ...tus, ...headers });
    expect((await post({ 'upload-defer-length': '1' })).status).toBe(400);
    expect((await post({ 'upload-length': '10' })).status).toBe(400);
    expect((await post({ 'upload-length': '10', 'upload-metadata': 'hash Li4v' })).status).toBe(
      400,
    );
  });
});

describe('fetching a content', () => {
  it('answers it whole or in part, never as something to be run', async () => {
    const file = content(100_000);
    await attach(server.storage, 'a', file.hash, file.data.length, {
      name: 'é "x" \u202Btest.html',
    });
    await upload(server.url, 'anna', file);
    const path = `/attachments/${file.hash}`;
    const whole = await ask(server.url, 'alain', 'GET', path);
    expect(createHash('sha256').update(whole.body).digest('hex')).toBe(file.hash);
    expect(whole.headers).toMatchObject({
      etag: `"${file.hash}"`,
      'content-type': 'application/octet-stream',
      'content-disposition': "attachment; filename*=UTF-8''%C3%A9%20%22x%22%20%E2%80%ABtest.html",
    });
    const part = await ask(server.url, 'alain', 'GET', path, {
      range: 'bytes=60000-',
      'if-range': `"${file.hash}"`,
    });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe('bytes 60000-99999/100000');
    expect(part.body.equals(file.data.subarray(60_000))).toBe(true);
    const last = await ask(server.url, 'alain', 'GET', path, { range: 'bytes=-5' });
    expect(last.body.equals(file.data.subarray(99_995))).toBe(true);
    const outside = await ask(server.url, 'alain', 'GET', path, { range: 'bytes=100000-' });
    expect(outside.status).toBe(416);
    const other = await ask(server.url, 'alain', 'GET', path, {
      range: 'bytes=5-',
      'if-range': '"other"',
    });
    expect(other.status).toBe(200);
    for (const odd of ['bytes=5-2', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=-']) {
      expect((await ask(server.url, 'alain', 'GET', path, { range: odd })).status).toBe(200);
    }
  });

  it('answers strangers as if there were none', async () => {
    const file = content(1_000);
    const id = await attach(server.storage, 'a', file.hash, 1_000);
    await upload(server.url, 'anna', file);
    const path = `/attachments/${file.hash}`;
    const stranger = await ask(server.url, 'bruno', 'GET', path);
    const nothing = await ask(server.url, 'bruno', 'GET', `/attachments/${'0'.repeat(64)}`);
    expect(stranger.status).toBe(404);
    expect(stranger.body.equals(nothing.body)).toBe(true);
    expect((await ask(server.url, null, 'GET', path)).status).toBe(401);
    expect((await ask(server.url, 'anna', 'GET', '/attachments/..%2fserver.sqlite')).status).toBe(
      404,
    );
    // A removed row gives nothing any more, and given back it does.
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: true });
    expect((await ask(server.url, 'anna', 'GET', path)).status).toBe(404);
    await attach(server.storage, 'a', file.hash, 1_000, { deleted: false });
    expect((await ask(server.url, 'anna', 'GET', path)).status).toBe(200);
    expect(id).toContain('a:opale:a1:');
  });

  it('notices a byte that the disk has spoilt, and asks for it again', async () => {
    const file = content(50_000);
    const id = await attach(server.storage, 'a', file.hash, file.data.length);
    await upload(server.url, 'anna', file);
    const spoilt = Buffer.from(file.data);
    spoilt[25_000]! ^= 1;
    fs.writeFileSync(server.blobs.file(file.hash), spoilt);
    const got = await ask(server.url, 'alain', 'GET', `/attachments/${file.hash}`);
    expect(got.status).toBe(404);
    expect(await receiptOf(id)).toMatchObject({ deleted: true });
    // Whoever has it sends it again.
    expect((await upload(server.url, 'anna', file)).status).toBe(204);
    expect(await receiptOf(id)).toMatchObject({ deleted: false });
    const healed = await ask(server.url, 'alain', 'GET', `/attachments/${file.hash}`);
    expect(healed.body.equals(file.data)).toBe(true);
  });
});
