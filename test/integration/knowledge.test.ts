import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import { openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/* Articles, what was said to many, and visits, over the practice data and a real server. */

const folder = temporaryFolder();
let server: ServerProcess;
let pilot: Device;
let bursar: Device;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  const open = (login: string) => openDevice(join(folder, login), { server: server.url, login });
  pilot = await open('clemence.frenaie');
  bursar = await open('edgar.bergenia');
});
afterAll(async () => {
  await bursar.close();
  await server.stop();
});

async function call<N extends MethodName>(
  name: N,
  input: InputOf<Bridge[N]>,
  device = pilot,
): Promise<OutputOf<Bridge[N]>> {
  const answer = await device.core.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
const article = (id: string, device = pilot) => call('knowledge.article', { id }, device);
const listed = async (id: string, device = pilot) =>
  (await call('knowledge.read', {}, device)).articles.find((one) => one.id === id);

describe('an article', () => {
  it('is read in its last version, and which one was is kept with the person', async () => {
    const before = await listed('article-charte', bursar);
    expect(before).toMatchObject({ number: 3, read: null });
    const { versions } = await article('article-charte', bursar);
    expect(versions.map(({ number, changes }) => [number, changes !== null])).toEqual([
      [3, true],
      [2, true],
      [1, false],
    ]);
    await call('knowledge.seen', { id: 'article-charte', number: 3 }, bursar);
    expect(await listed('article-charte', bursar)).toMatchObject({ read: 3 });
    await bursar.sync();
    expect(await bursar.status()).toMatchObject({ pending: 0, rejected: 0 });
  });

  it('keeps what is published while the next version is written', async () => {
    const id = 'article-tribu';
    const place = 'programme:opale';
    const { body } = await article(id);
    await call('knowledge.save', { id, place, set: { body: 'Un mot zygomatique' } });
    expect(await article(id)).toMatchObject({ body, changed: true, number: 1 });
    const words = { text: 'zygomatique' };
    expect(await call('search.find', words)).toEqual([]);
    await call('knowledge.publish', { id, place, changes: 'Tout' });
    expect(await article(id)).toMatchObject({
      body: 'Un mot zygomatique',
      changed: false,
      number: 2,
      updatedOn: '2024-01-22',
      versions: [{ number: 2, changes: 'Tout' }, { number: 1 }],
    });
    expect((await call('search.find', words)).map((hit) => hit.id)).toEqual([id]);
  });

  it('is proposed among those who help, and moves to all when it is published', async () => {
    const place = 'waveSupport:op-v6';
    const { id } = await call('knowledge.save', { place, set: { title: 'Brouillon caché' } });
    await pilot.sync();
    await bursar.sync();
    expect(await listed(id, bursar)).toBeUndefined();
    const published = await call('knowledge.publish', {
      id,
      place: 'programme:opale',
      changes: null,
    });
    expect(published.id).not.toBe(id);
    expect(await listed(id)).toBeUndefined();
    await pilot.sync();
    await bursar.sync();
    expect(await listed(published.id, bursar)).toMatchObject({ state: 'published', number: 1 });
    await call('knowledge.withdraw', { id: published.id, withdrawn: true });
    await pilot.sync();
    await bursar.sync();
    expect(await listed(published.id, bursar)).toBeUndefined();
  });

  it('is not written by a school', async () => {
    const { mayWrite, draft, publishTo } = await article('article-regisseur', bursar);
    expect({ mayWrite, draft, publishTo }).toEqual({ mayWrite: false, draft: null, publishTo: [] });
    const set = { title: 'Non' };
    const answer = await bursar.core.call('knowledge.save', { place: 'programme:opale', set });
    expect(answer).toMatchObject({ error: { type: 'NotAllowed' } });
  });
});

describe('what is said to many', () => {
  it('is announced until its day, to those it is for', async () => {
    const { announcements } = await call('knowledge.read', {}, bursar);
    expect(announcements.map(({ id }) => id)).toEqual(['annonce-webinaire']);
    const place = 'wave:op-v6';
    const set = {
      kind: 'announcement' as const,
      on: '2024-01-01',
      until: '2024-01-21',
      title: 'Passée',
      body: null,
      target: null,
      reached: 12,
    };
    const { id } = await call('knowledge.say', { place, set });
    const after = await call('knowledge.read', {});
    expect(after.communications.find((one) => one.id === id)).toMatchObject({ reached: 12 });
    expect(after.announcements.map((one) => one.title)).not.toContain('Passée');
    await call('knowledge.remove', { kind: 'communication', id });
    const left = await call('knowledge.read', {});
    expect(left.communications.map((one) => one.id)).not.toContain(id);
  });
});

describe('an announcement', () => {
  it('is for its roles, on its days', async () => {
    const { sayTo } = await call('knowledge.read', {});
    const place = sayTo.find(({ scope }) => scope === 'wave:op-v6')!.scope;
    const set = {
      kind: 'announcement' as const,
      on: '2024-01-22',
      until: null,
      body: null,
      target: null,
      reached: null,
    };
    const told = async (): Promise<string[]> =>
      (await call('knowledge.announcements', {})).map(({ title }) => title);
    const before = await told();
    const say = async (title: string, more: object): Promise<void> => {
      await call('knowledge.say', { place, set: { ...set, title, ...more } });
    };
    await say('Pour tous', {});
    await say('Pour les pilotes', { roles: ['pilot', 'bursar'] });
    await say('Pour les formateurs', { roles: ['trainer'] });
    await say('Passée', { on: '2024-01-02', until: '2024-01-21' });
    expect((await told()).filter((title) => !before.includes(title)).sort()).toEqual([
      'Pour les pilotes',
      'Pour tous',
    ]);
  });
});

describe('a visit', () => {
  it('has lines, and its difficulties are cases of the register', async () => {
    const wave = 'op-v6';
    const set = {
      on: '2024-01-17',
      visitors: 'Tutrice',
      met: null,
      purpose: 'Saisir ensemble',
      summary: null,
    };
    const { id } = await call('visits.save', { establishment: 'etab-v6-05', set });
    const line = await call('visits.note', {
      visit: id,
      kind: 'difficulty',
      text: 'Scanner en panne',
      blocker: 'new',
    });
    const [row] = (await call('visits.list', { wave })).rows;
    expect(row).toMatchObject({ id, lines: 1, open: 1, school: { id: 'etab-v6-05' } });
    const [noted] = await call('visits.lines', { id });
    const blocker = noted!.blocker!.id;
    const read = () => call('blockers.read', { id: blocker });
    expect((await read()).cases).toMatchObject([
      { establishment: 'etab-v6-05', source: 'visit', from: id, on: '2024-01-17', liftedOn: null },
    ]);
    await call('visits.settle', { line: line.id, state: 'solved' });
    expect((await read()).cases).toMatchObject([{ liftedOn: '2024-01-22' }]);
    const [hit] = await call('search.find', { text: 'scanner', kinds: ['logEntry'] });
    expect(hit).toMatchObject({ id: line.id, visit: id, school: { id: 'etab-v6-05' } });
    await call('visits.remove', { kind: 'visit', id });
    expect((await call('visits.list', { wave })).rows).toEqual([]);
    expect(await call('search.find', { text: 'scanner', kinds: ['logEntry'] })).toEqual([]);
    await pilot.sync();
    expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });
  });
});

it('is told to scripts', async () => {
  await pilot.close();
  const data = ['--data', join(folder, 'clemence.frenaie'), '--json'];
  const articles = JSON.parse((await bascule(['articles', ...data])).out) as { id: string }[];
  expect(articles.map(({ id }) => id)).toContain('article-regisseur');
  const said = await bascule(['communications', '--wave', 'op-v6', ...data]);
  const rows = JSON.parse(said.out) as { place: string; on: string }[];
  expect(rows.length).toBeGreaterThan(1);
  expect(new Set(rows.map(({ place }) => place))).toEqual(new Set(['wave:op-v6']));
});
