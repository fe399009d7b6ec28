import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const BURSAR = 'edgar.bergenia';
const HEAD = 'blandine.viorne';

const folder = temporaryFolder();
const opened: Device[] = [];
let server: RunningServer;
let bursar: Device;
let head: Device;
let steps: string[];

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  bursar = await openDevice(join(folder, 'bursar'), { server: server.url, login: BURSAR });
  head = await openDevice(join(folder, 'head'), { server: server.url, login: HEAD });
  opened.push(bursar, head);
  steps = await bursar.todo();
});
afterAll(async () => {
  for (const device of opened) await device.close();
  await server.close();
});

const conflicts = async (at: Device) => must(await at.core.call('sync.conflicts', {}));
const step = async (at: Device, id: string) =>
  (await at.kit()).steps.find((each) => each.id === id)!;

/** Both write the same step without having seen the other's; the bursar is first at the server. */
async function disagree(id: string): Promise<void> {
  await bursar.tick(id, 'done');
  await head.tick(id, 'blocked', 'pas encore');
  await bursar.sync();
  await head.sync();
  await bursar.sync();
}

describe('two people who tick the same step without a network', () => {
  it('find both values on both devices, choose, and may take it back', async () => {
    const id = steps.pop()!;
    await disagree(id);
    for (const each of [bursar, head]) {
      expect(await each.status()).toMatchObject({ conflicts: 1 });
      const [conflict, ...others] = await conflicts(each);
      expect(others).toEqual([]);
      expect(conflict).toMatchObject({
        entity: 'kitStep',
        row: id,
        field: 'status',
        mayResolve: true,
      });
      const versions = conflict!.versions.map(({ value, others, by }) => [value, others, by.name]);
      expect(versions).toHaveLength(2);
      expect(versions).toContainEqual(['done', { doneOn: expect.any(String) }, 'Edgar Bergenia']);
      expect(versions).toContainEqual(['blocked', { doneOn: null }, 'Blandine Viorne']);
      expect(conflict!.versions.filter(({ shown }) => shown)).toHaveLength(1);
    }
    const [conflict] = await conflicts(bursar);
    const keep = conflict!.versions.findIndex(({ value }) => value === 'done');
    must(await bursar.core.call('sync.resolve', { ids: [conflict!.id], keep }));
    expect(await step(bursar, id)).toMatchObject({ status: 'done', doneOn: expect.any(String) });
    expect(await bursar.status()).toMatchObject({ conflicts: 0, pending: 1 });
    expect(await bursar.core.call('sync.resolve', { ids: [conflict!.id], keep })).toMatchObject({
      error: { type: 'ConflictSettled' },
    });
    expect(await bursar.sync()).toMatchObject({ pushed: 1, rejected: 0, conflicts: 0 });
    await head.sync();
    expect(await step(head, id)).toMatchObject({ status: 'done' });
    expect(await head.status()).toMatchObject({ conflicts: 0 });
    must(await bursar.core.call('sync.undo', {}));
    expect(await bursar.status()).toMatchObject({ conflicts: 1 });
    expect(await bursar.sync()).toMatchObject({ pushed: 1, rejected: 0 });
    await head.sync();
    expect(await head.status()).toMatchObject({ conflicts: 1 });
    const blocked = (await conflicts(head))[0]!.versions.findIndex(
      ({ value }) => value === 'blocked',
    );
    must(await head.core.call('sync.resolve', { ids: [conflict!.id], keep: blocked }));
    await head.sync();
    await bursar.sync();
    for (const each of [bursar, head]) {
      expect(await step(each, id)).toMatchObject({ status: 'blocked', doneOn: null });
      expect(await each.status()).toMatchObject({ conflicts: 0, rejected: 0, pending: 0 });
    }
  });

  it('are asked nothing when both chose the same', async () => {
    const id = steps.pop()!;
    await bursar.tick(id, 'done');
    await head.tick(id, 'done');
    await bursar.sync();
    expect(await head.sync()).toMatchObject({ pushed: 1, conflicts: 0, rejected: 0 });
    expect(await head.status()).toMatchObject({ conflicts: 0 });
  });

  it('have notes merged that do not touch each other, and choose between those that do', async () => {
    const id = steps.pop()!;
    await bursar.tick(id, 'todo', 'appeler la mairie demain');
    await bursar.sync();
    await head.sync();
    await bursar.tick(id, 'todo', 'appeler la mairie demain matin');
    await head.tick(id, 'todo', 'rappeler la mairie demain');
    await bursar.sync();
    expect(await head.sync()).toMatchObject({ conflicts: 0 });
    await bursar.sync();
    for (const each of [bursar, head]) {
      expect((await step(each, id)).note).toBe('rappeler la mairie demain matin');
    }
    await bursar.tick(id, 'todo', 'vu');
    await head.tick(id, 'todo', 'rien');
    await bursar.sync();
    expect(await head.sync()).toMatchObject({ conflicts: 1 });
    const [conflict] = await conflicts(head);
    expect(conflict).toMatchObject({ row: id, field: 'note' });
    must(await head.core.call('sync.resolve', { ids: [conflict!.id], value: 'vu, et rien' }));
    await head.sync();
    await bursar.sync();
    expect((await step(bursar, id)).note).toBe('vu, et rien');
    expect(await bursar.status()).toMatchObject({ conflicts: 0 });
  });

  it('are told what cannot be chosen', async () => {
    const id = steps.pop()!;
    await disagree(id);
    const [conflict] = await conflicts(head);
    const call = async (input: object) =>
      head.core.call('sync.resolve', { ids: [conflict!.id], ...input });
    expect(await call({ keep: 2 })).toMatchObject({ error: { type: 'VersionUnknown', keep: 2 } });
    expect(await call({ value: 'perhaps' })).toMatchObject({ error: { type: 'BadInput' } });
    expect(await call({})).toMatchObject({ error: { type: 'BadInput' } });
    expect(await head.core.call('sync.resolve', { ids: ['nothing'], keep: 0 })).toMatchObject({
      error: { type: 'ConflictUnknown' },
    });
    must(await call({ keep: 0 }));
    await head.sync();
    await bursar.sync();
  });

  it('who settle it at the same moment both see one outcome', async () => {
    const id = steps.pop()!;
    await disagree(id);
    const [conflict] = await conflicts(bursar);
    must(await bursar.core.call('sync.resolve', { ids: [conflict!.id], keep: 0 }));
    must(await head.core.call('sync.resolve', { ids: [conflict!.id], keep: 1 }));
    await bursar.sync();
    await head.sync();
    await bursar.sync();
    expect((await step(bursar, id)).status).toBe((await step(head, id)).status);
    expect((await bursar.status()).conflicts).toBe((await head.status()).conflicts);
    expect((await bursar.status()).rejected + (await head.status()).rejected).toBe(0);
  });
});

describe('a removal against an edit', () => {
  it('names everything that its author saw', async () => {
    const id = steps.pop()!;
    const db = join(folder, 'head', 'bascule.sqlite');
    const { default: SqliteDatabase } = await import('better-sqlite3');
    await head.tick(id, 'blocked', 'une raison');
    const reader = new SqliteDatabase(db, { readonly: true });
    const changes = reader
      .prepare('SELECT changes FROM outbox ORDER BY n DESC LIMIT 1')
      .pluck()
      .get() as string;
    reader.close();
    // A group is written whole, whichever of its fields was changed.
    expect(JSON.parse(changes)).toMatchObject([
      { set: { status: 'blocked', doneOn: null, note: 'une raison' } },
    ]);
    await head.sync();
  });
});
