import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { Bridge, MethodName } from '../../shared/bridge/bridge.ts';
import { openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/* The register of blockers and search, over the practice data and a real server. */

const WAVE = 'op-v6';
const folder = temporaryFolder();
let server: ServerProcess;
let pilot: Device;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  pilot = await openDevice(join(folder, 'pilot'), {
    server: server.url,
    login: 'clemence.frenaie',
  });
});
afterAll(() => server.stop());

async function call<N extends MethodName>(name: N, input: InputOf<Bridge[N]>) {
  const answer = await pilot.core.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value;
}
const save = async (title: string, more: object = {}): Promise<string> =>
  (await call('blockers.save', { wave: WAVE, set: { title, ...more } })).id;
const read = (id: string) => call('blockers.read', { id });
const undo = () => call('sync.undo', {});

describe('the register of the practice wave', () => {
  it('has what was raised in sessions, with its schools and its days', async () => {
    const register = await call('blockers.list', { wave: WAVE });
    expect(register.mayWrite).toBe(true);
    expect(register.actions.length).toBeGreaterThan(10);
    const budget = register.rows.find(({ title }) => title.startsWith('Budget refusé'))!;
    const detail = await read(budget.id);
    expect(detail.cases).toHaveLength(budget.schools);
    expect(detail.cases.filter(({ liftedOn }) => liftedOn === null)).toHaveLength(budget.waiting);
    expect(detail.history[0]).toMatchObject({ kind: 'opened', on: budget.openedOn });
    expect(budget.days).toBeGreaterThan(0);
  });

  it('is found by words, and told to whoever may type the same', async () => {
    const [hit] = await call('search.find', { text: 'budgets refuses', kinds: ['blocker'] });
    expect(hit!.title.text).toBe('Budget refusé au chargement');
    const similar = await call('blockers.similar', { wave: WAVE, text: 'le budget est refusé' });
    expect(similar[0]!.id).toBe(hit!.id);
    const text = 'joindre l’arrêté de délégation';
    const byAnswer = await call('blockers.similar', { wave: WAVE, text });
    expect(byAnswer.map(({ title }) => title)).toEqual(['Profil ordonnateur suppléant absent']);
  });
});

describe('a blocker', () => {
  it('is made, met by schools, and out of the way of all once it is solved', async () => {
    const id = await save('Imprimante muette', { theme: 'Matériel' });
    await call('blockers.case', { id, establishment: 'etab-v6-01', state: 'met' });
    await call('blockers.case', { id, establishment: 'etab-v6-02', state: 'met' });
    await call('blockers.case', { id, establishment: 'etab-v6-02', state: 'lifted' });
    expect(await read(id)).toMatchObject({ state: 'open', schools: 2, waiting: 1 });
    await call('blockers.settle', { id, state: 'solved', lift: true });
    expect(await read(id)).toMatchObject({
      state: 'solved',
      waiting: 0,
      solvedOn: '2024-01-22',
      days: 0,
    });
    await undo();
    expect(await read(id)).toMatchObject({ state: 'open', waiting: 1, solvedOn: null });
    await call('blockers.settle', { id, state: 'solved' });
    expect(await read(id)).toMatchObject({ state: 'solved', waiting: 1 });
  });

  it('is answered when an answer is written, and keeps that day', async () => {
    const id = await save('Écran noir');
    await call('blockers.save', { wave: WAVE, id, set: { answer: 'Brancher le câble.' } });
    expect(await read(id)).toMatchObject({ state: 'answered', answeredOn: '2024-01-22' });
    await call('blockers.settle', { id, state: 'dropped' });
    expect(await read(id)).toMatchObject({ state: 'dropped', answeredOn: '2024-01-22' });
  });

  it('becomes another, with its schools and the lines that name it', async () => {
    const other = await save('Souris perdue');
    const id = await save('Plus de souris');
    await call('blockers.case', { id, establishment: 'etab-v6-01', state: 'met' });
    await call('blockers.case', { id, establishment: 'etab-v6-03', state: 'met' });
    await call('blockers.case', { id: other, establishment: 'etab-v6-01', state: 'met' });
    await call('blockers.case', { id: other, establishment: 'etab-v6-01', state: 'lifted' });
    await call('blockers.merge', { id, into: other });
    const { rows } = await call('blockers.list', { wave: WAVE });
    expect(rows.map((row) => row.id)).not.toContain(id);
    const { cases } = await read(other);
    expect(
      cases.map(({ establishment, liftedOn }) => `${establishment} ${liftedOn}`).sort(),
    ).toEqual(['etab-v6-01 null', 'etab-v6-03 null']);
    expect(await call('search.find', { text: 'plus de souris', kinds: ['blocker'] })).toEqual([]);
    await undo();
    expect((await read(id)).cases).toHaveLength(2);
    const self = await pilot.core.call('blockers.merge', { id, into: id });
    expect(self).toMatchObject({ error: { type: 'BadInput' } });
  });

  it('leads to a change of the kit and to an article, each once', async () => {
    const { actions } = await call('blockers.list', { wave: WAVE });
    const action = actions[0]!.id;
    const id = await save('Pièce introuvable', { action, description: 'Où la trouver' });
    const { proposal } = await call('blockers.propose', { id, text: 'Dire où la trouver' });
    const { proposals } = await call('templates.proposals', { programme: 'opale' });
    expect(proposals.find((one) => one.id === proposal)).toMatchObject({
      action,
      text: 'Dire où la trouver',
    });
    const { article } = await call('blockers.article', { id });
    expect(await call('blockers.article', { id })).toEqual({ article });
    expect(await read(id)).toMatchObject({ proposal, article });
  });

  it('is refused where the server would refuse it', async () => {
    const bursar = await openDevice(join(folder, 'bursar'), {
      server: server.url,
      login: 'edgar.bergenia',
    });
    try {
      const made = await bursar.core.call('blockers.save', { wave: WAVE, set: { title: 'Non' } });
      expect(made).toMatchObject({ error: { type: 'NotAllowed' } });
      const list = await bursar.core.call('blockers.list', { wave: WAVE });
      expect(list).toMatchObject({ value: { mayWrite: false, rows: [] } });
    } finally {
      await bursar.close();
    }
  });

  it('reaches the server whole', async () => {
    await call('sync.now', {});
    expect(await call('sync.status', {})).toMatchObject({ pending: 0, rejected: 0 });
  });
});

it('is told to scripts', async () => {
  await pilot.close();
  const data = ['--data', join(folder, 'pilot'), '--json'];
  const finished = await bascule(['blockers', '--wave', WAVE, '--open', ...data]);
  expect(finished).toMatchObject({ code: 0, err: '' });
  const rows = JSON.parse(finished.out) as { state: string }[];
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ state }) => state === 'open' || state === 'answered')).toBe(true);
  expect(Object.keys(rows[0]!).sort()).toEqual(
    'action daysToSolve id openedOn schools solvedOn state theme title'.split(' '),
  );
  const found = await bascule(['search', 'budget', '--kind', 'blocker', '--limit', '1', ...data]);
  expect(Object.keys((JSON.parse(found.out) as object[])[0]!)).toEqual([
    'kind',
    'id',
    'title',
    'excerpt',
    'score',
  ]);
});
