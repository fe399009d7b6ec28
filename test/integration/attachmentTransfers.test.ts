import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { nextStamp } from '../../shared/kernel/clock.ts';
import type { Write } from '../../main/core/store/record.ts';
import { openStore } from '../../main/core/store/database.ts';
import { createWire } from '../../main/core/sync/wire.ts';
import { createAttachments, type Attachments } from '../../main/core/attachments/attachments.ts';
import {
  attach,
  content,
  contentServer,
  devices,
  type ContentServer,
  type Who,
} from '../../server/attachments/testing.ts';
import { badLine, type BadLine } from '../support/badLine.ts';
import { temporaryFolder } from '../support/folders.ts';

const STEP = 'a:opale:a1';
let server: ContentServer;
let line: BadLine;
beforeAll(async () => {
  server = await contentServer();
});
beforeEach(async () => {
  line = await badLine(server.url);
});

/** A device's own side of attachments, on a real store and a real line; rows are written by hand. */
interface TestDevice {
  readonly attachments: Attachments;
  readonly folder: string;
  /** The row as it is once the server has accepted it. */
  accepted(id: string): void;
  /** The server's word that it has the content, and that it has lost it. */
  received(id: string): void;
  withdrawn(id: string): void;
  state(id: string): unknown;
  list(): { id: string; name: string }[];
  close(): Promise<void>;
}

const open: TestDevice[] = [];
afterEach(async () => {
  for (const device of open.splice(0)) await device.close();
});

function device(who: Who, folder = temporaryFolder()): TestDevice {
  const opened = openStore({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.error.type);
  const { db } = opened.value;
  const wire = createWire(line.url);
  db.prepare(
    `INSERT OR IGNORE INTO kit_step (id, scope, establishment, stamps)
     VALUES (?, 'establishment:a', 'a', '{}')`,
  ).run(STEP);
  const stamp = nextStamp(null, Date.now(), devices[who]);
  const record = ([write]: readonly Write[]): void => {
    const { row, scope, set } = write!;
    const stamps = JSON.stringify({ hash: stamp });
    db.prepare(
      `INSERT INTO attachment (id, scope, kit_step, name, media_type, bytes, hash, stamps, base)
       VALUES (@row, @scope, @kitStep, @name, @mediaType, @bytes, @hash, @stamps, 'null')
       ON CONFLICT (id) DO UPDATE SET deleted = @deleted`,
    ).run({
      kitStep: null,
      name: null,
      mediaType: null,
      bytes: null,
      hash: null,
      ...set,
      row,
      scope,
      stamps,
      deleted: set['deleted'] === true ? 1 : null,
    });
  };
  const attachments = createAttachments({
    db,
    folder,
    writable: true,
    me: () => ({ person: who, name: who, device: devices[who] }),
    mayCreate: () => true,
    mayNote: () => true,
    hosts: { ticket: () => null, article: () => null },
    record,
    line: () => (request) => wire.content(request, who),
    epoch: () => 'epoch-1',
    now: Date.now,
    emit: () => undefined,
  });
  let isOpen = true;
  const made: TestDevice = {
    attachments,
    folder,
    accepted: (id) => void db.prepare('UPDATE attachment SET base = NULL WHERE id = ?').run(id),
    received: (id) =>
      void db
        .prepare(
          `INSERT OR REPLACE INTO attachment_receipt (id, scope, hash, stamps)
           SELECT id, scope, hash, '{}' FROM attachment WHERE id = ?`,
        )
        .run(id),
    withdrawn: (id) =>
      void db.prepare('UPDATE attachment_receipt SET deleted = 1 WHERE id = ?').run(id),
    list() {
      const listed = attachments.handlers['attachments.list']({ step: STEP });
      if (listed instanceof Promise || !listed.ok) throw new Error('list');
      return listed.value.attachments;
    },
    state: (id) =>
      (made.list() as unknown as { id: string; state: unknown }[]).find((one) => one.id === id)
        ?.state,
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await attachments.close();
      await wire.close();
      opened.value.close();
    },
  };
  open.push(made);
  return made;
}

async function must<T>(
  result:
    | Promise<{ ok: true; value: T } | { ok: false; error: CoreFailure }>
    | { ok: true; value: T }
    | { ok: false; error: CoreFailure },
): Promise<T> {
  const answer = await result;
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}

/** A file on this computer's disk. */
function fileOf(data: Buffer, name = 'procès-verbal.pdf'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, data);
  return file;
}

/** Attaches a file on a device and on the server, as a push that was accepted does. */
async function added(on: TestDevice, data: Buffer, name?: string) {
  const answer = await must(
    on.attachments.handlers['attachments.add']({ step: STEP, file: fileOf(data, name) }),
  );
  await attach(server.storage, 'a', answer.hash, answer.bytes, { name: answer.name });
  on.accepted(answer.id);
  return answer;
}

/** A row of somebody else's file, as a pull brings it. */
async function arrived(on: TestDevice, data: { data: Buffer; hash: string }): Promise<string> {
  // The row alone: the copy that was made with it goes.
  const file = fileOf(data.data);
  const { id } = await must(on.attachments.handlers['attachments.add']({ step: STEP, file }));
  rmSync(join(on.folder, 'blobs', data.hash.slice(0, 2), data.hash));
  on.accepted(id);
  on.received(id);
  return id;
}

const onServer = (hash: string): Buffer | null =>
  existsSync(server.blobs.file(hash)) ? readFileSync(server.blobs.file(hash)) : null;

describe('sending', () => {
  it('sends what was attached, and says how far it is', async () => {
    const anna = device('anna');
    const { data } = content(3_000_000);
    const answer = await must(
      anna.attachments.handlers['attachments.add']({ step: STEP, file: fileOf(data) }),
    );
    const { id, hash } = answer;
    expect(anna.state(id)).toEqual({ type: 'toSend', percent: 0 });
    // Not before the server has accepted the row.
    expect(await anna.attachments.send()).toEqual({ sent: 0, waiting: 0 });
    await attach(server.storage, 'a', hash, data.length);
    anna.accepted(id);
    expect(anna.attachments.waiting()).toBe(1);
    expect(await anna.attachments.send()).toEqual({ sent: 1, waiting: 0 });
    expect(onServer(hash)?.equals(data)).toBe(true);
    expect(anna.state(id)).toEqual({ type: 'here' });
    expect(await anna.attachments.send()).toEqual({ sent: 0, waiting: 0 });
  });

  it('goes on where it was cut, after a restart of the program', async () => {
    const anna = device('anna');
    const { data } = content(6_000_000);
    line.cutUpAfter = 3_000_000;
    const { id, hash } = await added(anna, data);
    // The program ends while it is at it: the line breaks for good.
    const sending = anna.attachments.send();
    await expect.poll(() => line.cuts, { timeout: 10_000 }).toBeGreaterThan(0);
    await anna.close();
    expect(await sending).toEqual({ sent: 0, waiting: 1 });
    expect(onServer(hash)).toBeNull();
    line.cutUpAfter = null;
    const before = line.up;
    const again = device('anna', anna.folder);
    expect(again.state(id)).toMatchObject({ type: 'toSend' });
    expect(again.state(id)).not.toEqual({ type: 'toSend', percent: 0 });
    expect(await again.attachments.send()).toEqual({ sent: 1, waiting: 0 });
    expect(onServer(hash)?.equals(data)).toBe(true);
    expect(line.up - before).toBeLessThan(data.length - 1_500_000);
  });

  it('outlives a line that breaks again and again', async () => {
    const anna = device('anna');
    const { data } = content(5_000_000);
    line.cutUpAfter = 900_000;
    const { hash } = await added(anna, data);
    for (let tries = 0; onServer(hash) === null && tries < 20; tries += 1) {
      await anna.attachments.send();
    }
    expect(line.cuts).toBeGreaterThan(1);
    expect(onServer(hash)?.equals(data)).toBe(true);
  });

  it('sends again what was spoilt on its way', async () => {
    const anna = device('anna');
    const { data } = content(500_000);
    line.spoilUpAt = 300_000;
    const { hash, id } = await added(anna, data);
    expect(await anna.attachments.send()).toEqual({ sent: 0, waiting: 1 });
    expect(onServer(hash)).toBeNull();
    expect(anna.state(id)).toMatchObject({ type: 'toSend' });
    expect(await anna.attachments.send()).toEqual({ sent: 1, waiting: 0 });
    expect(onServer(hash)?.equals(data)).toBe(true);
  });

  it('says that the copy on this disk is spoilt, and does not send it for ever', async () => {
    const anna = device('anna');
    const { data } = content(10_000);
    const { hash, id } = await added(anna, data);
    const spoilt = Buffer.from(data);
    spoilt[0]! ^= 1;
    writeFileSync(join(anna.folder, 'blobs', hash.slice(0, 2), hash), spoilt);
    expect(await anna.attachments.send()).toEqual({ sent: 0, waiting: 0 });
    expect(anna.state(id)).toEqual({ type: 'refused', reason: 'damaged' });
  });

  it('says that it is not allowed', async () => {
    const bruno = device('bruno');
    const { id } = await added(bruno, content(10_000).data);
    expect(await bruno.attachments.send()).toEqual({ sent: 0, waiting: 0 });
    expect(bruno.state(id)).toEqual({ type: 'refused', reason: 'notAllowed' });
  });

  it('does not send what a colleague has sent already', async () => {
    const { data } = content(2_000_000);
    const anna = device('anna');
    const alain = device('alain');
    await added(anna, data);
    await anna.attachments.send();
    const { id } = await added(alain, data);
    const before = line.up;
    expect(await alain.attachments.send()).toEqual({ sent: 1, waiting: 0 });
    expect(line.up - before).toBeLessThan(10_000);
    expect(alain.state(id)).toEqual({ type: 'here' });
  });

  it('sends again what the server has lost', async () => {
    const anna = device('anna');
    const { data } = content(10_000);
    const { hash, id } = await added(anna, data);
    await anna.attachments.send();
    anna.received(id);
    expect(await anna.attachments.send()).toEqual({ sent: 0, waiting: 0 });
    rmSync(server.blobs.file(hash));
    // A colleague asks for it: the server notices and takes its receipt back.
    const alain = device('alain');
    const theirs = await arrived(alain, { data, hash });
    await alain.attachments.handlers['attachments.open']({ id: theirs });
    anna.withdrawn(id);
    expect(await anna.attachments.send()).toEqual({ sent: 1, waiting: 0 });
    expect(onServer(hash)?.equals(data)).toBe(true);
  });
});

describe('fetching', () => {
  const openOn = (on: TestDevice, id: string) =>
    Promise.resolve(on.attachments.handlers['attachments.open']({ id }));

  async function sentByAnna(bytes: number) {
    const file = content(bytes);
    const anna = device('anna');
    await added(anna, file.data);
    await anna.attachments.send();
    return file;
  }

  it('fetches what is not here when it is opened, with its own name', async () => {
    const file = await sentByAnna(300_000);
    const alain = device('alain');
    const id = await arrived(alain, file);
    expect(alain.state(id)).toEqual({ type: 'onServer' });
    const { path, opens } = await must(openOn(alain, id));
    expect(opens).toBe(true);
    expect(path.endsWith('procès-verbal.pdf')).toBe(true);
    expect(readFileSync(path).equals(file.data)).toBe(true);
    expect(statSync(path).mode & 0o222).toBe(0);
    expect(alain.state(id)).toEqual({ type: 'here' });
    const before = line.down;
    expect((await must(openOn(alain, id))).path).toBe(path);
    expect(line.down).toBe(before);
  });

  it('goes on where it was cut, after a restart of the program', async () => {
    const file = await sentByAnna(6_000_000);
    let alain = device('alain');
    const id = await arrived(alain, file);
    line.cutDownAfter = 4_000_000;
    expect(await openOn(alain, id)).toMatchObject({ error: { type: 'FetchCut' } });
    await alain.close();
    line.cutDownAfter = null;
    const before = line.down;
    alain = device('alain', alain.folder);
    const { path } = await must(openOn(alain, id));
    expect(readFileSync(path).equals(file.data)).toBe(true);
    expect(line.down - before).toBeLessThan(2_500_000);
  });

  it('notices a byte that was spoilt on its way, and fetches it again', async () => {
    const file = await sentByAnna(500_000);
    const alain = device('alain');
    const id = await arrived(alain, file);
    line.spoilDownAt = 250_000;
    const { path } = await must(openOn(alain, id));
    expect(readFileSync(path).equals(file.data)).toBe(true);
    expect(line.spoilDownAt).toBeNull();
    expect(line.down).toBeGreaterThan(1_000_000);
  });

  it('notices a byte that this disk has spoilt, and fetches it again', async () => {
    const file = await sentByAnna(10_000);
    const alain = device('alain');
    const id = await arrived(alain, file);
    await must(openOn(alain, id));
    const kept = join(alain.folder, 'blobs', file.hash.slice(0, 2), file.hash);
    const spoilt = Buffer.from(file.data);
    spoilt[9_999]! ^= 1;
    writeFileSync(kept, spoilt);
    const { path } = await must(openOn(alain, id));
    expect(readFileSync(path).equals(file.data)).toBe(true);
    expect(readFileSync(kept).equals(file.data)).toBe(true);
  });

  it('says that a file is on its author’s device alone, or not for this person', async () => {
    const alain = device('alain');
    const unsent = await arrived(alain, content(100));
    expect(await openOn(alain, unsent)).toMatchObject({ error: { type: 'AttachmentElsewhere' } });
    const file = await sentByAnna(1_000);
    const bruno = device('bruno');
    const foreign = await arrived(bruno, file);
    expect(await openOn(bruno, foreign)).toMatchObject({ error: { type: 'AttachmentElsewhere' } });
    expect(await openOn(alain, 'nobody:1')).toMatchObject({ error: { type: 'AttachmentUnknown' } });
  });

  it('says that the server does not answer', async () => {
    const file = await sentByAnna(1_000);
    const alain = device('alain');
    const id = await arrived(alain, file);
    line.cutUpAfter = 0;
    expect(await openOn(alain, id)).toMatchObject({ error: { type: 'ServerUnreachable' } });
  });
});
