import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { contentChoice } from '../../shared/templates/contentDifferences.ts';
import type { DraftEdit } from '../../shared/templates/listEdit.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* Two computers write one draft of a template without having seen each other's edits. */

const programme = 'opale';
const folder = temporaryFolder();
let server: RunningServer;
let devices: readonly [Device, Device];
let version: string;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const open = (name: string) =>
    openDevice(join(folder, name), { server: server.url, login: 'clemence.frenaie' });
  devices = [await open('one'), await open('other')];
  ({ version } = must(await devices[0].core.call('templates.createDraft', { programme })));
  await syncAll();
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

async function syncAll(): Promise<void> {
  for (const device of [...devices, ...devices]) {
    expect(await device.sync()).toMatchObject({ rejected: 0 });
  }
}

const edit = async ({ core }: Device, change: DraftEdit) =>
  must(await core.call('templates.editDraft', { programme, version, edit: change }));
const actionsOf = async ({ core }: Device) =>
  must(await core.call('templates.draft', { programme, version })).actions;
const conflictsOf = async ({ core }: Device) => must(await core.call('sync.conflicts', {}));

it('keeps what both wrote, action by action and field by field', async () => {
  const [one, other] = devices;
  const [first, second, third] = await actionsOf(one);
  await edit(one, { type: 'set', id: first!.id, set: { title: { fr: 'Un titre à soi' } } });
  await edit(one, { type: 'set', id: second!.id, set: { dueOffsetDays: -77 } });
  await edit(other, { type: 'set', id: second!.id, set: { blocking: !second!.blocking } });
  await edit(other, { type: 'remove', id: third!.id });
  const phase = first!.phase;
  const added = await edit(other, {
    type: 'add',
    after: second!.id,
    action: { phase, title: 'Prévenir la banque' },
  });
  await syncAll();
  for (const device of devices) {
    const actions = await actionsOf(device);
    expect(actions.slice(0, 3)).toMatchObject([
      { id: first!.id, title: { fr: 'Un titre à soi' } },
      { id: second!.id, dueOffsetDays: -77, blocking: !second!.blocking },
      { id: added.id },
    ]);
    expect(actions.some(({ id }) => id === third!.id)).toBe(false);
    expect(await conflictsOf(device)).toEqual([]);
  }
});

it('offers both drafts where both wrote one field', async () => {
  const [one, other] = devices;
  const [first] = await actionsOf(one);
  await edit(one, { type: 'set', id: first!.id, set: { dueOffsetDays: -1 } });
  await edit(other, { type: 'set', id: first!.id, set: { dueOffsetDays: -2 } });
  await syncAll();
  expect(await conflictsOf(one)).toMatchObject([{ entity: 'templateVersion', field: 'content' }]);
  expect(await actionsOf(one)).toEqual(await actionsOf(other));
});

it('has one question for a person where both merged a version of one name, each another', async () => {
  const files = devices.map((_device, at) => join(folder, `${at}.json`));
  for (const [at, { core }] of devices.entries()) {
    const file = files[at]!;
    must(await core.call('templates.export', { programme, version: null, file }));
    const template = JSON.parse(readFileSync(file, 'utf8')) as { actions: { title: object }[] };
    template.actions[at]!.title = { fr: `Un titre à soi, ${at}` };
    writeFileSync(file, JSON.stringify({ ...template, version: '9.0.0' }));
    const input = { programme, file, answers: {}, dryRun: false, recommended: true };
    must(await core.call('templates.mergeFile', input));
  }
  await syncAll();
  for (const device of devices) {
    const open = (await conflictsOf(device)).filter(({ row }) => row === 'opale:9.0.0');
    expect(open).toMatchObject([{ entity: 'templateVersion', field: 'content' }]);
    const [mine, theirs] = open[0]!.versions.map(({ value }) => value);
    const { entries } = contentChoice(mine!, theirs!);
    expect(entries.map(({ fields }) => fields.map(({ field }) => field))).toEqual([
      ['title'],
      ['title'],
    ]);
  }
  const { versions } = must(await devices[0].core.call('templates.current', { programme }));
  expect(versions.find((one) => one.version === '9.0.0')).toMatchObject({ canUndo: true });
});
