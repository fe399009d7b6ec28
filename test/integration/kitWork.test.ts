import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { faultyLink, noFaults } from '../support/faultyLink.ts';
import { temporaryFolder } from '../support/folders.ts';

/* What people of one school do with its kit together: comments, assignment, history, many at once. */

const BURSAR = 'edgar.bergenia';
const HEAD = 'blandine.viorne';
const SCHOOL = 'etab-v6-01';

const folder = temporaryFolder();
const faults = noFaults();
let server: RunningServer;
let bursar: Device;
let head: Device;
let steps: string[] = [];

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const link = faultyLink(server.url, faults);
  bursar = await openDevice(join(folder, 'bursar'), { server: server.url, login: BURSAR, link });
  head = await openDevice(join(folder, 'head'), { server: server.url, login: HEAD });
  steps = await bursar.todo();
});
afterAll(async () => {
  await bursar.close();
  await head.close();
  await server.close();
});

async function exchange(): Promise<void> {
  await bursar.sync();
  await head.sync();
  await bursar.sync();
}
async function step(device: Device, id: string) {
  return (await device.kit()).steps.find((one) => one.id === id)!;
}
async function personOf(device: Device): Promise<string> {
  return must(await device.core.call('session.current', {}))!.person.id;
}

describe('many steps at once', () => {
  it('change in one action, keep their notes, and are taken back in one', async () => {
    const [a, b, c] = steps as [string, string, string];
    await bursar.tick(a, 'todo', 'vu avec Paul');
    await exchange();
    const before = (await bursar.status()).pending;
    const changed = must(
      await bursar.core.call('kit.tickMany', {
        steps: [a, b, c, a],
        status: 'notApplicable',
        reason: 'pas de service annexe',
      }),
    );
    expect(changed.map(({ id }) => id)).toEqual([a, b, c]);
    expect((await bursar.status()).pending).toBe(before + 1);
    expect((await step(bursar, a)).note).toBe('vu avec Paul\npas de service annexe');
    await exchange();
    for (const id of [a, b, c]) {
      expect((await step(head, id)).status).toBe('notApplicable');
    }
    expect(must(await bursar.core.call('sync.undo', {}))).toMatchObject({ row: a, rows: 3 });
    await exchange();
    expect(await step(head, a)).toMatchObject({ status: 'todo', note: 'vu avec Paul' });
    expect(await step(head, b)).toMatchObject({ status: 'todo', note: null });
  });

  it('change all or none', async () => {
    const [a, b] = steps as [string, string];
    const call = (ids: string[], status: 'done' | 'blocked') =>
      bursar.core.call('kit.tickMany', { steps: ids, status });
    expect(await call([a, 'unknown'], 'done')).toMatchObject({ error: { type: 'StepUnknown' } });
    expect(await call([a, b], 'blocked')).toMatchObject({ error: { type: 'ReasonMissing' } });
    expect((await step(bursar, a)).status).toBe('todo');
    expect((await step(bursar, b)).status).toBe('todo');
  });
});

describe('assignment', () => {
  it('is to somebody of the school, and is seen by the others', async () => {
    const [, , , a] = steps as [string, string, string, string];
    const people = must(await bursar.core.call('kit.people', { establishment: SCHOOL }));
    const me = people.find((one) => one.me)!;
    expect(me).toMatchObject({ name: 'Edgar Bergenia', inSchool: true });
    expect(me.actors.length).toBeGreaterThan(0);
    const pilot = people.find(({ roles }) => roles.includes('pilot'))!;
    expect(pilot.inSchool).toBe(false);
    const colleague = await personOf(head);
    must(await bursar.core.call('kit.assign', { steps: [a], assignee: colleague }));
    expect((await step(bursar, a)).assignee).toMatchObject({ person: colleague, me: false });
    await exchange();
    expect((await step(head, a)).assignee).toEqual({
      person: colleague,
      name: 'Blandine Viorne',
      me: true,
    });
    expect(
      await bursar.core.call('kit.assign', { steps: [a], assignee: 'p-nobody' }),
    ).toMatchObject({ error: { type: 'BadInput' } });
    must(await bursar.core.call('kit.assign', { steps: [a], assignee: null }));
    expect((await step(bursar, a)).assignee).toBeNull();
  });
});

describe('comments', () => {
  it('reach whom they name, are seen once, and are taken away by their author alone', async () => {
    const [, , , , a] = steps as [string, string, string, string, string];
    const mentions = [await personOf(head)];
    const said = must(
      await bursar.core.call('kit.comment', {
        step: a,
        text: ' @Blandine Viorne à vous ',
        mentions,
      }),
    );
    expect(said).toMatchObject({
      text: '@Blandine Viorne à vous',
      by: { me: true },
      pending: true,
    });
    await exchange();
    const talk = async () => must(await head.core.call('kit.talk', { establishment: SCHOOL }));
    expect(await talk()).toEqual([{ step: a, comments: 1, unread: 1 }]);
    const [comment] = must(await head.core.call('kit.comments', { step: a })).comments;
    expect(comment).toMatchObject({
      by: { name: 'Edgar Bergenia', me: false },
      mentions: [{ name: 'Blandine Viorne', me: true }],
      unread: true,
      mayRemove: false,
    });
    must(await head.core.call('kit.seen', { step: a }));
    expect(await talk()).toEqual([{ step: a, comments: 1, unread: 0 }]);
    expect(await head.core.call('kit.uncomment', { id: said.id })).toMatchObject({
      error: { type: 'NotAllowed' },
    });
    must(await bursar.core.call('kit.uncomment', { id: said.id }));
    await exchange();
    expect(await talk()).toEqual([]);
    must(await bursar.core.call('sync.undo', {}));
    await exchange();
    expect(must(await head.core.call('kit.comments', { step: a })).comments).toMatchObject([
      { id: said.id, text: '@Blandine Viorne à vous' },
    ]);
    expect(await head.core.call('kit.uncomment', { id: 'none' })).toMatchObject({
      error: { type: 'CommentUnknown' },
    });
  });
});

describe('the history of a step', () => {
  const history = async (device: Device, id: string) =>
    must(await device.core.call('kit.history', { step: id }));

  it('is whole where the server answers, with what waits here at its end', async () => {
    const a = steps[6]!;
    await head.tick(a, 'done', 'fait au téléphone');
    await exchange();
    await bursar.tick(a, 'todo');
    await exchange();
    await bursar.tick(a, 'blocked', 'il manque un accès');
    const { source, entries } = await history(bursar, a);
    expect(source).toBe('server');
    expect(entries[0]).toMatchObject({ made: true, changes: [] });
    expect(
      entries.slice(1).map(({ by, pending, changes }) => ({
        by: by.name,
        pending,
        status: changes.find(({ field }) => field === 'status'),
      })),
    ).toEqual([
      {
        by: 'Blandine Viorne',
        pending: false,
        status: { field: 'status', before: 'todo', after: 'done', lost: false },
      },
      {
        by: 'Edgar Bergenia',
        pending: false,
        status: { field: 'status', before: 'done', after: 'todo', lost: false },
      },
      {
        by: 'Edgar Bergenia',
        pending: true,
        status: { field: 'status', before: 'todo', after: 'blocked', lost: false },
      },
    ]);
  });

  it('is what this device knows where it does not answer', async () => {
    const a = steps[6]!;
    faults.down = true;
    const { source, entries } = await history(bursar, a);
    expect(source).toBe('device');
    expect(entries.map(({ by, made }) => [by.name, made])).toEqual(
      [
        ['Bascule', true],
        ['Edgar Bergenia', false],
        ['Edgar Bergenia', false],
      ].slice(entries[0]!.made ? 0 : 1),
    );
    expect(entries.at(-1)!.changes).toContainEqual({
      field: 'note',
      before: 'fait au téléphone',
      after: 'il manque un accès',
      lost: false,
    });
    faults.down = false;
  });

  it('gives an older value back as an ordinary change', async () => {
    const a = steps[6]!;
    must(
      await bursar.core.call('kit.restore', {
        step: a,
        set: { status: 'done', doneOn: '2024-01-10' },
      }),
    );
    expect(await step(bursar, a)).toMatchObject({ status: 'done', doneOn: '2024-01-10' });
    expect(
      await bursar.core.call('kit.restore', { step: steps[7]!, set: { status: 'blocked' } }),
    ).toMatchObject({ error: { type: 'ReasonMissing' } });
    must(await bursar.core.call('sync.undo', {}));
    expect(await step(bursar, a)).toMatchObject({ status: 'blocked', doneOn: null });
  });
});

describe('what happened in a school', () => {
  it('is told newest first, each with its author', async () => {
    const { entries, more } = must(
      await bursar.core.call('kit.activity', { establishment: SCHOOL, limit: 10 }),
    );
    expect(more).toBe(true);
    expect(entries).toHaveLength(10);
    expect(entries[0]).toMatchObject({ step: steps[6], kind: 'status', value: 'blocked' });
    const times = entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((x, y) => y - x));
    expect(entries.some(({ kind }) => kind === 'comment')).toBe(true);
    expect(
      await bursar.core.call('kit.activity', { establishment: 'nowhere', limit: 10 }),
    ).toMatchObject({ error: { type: 'EstablishmentUnknown' } });
  });
});
