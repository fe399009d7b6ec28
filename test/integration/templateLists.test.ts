import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { DraftEdit } from '../../shared/templates/listEdit.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const PILOT = 'clemence.frenaie';
const PROGRAMME = 'opale';
const SCHOOL = 'etab-v6-01';

const folder = temporaryFolder();
const devices: Device[] = [];
let server: RunningServer;
let pilot: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  pilot = await open(PILOT);
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

async function open(login: string): Promise<Device> {
  const dataDir = join(folder, `${login} ${devices.length}`);
  const device = await openDevice(dataDir, { server: server.url, login });
  devices.push(device);
  return device;
}

const current = (device: Device) =>
  device.core.call('templates.current', { programme: PROGRAMME }).then(must);
const key = (version: string) => ({ programme: PROGRAMME, version });
const draftOf = (version: string) => pilot.core.call('templates.draft', key(version)).then(must);

async function begin(): Promise<{ version: string; edit: (edit: DraftEdit) => Promise<string> }> {
  const { version } = must(
    await pilot.core.call('templates.createDraft', { programme: PROGRAMME }),
  );
  return {
    version,
    edit: async (edit) =>
      must(await pilot.core.call('templates.editDraft', { ...key(version), edit })).id,
  };
}

it('writes phases and actors of a draft, merges them into running kits, and takes it all back', async () => {
  const before = await current(pilot);
  const [first, second, third] = before.phases;
  const [actor, other] = before.actors;
  const { version, edit } = await begin();
  const added = await edit({
    type: 'addEntry',
    list: 'phases',
    label: 'Assurer la suite',
    after: first!.id,
  });
  await edit({ type: 'moveEntry', list: 'phases', id: third!.id, by: -1 });
  const label = { ...first!.label, fr: 'Avant toute chose', ar: 'قبل كل شيء' };
  await edit({ type: 'setEntry', list: 'phases', id: first!.id, set: { label } });
  await edit({
    type: 'setEntry',
    list: 'actors',
    id: actor!.id,
    set: { roles: ['tutor', 'pilot'] },
  });
  const inSecond = before.actions.filter(({ phase, retired }) => phase === second!.id && !retired);
  expect(inSecond.length).toBeGreaterThan(0);
  expect(
    await pilot.core.call('templates.editDraft', {
      ...key(version),
      edit: { type: 'removeEntry', list: 'phases', id: second!.id, to: null },
    }),
  ).toEqual({
    ok: false,
    error: { type: 'PhaseInUse', name: second!.label.fr, actions: inSecond.length },
  });
  await edit({ type: 'removeEntry', list: 'phases', id: second!.id, to: added });
  await edit({ type: 'removeEntry', list: 'actors', id: other!.id, to: actor!.id });
  const fresh = await edit({
    type: 'add',
    action: { phase: added, title: 'Clore le chantier' },
    after: null,
  });
  const draft = await draftOf(version);
  expect(draft.problems).toEqual([]);
  expect(draft.actions.filter(({ phase }) => phase === added)).toHaveLength(inSecond.length + 1);

  const compared = must(await pilot.core.call('templates.compare', key(version)));
  expect(
    compared.entries.map(({ id, kinds, conflict, stays }) => [id, kinds, conflict, stays]),
  ).toEqual(
    expect.arrayContaining([
      [`phases:${first!.id}`, ['renamed'], null, false],
      [`phases:${added}`, ['added'], null, false],
      [`phases:${second!.id}`, ['removed'], null, false],
      [`actors:${actor!.id}`, ['changed'], null, false],
      [`actors:${other!.id}`, ['removed'], null, false],
    ]),
  );
  expect(compared.problems).toEqual([]);
  must(await pilot.core.call('templates.merge', { ...key(version), answers: {} }));

  const colleague = await open(PILOT);
  expect(await pilot.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
  await colleague.sync();
  for (const device of [pilot, colleague]) {
    const now = await current(device);
    expect(now.phases).toEqual(draft.phases);
    expect(now.actors).toEqual(draft.actors);
    expect(now.version).toBe(version);
    const kit = await device.kit(SCHOOL);
    expect(kit.steps.find(({ action }) => action === inSecond[0]!.id)).toMatchObject({
      phase: added,
    });
    expect(kit.steps.some(({ action }) => action === fresh)).toBe(true);
  }

  must(await pilot.core.call('templates.undoMerge', key(version)));
  const undone = await current(pilot);
  expect(undone.actors).toEqual(before.actors);
  // The action that the merge added is retired, and its phase stays named, at the end.
  expect(undone.phases).toEqual([
    ...before.phases,
    { id: added, label: { fr: 'Assurer la suite' } },
  ]);
  const live = undone.actions.filter(({ retired }) => !retired);
  expect(live).toEqual(before.actions.filter(({ retired }) => !retired));

  // Another draft begins without what only retired actions name, and finds nothing to change.
  const next = await begin();
  expect((await draftOf(next.version)).phases).toEqual(before.phases);
  const nothing = must(await pilot.core.call('templates.compare', key(next.version)));
  expect([nothing.entries, nothing.differences]).toEqual([[], []]);
});

it('asks about a phase that two drafts name differently, and takes the answer', async () => {
  const [first] = (await current(pilot)).phases;
  const rename = (fr: string): DraftEdit => ({
    type: 'setEntry',
    list: 'phases',
    id: first!.id,
    set: { label: { ...first!.label, fr } },
  });
  const [one, two] = [await begin(), await begin()];
  await one.edit(rename('Un nom'));
  await two.edit(rename('Un autre nom'));
  must(await pilot.core.call('templates.merge', { ...key(one.version), answers: {} }));
  const compared = must(await pilot.core.call('templates.compare', key(two.version)));
  const question = `phases:${first!.id}`;
  expect(compared.unanswered).toEqual([question]);
  expect(compared.entries).toMatchObject([{ conflict: 'bothChanged', recommended: 'ours' }]);
  expect(
    await pilot.core.call('templates.merge', { ...key(two.version), answers: {} }),
  ).toMatchObject({ error: { type: 'TemplateAnswersMissing', ids: [question] } });
  must(
    await pilot.core.call('templates.merge', {
      ...key(two.version),
      answers: { [question]: 'theirs' },
    }),
  );
  expect((await current(pilot)).phases[0]!.label.fr).toBe('Un autre nom');
});

it('undoes an edit of a phase as any other action', async () => {
  const { version, edit } = await begin();
  const was = (await draftOf(version)).phases;
  await edit({ type: 'addEntry', list: 'phases', label: 'De trop', after: null });
  expect((await draftOf(version)).phases).toHaveLength(was.length + 1);
  must(await pilot.core.call('sync.undo', {}));
  expect((await draftOf(version)).phases).toEqual(was);
});
