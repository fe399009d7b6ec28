import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { runSeed } from '../support/random.ts';
import { Chance } from '../sim/kernel/chance.ts';

const PROGRAMME = 'opale';
const WAVES = ['op-v6', 'op-v7'] as const;
const SCHOOLS = ['etab-v6-01', 'etab-v6-20', 'etab-v6-33'] as const;
const PILOT = 'clemence.frenaie';
const BURSAR = 'edgar.bergenia';
const ROUNDS = 6;
/**
 * One seed in each run; others by `SEED`. About one in forty still finds a fault that is open: a
 * version that is chosen after merges were taken back may keep an action of another one (225, now
 * and then).
 */
const seed = runSeed('pilotsApart', 301);
const chance = new Chance(seed);

interface FileAction {
  id: string;
  title: { fr: string };
  dueOffsetDays?: number;
  dependsOn?: string[];
}

const folder = temporaryFolder();
const devices: Device[] = [];
/** What people ticked last, by step. */
const ticks = new Map<string, string>();
let pilots: readonly [Device, Device];
let bursar: Device;
let server: RunningServer;
let versions = 0;
/** What is decided later is later by all clocks, whatever the devices take theirs to be wrong by. */
let decided = 0;
const now = (): number => Date.now() + 1_000 * decided;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const open = async (login: string) => {
    const dataDir = join(folder, `device ${devices.length}`);
    const device = await openDevice(dataDir, { server: server.url, login, now });
    devices.push(device);
    return device;
  };
  pilots = [await open(PILOT), await open(PILOT)];
  bursar = await open(BURSAR);
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

const conflictsOf = async (at: Device): Promise<ConflictView[]> =>
  must(await at.core.call('sync.conflicts', {}));
const kitOf = async (at: Device) =>
  must(await at.core.call('templates.current', { programme: PROGRAMME }));

/** Where a school is in the programme's waves, those that it has left included. */
async function placesOf(at: Device, school: string) {
  const found = [];
  for (const wave of WAVES) {
    for (const status of [undefined, 'left'] as const) {
      const page = { offset: 0, limit: 100, ...(status !== undefined && { status }) };
      const { rows } = must(await at.core.call('waves.members', { wave, ...page }));
      const member = rows.find(({ id }) => id === school);
      if (member === undefined || (status === undefined && member.leftOn !== null)) continue;
      const { status: stands, switchoverDate, leftOn, reason } = member;
      found.push({ wave, stands, switchoverDate, leftOn, reason });
    }
  }
  return found;
}

async function stepsOf(at: Device, school: string) {
  const kit = await at.core.call('kit.read', { establishment: school });
  if (!kit.ok) return kit;
  return kit.value.steps.map(({ id, status, due, note, doneOn, retired }) => ({
    id,
    status,
    due,
    note,
    doneOn,
    retired,
  }));
}

/** All that these tests write, as one device shows it. */
async function shown(at: Device) {
  const { version, actions } = await kitOf(at);
  const schools = [];
  for (const school of SCHOOLS) {
    schools.push({ places: await placesOf(at, school), steps: await stepsOf(at, school) });
  }
  const postponements = [];
  for (const wave of WAVES) {
    postponements.push(must(await at.core.call('waves.postponements', { wave })));
  }
  return { version, actions, schools, postponements, conflicts: await asked(at) };
}

type Shown = Awaited<ReturnType<typeof shown>>;

const asked = async (at: Device) =>
  (await conflictsOf(at)).map(({ id, field, versions }) => [
    id,
    field,
    versions.map(({ value, others }) => [value, others]),
  ]);

async function postpone(at: Device): Promise<void> {
  const school = chance.pick(SCHOOLS);
  const wave = (await placesOf(at, school)).find(({ leftOn }) => leftOn === null)?.wave;
  const wish = chance.pick([
    { to: 'months', months: chance.between(1, 3) },
    { to: 'wave', wave: chance.pick(WAVES.filter((one) => one !== wave)) },
    { to: 'never' },
  ] as const);
  // Where a school is in no wave, or the day is no later, it is refused, and nothing changes.
  await at.core.call('waves.postpone', {
    ...(wave !== undefined && { wave }),
    establishments: [school],
    wish,
    reason: `Motif ${chance.int(1_000)}`,
    noticeOn: null,
    registeredLetter: false,
    costsDue: null,
    dryRun: false,
  });
}

async function setStatus(at: Device): Promise<void> {
  const school = chance.pick(SCHOOLS);
  const wave = (await placesOf(at, school)).find(({ leftOn }) => leftOn === null)?.wave;
  if (wave === undefined) return;
  const status = chance.pick(['informed', 'created', 'inSwitchover'] as const);
  must(await at.core.call('waves.setStatus', { wave, establishments: [school], status }));
}

/** A version of the kit as it runs here, with an action fewer, one moved, one renamed, one more. */
async function merge(at: Device): Promise<void> {
  const file = join(folder, 'version.json');
  must(await at.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
  const template = JSON.parse(readFileSync(file, 'utf8')) as { actions: FileAction[] };
  let { actions } = template;
  versions += 1;
  if (chance.is(0.6)) {
    const { id: gone } = chance.pick(actions);
    actions = actions
      .filter(({ id }) => id !== gone)
      .map((action) => ({
        ...action,
        dependsOn: (action.dependsOn ?? []).filter((id) => id !== gone),
      }));
  }
  if (chance.is(0.6)) {
    const [moved] = actions.splice(chance.int(actions.length), 1);
    actions.splice(chance.int(actions.length), 0, { ...moved!, dueOffsetDays: -chance.int(90) });
  }
  const renamed = chance.int(actions.length);
  actions[renamed] = { ...actions[renamed]!, title: { fr: `Titre ${versions}` } };
  if (chance.is(0.6)) {
    const title = { fr: `Action ${versions}` };
    const added = { ...actions[0]!, id: `action-${versions}`, title, dependsOn: [] };
    actions.splice(chance.int(actions.length), 0, { ...added, description: title } as FileAction);
  }
  const version = `2.${versions}.0`;
  writeFileSync(file, JSON.stringify({ ...template, version, actions }));
  const input = { programme: PROGRAMME, file, answers: {}, dryRun: false, recommended: true };
  must(await at.core.call('templates.mergeFile', input));
}

async function undo(at: Device): Promise<void> {
  const { version } = await kitOf(at);
  if (version === null || version === '1.0.0') return;
  must(await at.core.call('templates.undoMerge', { programme: PROGRAMME, version }));
}

async function tick(at: Device): Promise<void> {
  const kit = await at.core.call('kit.read', { establishment: 'etab-v6-01' });
  if (!kit.ok) return;
  const open = kit.value.steps.filter(({ id, status }) => status === 'todo' && !ticks.has(id));
  if (open.length === 0) return;
  const { id } = chance.pick(open);
  await at.tick(id, 'done');
  ticks.set(id, 'done');
}

const decisions = { postpone, setStatus, merge, undo };

async function decide(at: Device): Promise<void> {
  decided += 1;
  const what = chance.weighted({ postpone: 4, setStatus: 1, merge: 3, undo: 1 });
  await decisions[what](at);
}

async function syncAll(): Promise<void> {
  const order = [...devices].sort(() => chance.next() - 0.5);
  for (const device of [...order, ...order]) {
    expect((await device.sync()).rejected, `SEED=${seed}`).toBe(0);
  }
}

describe('two pilots who decide without seeing each other', () => {
  it('are asked where they contradict each other, show the same in the end and lose no tick', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const at = `SEED=${seed}, round ${round}`;
      const ways = [];
      for (const pilot of pilots) {
        const way = [await shown(pilot)];
        for (let count = chance.between(1, 3); count > 0; count -= 1) {
          await decide(pilot);
          way.push(await shown(pilot));
        }
        ways.push(way);
      }
      for (let count = 3; count > 0; count -= 1) await tick(bursar);
      await syncAll();
      const questions = await conflictsOf(pilots[0]);
      const isAsked = (entity: string, school = ''): boolean =>
        questions.some((one) => one.entity === entity && one.row.endsWith(school));
      if (contradict(ways, ({ version }) => version)) expect(isAsked('programme'), at).toBe(true);
      for (const [index, school] of SCHOOLS.entries()) {
        if (!contradict(ways, ({ schools }) => schools[index]!.places)) continue;
        expect(isAsked('waveMembership', `:${school}`), `${at}, ${school}`).toBe(true);
      }
      expect(await shown(pilots[1]), at).toEqual(await shown(pilots[0]));
      await settle(
        at,
        ways.map((way) => way.at(-1)!),
      );
    }
  });

  /** Whether two came to something else each, neither by way of what the other came to. */
  function contradict(ways: readonly (readonly Shown[])[], of: (one: Shown) => unknown): boolean {
    const [a, b] = ways.map((way) => way.map((one) => JSON.stringify(of(one))));
    return !a!.includes(b!.at(-1)!) && !b!.includes(a!.at(-1)!);
  }

  /** Chooses one by one, here and there, until nothing is asked any more. */
  async function settle(at: string, apart: readonly Shown[]): Promise<void> {
    for (let left = 30; left > 0; left -= 1) {
      const pilot = chance.pick(pilots);
      const [conflict] = await conflictsOf(pilot);
      if (conflict === undefined) break;
      const keep = chance.int(conflict.versions.length);
      decided += 1;
      must(await pilot.core.call('sync.resolve', { ids: [conflict.id], keep }));
      const { value } = conflict.versions[keep]!;
      // Who takes the removal of a step gives up what was ticked in it.
      if (conflict.entity === 'kitStep' && value === true) ticks.delete(conflict.row);
      if (conflict.entity === 'programme' && conflict.field === 'templateVersion') {
        const wanted = apart.find(({ version }) => version === value);
        const live = (one: { actions: Awaited<ReturnType<typeof kitOf>>['actions'] }) =>
          one.actions.filter(({ retired }) => !retired);
        if (wanted !== undefined) {
          expect(live(await shown(pilot)), `${at}, version ${String(value)}`).toEqual(live(wanted));
        }
      }
      await syncAll();
    }
    const [one, other] = [await shown(pilots[0]), await shown(pilots[1])];
    expect(other, at).toEqual(one);
    expect(one.conflicts, at).toEqual([]);
    for (const { places } of one.schools) {
      expect(places.filter(({ leftOn }) => leftOn === null).length, at).toBeLessThanOrEqual(1);
    }
    for (const [step, status] of ticks) {
      const steps = one.schools[0]!.steps;
      const isInWave = one.schools[0]!.places.some(({ leftOn }) => leftOn === null);
      // A school that has left all waves shows no kit; what it did comes back with it.
      if (!Array.isArray(steps) || !isInWave) continue;
      expect(steps.find(({ id }) => id === step)?.status, `${at}, ${step}`).toBe(status);
    }
  }
});
