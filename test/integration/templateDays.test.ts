import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { InputOf } from '../../shared/bridge/contract.ts';
import { must, openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule } from '../support/processes.ts';

const PROGRAMME = 'opale';
/** Practice data pretend that it is 22 January 2024. */
const PAST = '2024-01-21';
/** Untouched in some schools, done in others. */
const DROPPED = 'informer-collectivite';

interface FileAction {
  readonly id: string;
  readonly title: { readonly fr: string };
  readonly phase: string;
  readonly dueOffsetDays: number;
  readonly dependsOn?: string[];
}

const folder = temporaryFolder();
const data = join(folder, 'pilote');
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
});
afterAll(() => server.close());

/**
 * The running kit with an action less, and one more that is late everywhere; the others stand the
 * other way round, with other titles and phases, and the phases have other names.
 */
async function newVersion(): Promise<string> {
  const file = join(folder, 'version.json');
  const pilot = await openDevice(data, { server: server.url, login: 'clemence.frenaie' });
  must(await pilot.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
  await pilot.close();
  const template = JSON.parse(readFileSync(file, 'utf8')) as {
    actions: FileAction[];
    phases: { id: string; label: { fr: string } }[];
  };
  const phases = template.phases.map(({ id, label }) => ({ id, label: { fr: `${label.fr} bis` } }));
  const kept = template.actions
    .toReversed()
    .filter(({ id }) => id !== DROPPED)
    .map((action, at) => ({
      ...action,
      title: { fr: `${action.title.fr} bis` },
      phase: phases[at % phases.length]!.id,
      dependsOn: (action.dependsOn ?? []).filter((id) => id !== DROPPED),
    }));
  const title = { fr: 'Vérifier les sauvegardes' };
  const added = { ...kept[0]!, id: 'sauvegardes', title, dueOffsetDays: -300, dependsOn: [] };
  const actions = [added, ...kept];
  writeFileSync(file, JSON.stringify({ ...template, version: '1.1.0', phases, actions }));
  return file;
}

async function run(...args: string[]): Promise<unknown> {
  const finished = await bascule([...args, '--data', data, '--json']);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out);
}

/** What the pilot's device answers without a command of its own. */
async function taken<K extends keyof Bridge>(name: K, input: InputOf<Bridge[K]>) {
  const pilot = await openDevice(data);
  const answer = must(await pilot.core.call(name, input));
  await pilot.close();
  return answer;
}

/** Every action with its counts on the past day, and the schools where the dropped one was open. */
async function actionLines() {
  const { actions } = await taken('pilot.actions', { programme: PROGRAMME, asOf: PAST });
  const action = { id: DROPPED, state: 'open' } as const;
  const open = await taken('pilot.schools', { programme: PROGRAMME, asOf: PAST, action });
  expect(open.total).toBeGreaterThan(0);
  return { actions, open };
}

it('figures and kits of a past day are what they were before a version was merged', async () => {
  const file = await newVersion();
  const look = (...days: string[]) =>
    Promise.all([
      run('figures', ...days),
      run('kit', '--establishment', 'etab-v6-01', ...days),
      run('kit', '--establishment', 'etab-v6-02', ...days),
    ]);
  const past = await look('--as-of', PAST);
  const actionsPast = await actionLines();
  const now = (await look())[0];
  const answer = `${DROPPED}=theirs`;
  await run('templates', 'merge', file, '--programme', PROGRAMME, '--answer', answer);
  expect(await look('--as-of', PAST)).toEqual(past);
  const [, kit] = await look();
  expect(JSON.stringify(kit)).toContain(' bis"');
  expect(await actionLines()).toEqual(actionsPast);
  // Today all 61 schools are late with the new action.
  expect((await look())[0]).not.toEqual(now);
  expect((await look())[0]).toMatchObject({ late: 61 });
  await taken('templates.undoMerge', { programme: PROGRAMME, version: '1.1.0' });
  expect(await look('--as-of', PAST)).toEqual(past);
});
