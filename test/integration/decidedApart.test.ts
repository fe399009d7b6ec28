import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { InputOf } from '../../shared/bridge/contract.ts';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import type { wavesContract } from '../../shared/wave/waves.contract.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const PILOT = 'clemence.frenaie';
const PROGRAMME = 'opale';
const SCHOOLS = ['etab-v6-01', 'etab-v6-20'] as const;

interface FileAction {
  id: string;
  title: { fr: string };
  phase: string;
  dependsOn?: string[];
}
type Template = Record<string, unknown> & { actions: FileAction[] };

const folder = temporaryFolder();
let server: RunningServer;
/** What is merged later is later by both clocks, whatever the devices take theirs to be wrong by. */
let merges = 0;
const now = (): number => Date.now() + 1000 * merges;
let a: Device;
let b: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  a = await openDevice(join(folder, 'a'), { server: server.url, login: PILOT, now });
  b = await openDevice(join(folder, 'b'), { server: server.url, login: PILOT, now });
});
afterAll(async () => {
  await a.close();
  await b.close();
  await server.close();
});

const conflictsOf = async (at: Device) => must(await at.core.call('sync.conflicts', {}));

async function syncAll(): Promise<void> {
  for (const device of [a, b, a]) expect((await device.sync()).rejected).toBe(0);
}

async function choose(
  of: ConflictView,
  isWanted: (version: ConflictView['versions'][number]) => boolean,
) {
  const keep = of.versions.findIndex(isWanted);
  expect(keep).toBeGreaterThanOrEqual(0);
  must(await a.core.call('sync.resolve', { ids: [of.id], keep }));
}

describe('a school that two pilots put off apart', () => {
  const [school] = SCHOOLS;

  async function postpone(
    at: Device,
    wish: InputOf<(typeof wavesContract)['waves.postpone']>['wish'],
    reason: string,
  ): Promise<void> {
    const paper = { noticeOn: '2023-12-01', registeredLetter: true, costsDue: null };
    const input = { wave: 'op-v6', establishments: [school], wish, reason, ...paper };
    must(await at.core.call('waves.postpone', { ...input, dryRun: false }));
  }

  /** Where the school is, when its steps are due, and what is recorded of its postponements. */
  async function stateOf(at: Device) {
    const members = [];
    for (const wave of ['op-v6', 'op-v7']) {
      for (const filter of [{}, { status: 'left' }] as const) {
        const page = { offset: 0, limit: 100, ...filter };
        const { rows } = must(await at.core.call('waves.members', { wave, ...page }));
        members.push(rows.filter(({ id }) => id === school));
      }
    }
    const { steps } = await at.kit(school);
    return {
      members,
      steps: steps.map(({ id, due, status }) => [id, due, status]),
      records: must(await at.core.call('waves.postponements', { wave: 'op-v6' })),
    };
  }

  it('is asked about once, and is then wholly as the chosen one decided', async () => {
    await postpone(a, { to: 'months', months: 3 }, 'Travaux du réseau');
    await postpone(b, { to: 'wave', wave: 'op-v7' }, 'La direction change');
    const later = await stateOf(a);
    const moved = await stateOf(b);
    await syncAll();
    for (const [to, wanted] of [
      ['op-v7', moved],
      [null, later],
    ] as const) {
      const [conflict, ...others] = await conflictsOf(a);
      expect(others).toEqual([]);
      expect(await conflictsOf(b)).toHaveLength(1);
      expect(conflict).toMatchObject({ entity: 'waveMembership', field: 'status' });
      expect(conflict!.names['op-v7']).toEqual({ fr: 'V7' });
      await choose(conflict!, ({ others: beside }) => (beside['toWave'] ?? null) === to);
      expect(await stateOf(a)).toEqual(wanted);
      await syncAll();
      expect(await stateOf(b)).toEqual(wanted);
      expect(await conflictsOf(b)).toEqual([]);
      if (to === null) return;
      must(await a.core.call('sync.undo', {}));
      await syncAll();
    }
  });
});

describe('a kit that two pilots changed apart', () => {
  async function kitOf(at: Device) {
    const { version, actions } = must(
      await at.core.call('templates.current', { programme: PROGRAMME }),
    );
    const kits = [];
    for (const school of SCHOOLS) {
      const { steps } = await at.kit(school);
      kits.push(steps.map(({ id, title, due, status }) => ({ id, title, due, status })));
    }
    return { version, actions: actions.filter(({ retired }) => !retired), kits };
  }

  async function exported(): Promise<Template> {
    const file = join(folder, 'running.json');
    must(await a.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
    return JSON.parse(readFileSync(file, 'utf8')) as Template;
  }

  async function merge(at: Device, template: Template, version: string, actions: FileAction[]) {
    merges += 1;
    const file = join(folder, `${version}.json`);
    writeFileSync(file, JSON.stringify({ ...template, version, actions }));
    const input = { programme: PROGRAMME, file, answers: {}, dryRun: false, recommended: true };
    must(await at.core.call('templates.mergeFile', input));
    return file;
  }

  /** One has an action elsewhere, the other has it no more; each has one of its own. */
  function movedAndRemoved({ actions }: Template, mark: string) {
    const moved = [...actions];
    const [action] = moved.splice(20, 1);
    moved.splice(40, 0, { ...action!, phase: moved[40]!.phase });
    const title = { fr: `Propre à ${mark}` };
    moved.splice(5, 0, { ...actions[0]!, id: `own-${mark}`, title, dependsOn: [] });
    const removed = actions
      .filter(({ id }) => id !== action!.id)
      .map((one) => ({
        ...one,
        dependsOn: (one.dependsOn ?? []).filter((id) => id !== action!.id),
      }));
    return { moved, removed };
  }

  it.each([
    ['of two numbers', '2.1.0', '2.1.1', 'programme'],
    ['of one number', '2.2.0', '2.2.0', 'templateVersion'],
  ])(
    'with versions %s asks, and runs as the chosen one gives it',
    async (_what, one, two, entity) => {
      const before = await kitOf(a);
      const template = await exported();
      const { moved, removed } = movedAndRemoved(template, one);
      await merge(a, template, one, moved);
      const file = await merge(b, template, two, removed);
      const sides = [await kitOf(a), await kitOf(b)] as const;
      await syncAll();
      const [conflict, ...others] = await conflictsOf(a);
      expect(others).toEqual([]);
      expect(conflict!.entity).toBe(entity);
      // What the running kit has besides the version is told, not passed over.
      const compared = must(
        await a.core.call('templates.compareFile', { programme: PROGRAMME, file }),
      );
      expect([...compared.differences, ...compared.local]).not.toEqual([]);
      for (const [keep, wanted] of sides.entries()) {
        const held = (version: ConflictView['versions'][number]) =>
          JSON.stringify(version.content ?? version.value).includes(`own-${one}`) === (keep === 0);
        await choose((await conflictsOf(a))[0]!, held);
        expect(await kitOf(a)).toEqual(wanted);
        await syncAll();
        expect(await kitOf(b)).toEqual(wanted);
        expect(await conflictsOf(b)).toEqual([]);
        if (keep === 1) break;
        must(await a.core.call('sync.undo', {}));
        await syncAll();
      }
      must(
        await a.core.call('templates.undoMerge', {
          programme: PROGRAMME,
          version: sides[1].version!,
        }),
      );
      expect(await kitOf(a)).toEqual(before);
      await syncAll();
      expect(await kitOf(b)).toEqual(before);
    },
  );

  it('is asked about an action that one took out and the other gave another day', async () => {
    const { actions } = await kitOf(a);
    const { id } = actions[30]!;
    const edit = async (at: Device, one: object) =>
      must(await at.core.call('templates.edit', { programme: PROGRAMME, edit: one as never }));
    await edit(a, { type: 'set', id, set: { dueOffsetDays: -77 } });
    await edit(b, { type: 'remove', id });
    await syncAll();
    const [conflict, ...others] = await conflictsOf(b);
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ entity: 'kitAction', field: 'retired' });
    await choose(conflict!, ({ value }) => value === false);
    await syncAll();
    for (const device of [a, b]) {
      const kit = await kitOf(device);
      expect(kit.actions.find((one) => one.id === id)).toMatchObject({ dueOffsetDays: -77 });
      expect(kit.kits[0]!.some((step) => step.id.endsWith(`:${id}`))).toBe(true);
    }
    // Who takes out what they have seen contradicts nobody.
    await edit(b, { type: 'remove', id });
    await syncAll();
    expect(await conflictsOf(a)).toEqual([]);
  });
});
