import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { ComparisonView } from '../../shared/templates/templates.contract.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule } from '../support/processes.ts';

const PILOT = 'clemence.frenaie';
const BURSAR = 'edgar.bergenia';
const PROGRAMME = 'opale';
/** Dropped by the new version: done in some schools, untouched in others. */
const DROPPED = 'informer-collectivite';
const SCHOOLS = 61;

interface FileAction {
  id: string;
  title: { fr: string };
  dueOffsetDays: number;
  dependsOn?: string[];
  [field: string]: unknown;
}
interface TemplateFile {
  version: string;
  actions: FileAction[];
  [field: string]: unknown;
}

const folder = temporaryFolder();
const pilotData = join(folder, 'pilote');
const devices: Device[] = [];
let server: RunningServer;
let pilot: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  pilot = await open(PILOT, pilotData);
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

async function open(login: string, dataDir = join(folder, `${login} ${devices.length}`)) {
  const device = await openDevice(dataDir, { server: server.url, login });
  devices.push(device);
  return device;
}

/** The kit as it runs, as a file that somebody has worked on: 3 added, 1 removed, 2 moved, 1 renamed. */
async function newVersion(version: string): Promise<{ file: string; template: TemplateFile }> {
  const file = join(folder, `${version}.json`);
  must(await pilot.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
  const template = JSON.parse(readFileSync(file, 'utf8')) as TemplateFile;
  const { actions } = template;
  const without = actions
    .filter(({ id }) => id !== DROPPED)
    .map((action) => ({
      ...action,
      dependsOn: (action.dependsOn ?? []).filter((id) => id !== DROPPED),
    }));
  const moved = without.splice(20, 1)[0]!;
  without.splice(40, 0, moved);
  without[10] = { ...without[10]!, dueOffsetDays: without[10]!.dueOffsetDays - 30 };
  without[5] = { ...without[5]!, title: { ...without[5]!.title, fr: 'Un titre plus clair' } };
  const added = ['verifier-sauvegardes', 'nommer-suppleant', 'tester-impression'].map((id) => ({
    ...without[0]!,
    id,
    title: { fr: `Action ${id}` },
    description: { fr: `Ce que ${id} demande.` },
    dependsOn: [],
  }));
  if (actions.some(({ id }) => id === added[0]!.id)) added.length = 0;
  without.splice(3, 0, ...added.slice(0, 1));
  without.splice(30, 0, ...added.slice(1, 2));
  without.push(...added.slice(2));
  Object.assign(template, { version, actions: without });
  writeFileSync(file, JSON.stringify(template));
  return { file, template };
}

async function steps(device: Device, school?: string) {
  const kit = await device.kit(school);
  return kit.steps.map(({ id, status, note, doneOn, changedAt }) => ({
    id,
    status,
    note,
    doneOn,
    changedAt,
  }));
}

describe('a new version of the template', () => {
  it('asks about a title that was reworded here and there, the first time too', async () => {
    const { file, template } = await newVersion('1.0.9');
    const { id } = template.actions.find(({ title }) => title.fr === 'Un titre plus clair')!;
    const before = must(await pilot.core.call('templates.current', {})).actions;
    const was = before.find((action) => action.id === id)!.title;
    const reword = async (to: typeof was) =>
      must(
        await pilot.core.call('templates.edit', {
          programme: PROGRAMME,
          edit: { type: 'set', id, set: { title: to } },
        }),
      );
    await reword({ ...was, fr: 'Notre titre' });
    const input = { programme: PROGRAMME, file };
    const compared = must(await pilot.core.call('templates.compareFile', input));
    expect(compared.baseKnown).toBe(true);
    expect(compared.differences.find((one) => one.id === id)).toMatchObject({
      conflict: 'bothChanged',
      recommended: 'ours',
    });
    expect(compared.unanswered).toContain(id);
    const merged = await pilot.core.call('templates.mergeFile', {
      ...input,
      answers: {},
      dryRun: false,
      recommended: false,
    });
    expect(merged).toMatchObject({ ok: false, error: { type: 'TemplateAnswersMissing' } });
    await reword(was);
  });

  it('is refused under a number that another content has, in a trial too', async () => {
    const { file, template } = await newVersion('1.0.0');
    const input = { programme: PROGRAMME, file, answers: {}, recommended: true };
    const trial = () => pilot.core.call('templates.mergeFile', { ...input, dryRun: true });
    const taken = { ok: false, error: { type: 'TemplateVersionTaken', version: '1.0.0' } };
    expect(await trial()).toEqual(taken);
    // The actions of the version that runs, under a phase of another name.
    must(await pilot.core.call('templates.export', { programme: PROGRAMME, version: null, file }));
    const same = JSON.parse(readFileSync(file, 'utf8')) as TemplateFile;
    expect(await trial()).toMatchObject({ ok: true });
    const phases = (same['phases'] as { label: object }[]).map((phase, index) =>
      index === 0 ? { ...phase, label: { fr: 'Autre phase' } } : phase,
    );
    writeFileSync(file, JSON.stringify({ ...same, phases }));
    expect(await trial()).toEqual(taken);
    expect(template.version).toBe('1.0.0');
  });

  it('is compared, merged into 61 running kits, and loses nothing that anybody ticked', async () => {
    const bursar = await open(BURSAR);
    const listed = { wave: 'op-v6', everywhere: true, limit: 100 };
    const { rows: schools } = must(await pilot.core.call('pilot.schools', listed));
    expect(schools).toHaveLength(SCHOOLS);
    const before = new Map<string, Awaited<ReturnType<typeof steps>>>();
    for (const { id } of schools) before.set(id, await steps(pilot, id));
    const { file, template } = await newVersion('1.1.0');

    const compared = must(
      await pilot.core.call('templates.compareFile', { programme: PROGRAMME, file }),
    );
    const of = (kind: string): string[] =>
      compared.differences
        .filter(({ kinds }) => (kinds as string[]).includes(kind))
        .map(({ id }) => id);
    expect(of('added')).toHaveLength(3);
    expect(of('removed')).toEqual([DROPPED]);
    expect(of('moved')).toHaveLength(2);
    expect(of('renamed')).toHaveLength(1);
    expect(compared.unanswered).toEqual([DROPPED]);
    const worked = [...before.values()].filter((kit) =>
      kit.some(({ id, status }) => id.endsWith(`:${DROPPED}`) && status !== 'todo'),
    ).length;
    expect(worked).toBeGreaterThan(0);
    expect(compared.effects).toMatchObject({
      schools: SCHOOLS,
      appear: 3 * SCHOOLS,
      stay: worked,
      disappear: SCHOOLS - worked,
    });

    // Without a network, a bursar ticks the very action that is dropped.
    const ticked = (await steps(bursar)).find(({ id }) => id.endsWith(`:${DROPPED}`))!;
    await bursar.tick(ticked.id, ticked.status === 'done' ? 'blocked' : 'done', 'fait hors ligne');
    const offline = (await steps(bursar)).find(({ id }) => id === ticked.id)!;

    const input = { programme: PROGRAMME, file, dryRun: false, recommended: false };
    expect(await pilot.core.call('templates.mergeFile', { ...input, answers: {} })).toEqual({
      ok: false,
      error: { type: 'TemplateAnswersMissing', ids: [DROPPED] },
    });
    const answers = { [DROPPED]: 'theirs' } as const;
    const tried = must(
      await pilot.core.call('templates.mergeFile', { ...input, answers, dryRun: true }),
    );
    expect(tried).toMatchObject({ steps: 3 * SCHOOLS, dryRun: true });
    expect(must(await pilot.core.call('templates.current', {})).version).toBe('1.0.0');
    const report = must(await pilot.core.call('templates.mergeFile', { ...input, answers }));
    expect(report).toMatchObject({ version: '1.1.0', steps: 3 * SCHOOLS });
    // Run again, it finds nothing left to do.
    const again = must(await pilot.core.call('templates.mergeFile', { ...input, answers }));
    expect(again).toMatchObject({ actions: 0, steps: 0 });

    expect(await pilot.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    expect(await bursar.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    await pilot.sync();
    for (const { id } of schools) {
      const now = new Map((await steps(pilot, id)).map((step) => [step.id, step]));
      for (const step of before.get(id)!) {
        if (step.id === ticked.id) continue;
        if (step.status !== 'todo' || step.note !== null) {
          expect(now.get(step.id), step.id).toEqual(step);
        } else if (!step.id.endsWith(`:${DROPPED}`)) expect(now.has(step.id), step.id).toBe(true);
        else expect(now.has(step.id), step.id).toBe(false);
      }
      for (const added of ['verifier-sauvegardes', 'nommer-suppleant', 'tester-impression']) {
        expect(now.get(`${id}:${PROGRAMME}:${added}`)).toMatchObject({ status: 'todo' });
      }
    }
    // What was ticked offline is there for both, though the action is retired.
    for (const device of [pilot, bursar]) {
      const kit = await device.kit('etab-v6-01');
      expect(kit.steps.find(({ id }) => id === ticked.id)).toMatchObject({
        status: offline.status,
        note: 'fait hors ligne',
        retired: true,
      });
      const live = kit.steps.filter(({ retired }) => !retired).map(({ action }) => action);
      const order = template.actions.map(({ id }) => id).filter((id) => live.includes(id));
      expect(live).toEqual(order);
    }
  });

  it('is taken back, and what was done on its new actions stays', async () => {
    const bursar = await open(BURSAR);
    await bursar.tick(`etab-v6-01:${PROGRAMME}:nommer-suppleant`, 'done');
    await bursar.sync();
    await pilot.sync();
    const undone = must(
      await pilot.core.call('templates.undoMerge', { programme: PROGRAMME, version: '1.1.0' }),
    );
    expect(undone.kept).toEqual([]);
    const view = must(await pilot.core.call('templates.current', {}));
    expect(view.version).toBe('1.0.0');
    const active = view.actions.filter(({ retired }) => !retired).map(({ id }) => id);
    expect(active).toContain(DROPPED);
    expect(active).not.toContain('tester-impression');
    const kit = await pilot.kit('etab-v6-01');
    const action = (id: string) => kit.steps.find((step) => step.action === id);
    expect(action('nommer-suppleant')).toMatchObject({ status: 'done', retired: true });
    expect(action('tester-impression')).toBeUndefined();
    expect(await pilot.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
  });

  it('takes an action from schools of other variants where nobody touched it, and gives it back', async () => {
    const view = must(await pilot.core.call('templates.current', {}));
    const listed = { wave: 'op-v6', everywhere: true, limit: 100 };
    const { rows: schools } = must(await pilot.core.call('pilot.schools', listed));
    const kits = new Map<string, Awaited<ReturnType<typeof steps>>>();
    for (const { id } of schools) kits.set(id, await steps(pilot, id));
    const idOf = (action: string) => (step: { id: string }) => step.id.endsWith(`:${action}`);
    const isWorked = (action: string, school: string): boolean =>
      kits.get(school)!.some((step) => idOf(action)(step) && step.status !== 'todo');
    const chosen = view.actions.find(({ id, retired, variant }) => {
      const worked = schools.filter((school) => isWorked(id, school.id)).length;
      return !retired && variant === null && worked > 0 && worked < schools.length;
    })!;
    const set = async (variant: string | null) =>
      must(
        await pilot.core.call('templates.edit', {
          programme: PROGRAMME,
          edit: { type: 'set', id: chosen.id, set: { variant } },
        }),
      );
    const other = 'septembre';
    expect(view.variants.map(({ id }) => id)).toContain(other);
    await set(other);
    for (const { id } of schools) {
      const has = (await steps(pilot, id)).some(idOf(chosen.id));
      if (isWorked(chosen.id, id)) expect(has, id).toBe(true);
    }
    const without = [];
    for (const { id } of schools) {
      if (!(await steps(pilot, id)).some(idOf(chosen.id))) without.push(id);
    }
    expect(without.length).toBeGreaterThan(0);
    expect((await pilot.sync()).rejected).toBe(0);
    await set(null);
    for (const { id } of schools) {
      expect((await steps(pilot, id)).map((step) => step.id).toSorted(), id).toEqual(
        kits
          .get(id)!
          .map((step) => step.id)
          .toSorted(),
      );
    }
  });

  it('is merged by two pilots at once into the same rows', async () => {
    const other = await open(PILOT);
    const { file } = await newVersion('1.2.0');
    const input = { programme: PROGRAMME, file, dryRun: false, recommended: true, answers: {} };
    must(await pilot.core.call('templates.mergeFile', input));
    must(await other.core.call('templates.mergeFile', input));
    expect(await pilot.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    expect(await other.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    await pilot.sync();
    const kits = [await pilot.kit('etab-v6-02'), await other.kit('etab-v6-02')];
    expect(kits[0]!.steps.map(({ id }) => id)).toEqual(kits[1]!.steps.map(({ id }) => id));
    expect(must(await pilot.core.call('sync.conflicts', {}))).toEqual([]);
  });

  it('is refused with the place of a cycle or a missing reference, and nothing changes', async () => {
    const { file, template } = await newVersion('9.0.0');
    const [first, second] = template.actions;
    first!.dependsOn = [second!.id];
    second!.dependsOn = [first!.id];
    writeFileSync(file, JSON.stringify(template));
    const merged = await pilot.core.call('templates.mergeFile', {
      programme: PROGRAMME,
      file,
      answers: {},
      dryRun: false,
      recommended: true,
    });
    expect(merged).toMatchObject({
      ok: false,
      error: { type: 'TemplateInvalid', problems: [{ type: 'cycle' }] },
    });
    second!.dependsOn = ['nulle-part'];
    writeFileSync(file, JSON.stringify(template));
    const imported = await pilot.core.call('templates.import', { programme: PROGRAMME, file });
    expect(imported).toMatchObject({
      ok: false,
      error: { problems: [{ type: 'actionUnknown', detail: 'nulle-part' }] },
    });
    writeFileSync(file, JSON.stringify(template).slice(0, 900));
    expect(await pilot.core.call('templates.check', { file })).toMatchObject({
      ok: false,
      error: { problems: [{ type: 'notJson' }] },
    });
    const view = must(await pilot.core.call('templates.current', {}));
    expect(view.versions.map(({ version }) => version)).not.toContain('9.0.0');
    for (const { state, publishedOn } of view.versions) {
      expect(publishedOn === null).toBe(state === 'draft');
    }
  });

  it('begins as a draft, is written step by step, and asks only about what others changed', async () => {
    const { version } = must(
      await pilot.core.call('templates.createDraft', { programme: PROGRAMME }),
    );
    const edit = async (input: object) =>
      must(
        await pilot.core.call('templates.editDraft', {
          programme: PROGRAMME,
          version,
          edit: input as never,
        }),
      );
    const draft = () =>
      pilot.core.call('templates.draft', { programme: PROGRAMME, version }).then(must);
    const [first, second] = (await draft()).actions;
    await edit({ type: 'set', id: second!.id, set: { title: { fr: 'Titre du brouillon' } } });
    const { id } = await edit({
      type: 'add',
      after: first!.id,
      action: { phase: first!.phase, title: 'Prévenir les familles' },
    });
    expect(id).toBe('prevenir-les-familles');
    await edit({ type: 'move', id, by: 1 });
    const written = await draft();
    expect(written.problems).toEqual([]);
    expect(written.actions.slice(0, 3).map((action) => action.id)).toEqual([
      first!.id,
      second!.id,
      id,
    ]);
    // A colleague rewords the same action in the running kits meanwhile.
    must(
      await pilot.core.call('templates.edit', {
        programme: PROGRAMME,
        edit: { type: 'set', id: second!.id, set: { title: { fr: 'Titre du kit' } } },
      }),
    );
    const compared: ComparisonView = must(
      await pilot.core.call('templates.compare', { programme: PROGRAMME, version }),
    );
    expect(compared.differences.map((one) => [one.id, one.conflict])).toEqual([
      [second!.id, 'bothChanged'],
      [id, null],
    ]);
    const merged = must(
      await pilot.core.call('templates.merge', {
        programme: PROGRAMME,
        version,
        answers: { [second!.id]: 'theirs' },
      }),
    );
    expect(merged.steps).toBe(SCHOOLS);
  });

  it('comes of what schools stumble over', async () => {
    const listed = must(await pilot.core.call('templates.proposals', { programme: PROGRAMME }));
    const worst = listed.blocked[0]!;
    expect(worst.schools).toBeGreaterThan(0);
    expect(worst.notes[0]!.note).not.toBe('');
    const { id } = must(
      await pilot.core.call('templates.propose', {
        programme: PROGRAMME,
        action: worst.action,
        text: 'Découper cette action en deux',
      }),
    );
    must(
      await pilot.core.call('templates.answerProposal', {
        id,
        state: 'declined',
        answer: 'Trop tard pour cette vague',
      }),
    );
    const after = must(await pilot.core.call('templates.proposals', { programme: PROGRAMME }));
    expect(after.proposals[0]).toMatchObject({
      state: 'declined',
      blockedIn: worst.schools,
      by: 'Clémence Frênaie',
      answer: 'Trop tard pour cette vague',
    });
    const bursar = await open(BURSAR);
    expect(
      await bursar.core.call('templates.edit', {
        programme: PROGRAMME,
        edit: { type: 'remove', id: worst.action },
      }),
    ).toEqual({ ok: false, error: { type: 'NotAllowed' } });
  });

  it('takes proposals into a draft, and all of a taking is undone at once', async () => {
    const [first] = must(await pilot.core.call('templates.current', {})).actions;
    const propose = async (action: string | null, text: string) =>
      must(await pilot.core.call('templates.propose', { programme: PROGRAMME, action, text })).id;
    const about = await propose(first!.id, 'Trois semaines plus tôt');
    const fresh = await propose(null, 'Prévenir la banque\nPar écrit, avec le nouvel identifiant.');

    const taken = must(
      await pilot.core.call('templates.takeProposal', { id: about, answer: '', version: null }),
    );
    expect(taken.action).toBe(first!.id);
    const { version } = taken;
    const added = must(
      await pilot.core.call('templates.takeProposal', { id: fresh, answer: 'Oui', version }),
    );
    const draft = () =>
      pilot.core.call('templates.draft', { programme: PROGRAMME, version }).then(must);
    const state = async (id: string) =>
      must(await pilot.core.call('templates.proposals', { programme: PROGRAMME })).proposals.find(
        (one) => one.id === id,
      )?.state;
    const written = await draft();
    expect(written.note).toBe(`${first!.title.fr} : Trois semaines plus tôt`);
    expect(written.actions.find(({ id }) => id === added.action)).toMatchObject({
      id: 'prevenir-la-banque',
      phase: written.phases[0]!.id,
      title: { fr: 'Prévenir la banque' },
      description: { fr: 'Prévenir la banque\nPar écrit, avec le nouvel identifiant.' },
    });
    expect([await state(about), await state(fresh)]).toEqual(['taken', 'taken']);

    must(await pilot.core.call('sync.undo', {}));
    expect((await draft()).actions.map(({ id }) => id)).not.toContain(added.action);
    expect([await state(about), await state(fresh)]).toEqual(['taken', 'open']);
    must(await pilot.core.call('sync.undo', {}));
    expect(
      await pilot.core.call('templates.draft', { programme: PROGRAMME, version }),
    ).toMatchObject({ ok: false, error: { type: 'TemplateVersionUnknown' } });
  });
});

describe('bascule templates', () => {
  it('compares and merges from the command line', async () => {
    const { file, template } = await newVersion('3.0.0');
    const dropped = 'informer-etablissement-vague';
    const actions = template.actions
      .filter(({ id }) => id !== dropped)
      .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((id) => id !== dropped) }));
    writeFileSync(file, JSON.stringify({ ...template, actions }));
    await pilot.close();
    devices.splice(devices.indexOf(pilot), 1);
    const run = async (...args: string[]) => {
      const finished = await bascule([...args, '--data', pilotData, '--json']);
      return { ...finished, json: JSON.parse(finished.out) as Record<string, never> };
    };
    const checked = await run('templates', 'check', file);
    expect(checked).toMatchObject({ code: 0, json: { ok: true, version: '3.0.0' } });
    const broken = join(folder, 'broken.json');
    const wrong = actions.map((one, at) => (at < 12 ? { ...one, phase: `nulle-part-${at}` } : one));
    writeFileSync(broken, JSON.stringify({ ...template, actions: wrong }));
    const refused = await run('templates', 'check', broken);
    const { problems, message } = refused.json['error'] as unknown as {
      problems: { place: string; reason: string }[];
      message: string;
    };
    expect([refused.code, problems.length]).toEqual([2, 12]);
    expect(problems[11]!.place).toBe(`actions › ${wrong[11]!.id} › phase`);
    expect(problems[11]!.reason).toContain('nulle-part-11');
    expect(message).toContain('nulle-part-9');
    expect(message).not.toContain('nulle-part-10');
    const compared = await run('templates', 'compare', file, '--programme', PROGRAMME);
    expect(compared).toMatchObject({ code: 0, err: '' });
    expect(compared.json).toMatchObject({
      to: '3.0.0',
      renamed: [{ after: 'Un titre plus clair' }],
    });
    const unanswered = await run('templates', 'merge', file, '--programme', PROGRAMME);
    expect(unanswered).toMatchObject({
      code: 2,
      json: { error: { type: 'TemplateAnswersMissing' } },
    });
    const merged = await run(
      'templates',
      'merge',
      file,
      '--programme',
      PROGRAMME,
      '--recommended',
      '--answer',
      `${dropped}=ours`,
    );
    expect(merged).toMatchObject({ code: 0, json: { version: '3.0.0' } });
    const listed = await run('templates');
    expect(listed.json['version']).toBe('3.0.0');
    expect(listed.json['actions']).toContain(dropped);
  });
});
