import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const PILOT = 'clemence.frenaie';
const PROGRAMME = 'opale';
const SCHOOLS = ['etab-v6-01', 'etab-v6-20'] as const;
const FIRST = '1.0.0';

interface FileAction {
  id: string;
  title: { fr: string };
  phase: string;
  dueOffsetDays?: number;
  dependsOn?: string[];
}
type Template = Record<string, unknown> & { actions: FileAction[] };
type At = 'a' | 'b';

const folder = temporaryFolder();
const devices = {} as Record<At, Device>;
let server: RunningServer;
/** What is done later is later by both clocks, whatever the devices take theirs to be wrong by. */
let moves = 0;
const now = (): number => Date.now() + 1000 * moves;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  for (const at of ['a', 'b'] as const) {
    devices[at] = await openDevice(join(folder, at), { server: server.url, login: PILOT, now });
  }
});
afterAll(async () => {
  for (const device of Object.values(devices)) await device.close();
  await server.close();
});

const current = async (at: Device) =>
  must(await at.core.call('templates.current', { programme: PROGRAMME }));
const conflictsOf = async (at: Device) => must(await at.core.call('sync.conflicts', {}));

async function syncAll(): Promise<void> {
  const { a, b } = devices;
  for (const device of [a, b, a]) expect((await device.sync()).rejected).toBe(0);
}

/** The kit that runs, and how it stands in some schools, but for what was done in it. */
async function kitOf(at: Device) {
  const { version, actions, phases } = await current(at);
  const kits = [];
  for (const school of SCHOOLS) {
    const { steps } = await at.kit(school);
    kits.push(steps.map(({ id, title, due, retired }) => ({ id, title, due, retired })));
  }
  return { version, phases, actions: actions.filter(({ retired }) => !retired), kits };
}

async function mergedIn(at: Device): Promise<string[]> {
  const { versions } = await current(at);
  return versions.flatMap(({ state, version }) => (state === 'merged' ? [version] : [])).toSorted();
}

/**
 * A version of the kit as it runs: one of its own and one that every version has, one removed, one
 * moved, a day and a title that every version changes, and another name of a phase.
 */
async function merge(at: Device, version: string, mark: number): Promise<void> {
  const file = join(folder, `${version}.json`);
  must(await at.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
  const template = JSON.parse(readFileSync(file, 'utf8')) as Template;
  const round = version.split('.').slice(0, 2).join('-');
  const actions = template.actions.filter(({ id }) => id !== `common-${round}`);
  const gone = actions.splice(30 + 3 * mark, 1)[0]!.id;
  for (const action of actions) {
    action.dependsOn = (action.dependsOn ?? []).filter((id) => id !== gone);
  }
  const [moved] = actions.splice(20, 1);
  actions.splice(40 + 2 * mark, 0, { ...moved!, phase: actions[39 + 2 * mark]!.phase });
  actions[10] = { ...actions[10]!, dueOffsetDays: -20 - 7 * mark };
  actions[12] = { ...actions[12]!, title: { fr: `Titre ${version} ${mark}` } };
  for (const id of [`common-${round}`, `own-${round}-${mark}`]) {
    const title = { fr: `${id} en ${version} ${mark}` };
    actions.splice(5 + mark, 0, { ...actions[0]!, id, title, dependsOn: [] });
  }
  const phases = (template['phases'] as { label: { fr: string } }[]).map((phase, index) =>
    index === 0 ? { ...phase, label: { fr: `Phase ${version} ${mark}` } } : phase,
  );
  writeFileSync(file, JSON.stringify({ ...template, version, phases, actions }));
  const input = { programme: PROGRAMME, file, answers: {}, dryRun: false, recommended: true };
  must(await at.core.call('templates.mergeFile', input));
}

async function move(device: Device, verb: string, version: string, like: number): Promise<void> {
  moves += 1;
  if (verb === 'merge') return merge(device, version, like);
  if (verb === 'again') {
    const draft = { programme: PROGRAMME, version };
    const { differences } = must(await device.core.call('templates.compare', draft));
    const answers = Object.fromEntries(differences.map(({ id, recommended }) => [id, recommended]));
    must(await device.core.call('templates.merge', { ...draft, answers }));
    return;
  }
  if (verb === 'undo') {
    const running = (await current(device)).version!;
    must(await device.core.call('templates.undoMerge', { programme: PROGRAMME, version: running }));
    return;
  }
  const conflict = (await conflictsOf(device)).find(({ field }) =>
    ['templateVersion', 'content'].includes(field),
  );
  const keep = conflict!.versions.findIndex(
    ({ value }) => value === version || JSON.stringify(value).includes(`en ${version} ${like}`),
  );
  must(await device.core.call('sync.resolve', { ids: [conflict!.id], keep }));
}

/** Ticks a step that no version touches. */
async function tick(at: Device): Promise<string> {
  const { steps } = await at.kit(SCHOOLS[0]);
  const { id } = steps.findLast(({ status }) => status === 'todo')!;
  await at.tick(id, 'done');
  return id;
}

/**
 * What is done on devices that have synced, the version whose kit then runs everywhere, and all that
 * are merged then where these are others than it and those before it.
 */
type Order = readonly (readonly [line: string, wanted: number, merged?: readonly number[]])[];

let round = 0;

describe('merges that were made apart, taken back', () => {
  const apart = 'a merge 1, b merge 2';
  const below = 'a merge 1, a merge 3, b merge 2';
  const alike = 'a merge 2 6, b merge 2 7';
  const above = 'b merge 2, a merge 1, a merge 3';
  const orders: readonly (readonly [string, Order])[] = [
    [
      apart,
      [
        ['a undo', 1],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['b undo', 1],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a undo', 1],
        ['b undo', 0],
      ],
    ],
    [apart, [['a undo, a undo', 0]]],
    [
      apart,
      [
        ['a undo, b undo', 1],
        ['b undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a choose 1', 1],
        ['b undo', 0],
      ],
    ],
    [
      apart,
      [
        ['b choose 1', 1],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a choose 2', 2],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a undo', 1],
        ['a undo', 0],
        ['b again 2', 2],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a merge 4', 4, [1, 2, 4]],
        ['b undo', 2],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a merge 4', 4, [1, 2, 4]],
        ['b merge 5', 5, [1, 2, 4, 5]],
        ['a undo', 4, [1, 2, 4]],
        ['b undo', 2],
        ['a undo', 0],
      ],
    ],
    [
      apart,
      [
        ['a merge 4', 4, [1, 2, 4]],
        ['b choose 1', 1],
        ['a undo', 0],
      ],
    ],
    [
      below,
      [
        ['a undo', 3],
        ['b undo', 1],
        ['a undo', 0],
      ],
    ],
    [
      above,
      [
        ['b undo', 1],
        ['a undo', 0],
      ],
    ],
    [
      above,
      [
        ['a choose 2', 2],
        ['a undo', 0],
      ],
    ],
    [
      alike,
      [
        ['a undo', 0, []],
        ['b choose 2 6', 0],
      ],
    ],
    [
      alike,
      [
        ['b undo', 0, []],
        ['a choose 2 7', 0],
        ['a again 2', 2],
        ['a undo', 0],
      ],
    ],
  ];

  it.each(orders)('(%s) give a version’s kit: %j', async (merges, order) => {
    round += 1;
    const versionOf = (mark: number): string => (mark === 0 ? FIRST : `2.${round}.${mark}`);
    const { a, b } = devices;
    const kits = new Map([[0, await kitOf(a)]]);
    const chains = new Map<number, number[]>([[0, []]]);
    const running = { a: 0, b: 0 };
    async function act(line: string): Promise<void> {
      for (const one of line.split(', ')) {
        const [at, verb, mark, like = mark] = one.split(' ') as [At, string, string?, string?];
        await move(devices[at], verb, versionOf(Number(mark)), Number(like));
        if (verb !== 'merge') continue;
        kits.set(Number(mark), await kitOf(devices[at]));
        chains.set(Number(mark), [...chains.get(running[at])!, Number(mark)]);
        running[at] = Number(mark);
      }
    }
    await act(merges);
    await syncAll();
    const done = await tick(b);
    await syncAll();
    for (const [line, wanted, merged = chains.get(wanted)!] of order) {
      await act(line);
      await syncAll();
      running.a = running.b = wanted;
      for (const device of [a, b]) {
        expect(await kitOf(device), line).toEqual(kits.get(wanted));
        expect(await mergedIn(device), line).toEqual(merged.map(versionOf).toSorted());
        // Who merges over an open question leaves it open, and which of two drafts is one too.
        if (merged === chains.get(wanted)) expect(await conflictsOf(device), line).toEqual([]);
        const { steps } = await device.kit(SCHOOLS[0]);
        expect(steps.find(({ id }) => id === done)).toMatchObject({ status: 'done' });
      }
    }
  });
});
