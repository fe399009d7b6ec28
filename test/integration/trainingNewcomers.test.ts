import { describe, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { must, type Device } from '../support/devices.ts';
import { trainingGround, wave } from '../support/trainings.ts';

/* What becomes of a plan when people come late, leave, or are moved apart by two computers. */

const OTHER = 'alix.genevrier';
const ground = trainingGround();
const { overview } = ground;

interface PlanJson {
  readonly groups: { id: string; label: string; track: string; members: string[] }[];
  readonly sessions: { id: string; group: string; module: string; held: boolean }[];
  readonly removed: { id: string; group: string; start: string }[];
  readonly broken: { rule: string; hard: boolean; where: string; why: string }[];
  readonly score: { hard: number };
}

/** What a command says to the training lead. */
async function bascule(language: string, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const code = await ground.whileClosed(() =>
    runCli([...args, '--data', ground.leadFolder], {
      stdin: process.stdin,
      out: (text) => void lines.push(text),
      complain: () => undefined,
      environment: { BASCULE_LANG: language },
    }),
  );
  expect(code).toBe(0);
  return lines.join('\n');
}
async function plan(language: string, ...args: string[]): Promise<PlanJson> {
  const said = await bascule(language, 'training', 'plan', '--wave', wave, ...args, '--json');
  return JSON.parse(said) as PlanJson;
}
/** Ids of people of another track, who may be enrolled in this one too. */
async function peopleOf(track: string): Promise<string[]> {
  const { groups } = await overview();
  const first = groups.find((one) => one.track === track)!;
  const { members } = must(await ground.lead.core.call('timetable.group', { group: first.id }));
  return members.map(({ enrolment }) => enrolment.split(':').at(-1)!);
}
async function enrol(track: string, people: readonly string[]): Promise<void> {
  const input = people.map((person) => ({ person, track }));
  must(await ground.lead.core.call('planning.enrol', { wave, people: input }));
}

describe('people who are enrolled when all groups have begun', () => {
  it('are told with their modules where they are too few, else get a group of their own', async () => {
    const [first, ...others] = (await peopleOf('sg')).slice(0, 5);
    await enrol('ac', [first!]);
    const one = await plan('fr');
    expect(one.groups).toHaveLength(10);
    const missed = one.broken.filter(({ rule }) => rule === 'modulesMissed');
    expect(missed).toMatchObject([{ hard: true }]);
    expect(missed[0]!.where).toMatch(/^Groupe 1 – AC · \S+/);
    expect(missed[0]!.why).toMatch(/^Modules que ce groupe a déjà tenus sans cette personne.*, /);

    await enrol('ac', others);
    const five = await plan('fr', '--seed', '3', '--seconds', '5');
    expect(five.groups).toHaveLength(11);
    const made = five.groups.find(({ id }) => !one.groups.some((group) => group.id === id))!;
    expect(made.members).toHaveLength(5);
    const own = five.sessions.filter(({ group }) => group === made.id);
    const { tracks } = await overview();
    const { modules } = tracks.find(({ id }) => id === 'ac')!;
    expect(own.map(({ module }) => module).sort()).toEqual(modules.map(({ id }) => id).sort());
    expect(five.broken.filter(({ rule }) => rule === 'modulesMissed')).toEqual([]);
    expect(five.score.hard).toBe(0);
  });

  it('made anew, keep apart from groups that have begun', async () => {
    const fresh = await plan('en', '--fresh', '--seconds', '3');
    expect(fresh.groups).toHaveLength(11);
    expect(fresh.broken.filter(({ rule }) => rule === 'modulesMissed')).toEqual([]);
    expect(fresh.groups.filter(({ members }) => members.length === 0)).toEqual([]);
  });
});

describe('a group that nobody is in', () => {
  it('loses its sessions to come, which is said and written', async () => {
    const label = 'Groupe de réserve';
    const { tracks, sites, trainers } = await overview();
    const { id: group } = must(
      await ground.lead.core.call('timetable.saveGroup', { wave, set: { label, track: 'sg' } }),
    );
    const { modules } = tracks.find(({ id }) => id === 'sg')!;
    const { id: session } = must(
      await ground.lead.core.call('timetable.saveSession', {
        wave,
        set: {
          track: 'sg',
          module: modules[0]!.id,
          title: 'Réserve',
          mode: 'inPerson',
          groups: [group],
          day: '2024-03-12',
          from: '09:00',
          to: '16:30',
          site: sites[0]!.id,
          trainers: trainers.slice(0, 2).map(({ id }) => id),
        },
      }),
    );
    const proposed = await plan('fr', '--apply');
    expect(proposed.removed).toHaveLength(1);
    expect(proposed.removed[0]).toMatchObject({ id: session, group });
    expect(proposed.removed[0]!.start).toMatch(/^2024-03-12T09:00/);
    expect(proposed.sessions.map(({ id }) => id)).not.toContain(session);
    expect(proposed.broken).toContainEqual({
      rule: 'groupEmpty',
      hard: false,
      where: label,
      why: '1 séance à venir n’attend personne\u00a0: le plan l’annule.',
    });
    const after = (await overview()).sessions.find(({ id }) => id === session);
    expect(after).toMatchObject({ status: 'cancelled' });
  });
});

describe('a group in which somebody was pinned', () => {
  it('stays when the rest is made anew', async () => {
    const set = { label: 'Groupe du soir', track: 'sg' };
    const { id: group } = must(await ground.lead.core.call('timetable.saveGroup', { wave, set }));
    const people = (await peopleOf('sc-fp')).slice(0, 4);
    await enrol('sg', people);
    const enrolments = people.map((one) => `${wave}:sg:${one}`);
    const { today: from } = await overview();
    must(await ground.lead.core.call('timetable.addMembers', { group, enrolments, from }));
    const { members } = must(await ground.lead.core.call('timetable.group', { group }));
    expect(members).toHaveLength(4);
    const { id: member } = members[0]!;
    must(await ground.lead.core.call('timetable.pinMember', { member, pinned: true }));
    const fresh = await plan('fr', '--fresh', '--seconds', '2');
    expect(fresh.groups.find(({ id }) => id === group)?.members).toHaveLength(4);
  });
});

describe('somebody whom two computers moved apart', () => {
  it('is told, and stays in both groups until a person chooses', async () => {
    const other = await ground.device(OTHER);
    await ground.lead.sync();
    await other.sync();
    const { groups, today } = await overview();
    const [old, left, right] = groups.filter(({ track }) => track === 'ac-ag');
    const { members } = must(await ground.lead.core.call('timetable.group', { group: old!.id }));
    const { enrolment, name } = members[0]!;
    const move = async (at: Device, to: string) =>
      must(await at.core.call('attendance.move', { enrolment, from: old!.id, to, on: today }));
    await move(ground.lead, left!.id);
    await move(other, right!.id);
    for (const at of [ground.lead, other, ground.lead]) await at.sync();

    const staying = async () => {
      const both = [];
      for (const { id } of [left!, right!]) {
        const detail = must(await ground.lead.core.call('timetable.group', { group: id }));
        both.push(detail.members.some((one) => one.enrolment === enrolment));
      }
      return both;
    };
    const twiceIn = async (group: string) =>
      must(await ground.lead.core.call('timetable.group', { group })).members.flatMap((one) =>
        one.enrolment === enrolment ? one.elsewhere.map(({ id }) => id) : [],
      );
    expect(await twiceIn(left!.id)).toEqual([right!.id]);
    expect(await twiceIn(right!.id)).toEqual([left!.id]);
    const told = await plan('fr', '--apply');
    const twice = told.broken.filter(({ rule }) => rule === 'personInTwoGroups');
    expect(twice).toMatchObject([{ hard: true }]);
    expect(twice[0]!.where).toContain(name);
    for (const { label } of [left!, right!]) expect(twice[0]!.why).toContain(label);
    expect(await staying()).toEqual([true, true]);
    const [conflict, ...others] = JSON.parse(await bascule('fr', 'conflicts', '--json')) as {
      id: string;
      field: string;
      about: object;
      versions: { value: string; others: object }[];
    }[];
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ field: 'group', about: { person: name, track: 'ac-ag' } });
    const values = conflict!.versions.map(({ value }) => value);
    expect([...values].sort()).toEqual([left!.id, right!.id].sort());
    const text = await bascule('fr', 'conflicts');
    for (const words of [name, left!.label, right!.label]) expect(text).toContain(words);
    const keep = String(values.indexOf(left!.id));
    await bascule('fr', 'resolve', conflict!.id, '--keep', keep);
    expect(await bascule('fr', 'conflicts', '--json')).toBe('[]');
    expect(await staying()).toEqual([true, false]);
    expect(await twiceIn(left!.id)).toEqual([]);
    const settled = await plan('fr');
    expect(settled.broken.filter(({ rule }) => rule === 'personInTwoGroups')).toEqual([]);
    await other.close();
  });
});

describe('a search that is too long for whoever looks on', () => {
  it('ends at Ctrl-C with the best plan so far', async () => {
    const lines: string[] = [];
    const shown: string[] = [];
    let interrupt = (): void => undefined;
    const code = await ground.whileClosed(() =>
      runCli(
        [
          'training',
          'plan',
          '--wave',
          wave,
          '--fresh',
          '--seconds',
          '600',
          '--data',
          ground.leadFolder,
          '--json',
        ],
        {
          stdin: process.stdin,
          out: (text) => void lines.push(text),
          complain: () => undefined,
          environment: { BASCULE_LANG: 'fr' },
          showProgress: (text) => {
            shown.push(text);
            interrupt();
          },
          onInterrupt: (call) => {
            interrupt = call;
            return () => (interrupt = () => undefined);
          },
        },
      ),
    );
    expect(code).toBe(0);
    expect(shown).toEqual([expect.stringContaining('Ctrl-C'), '']);
    const { groups } = JSON.parse(lines[0]!) as PlanJson;
    expect(new Set(groups.flatMap(({ members }) => members)).size).toBeGreaterThanOrEqual(200);
  });
});

describe('groups that have begun and become too large', () => {
  it('keep what they held; the others get a group with what is left, until the plan is taken back', async () => {
    const pilot = await ground.device('clemence.frenaie');
    await ground.lead.sync();
    await pilot.sync();
    const set = { groupMax: 14, groupAim: 14 };
    must(await pilot.core.call('trainingSetup.saveTrack', { wave, id: 'sc-fp', set }));
    await pilot.sync();
    await pilot.close();
    await ground.lead.sync();
    const before = await overview();
    const group = before.groups.find(({ track }) => track === 'sc-fp');
    const sessionsOf = async (id: string) =>
      (await overview()).sessions.filter(({ groups }) => groups.includes(id));
    const held = (await sessionsOf(group!.id)).filter(({ status }) => status === 'held');
    const { job, plan: proposed } = await ground.search({ seconds: 5 });
    const made = proposed.groups.filter(({ isNew, track }) => isNew && track === 'sc-fp');
    const continued = made.filter(({ followed }) => followed.length > 0);
    expect(continued).not.toEqual([]);
    for (const { members } of made) expect(members.length).toBeLessThanOrEqual(14);
    expect(proposed.broken.filter(({ rule }) => rule === 'groupTooLarge')).toEqual([]);
    const moved = proposed.broken.filter(({ rule }) => rule === 'memberMoved');
    expect(moved.map(({ facts }) => facts)).toContainEqual(
      expect.objectContaining({ group: group!.label, max: 14 }),
    );
    must(await ground.lead.core.call('planning.apply', { job }));
    const after = await sessionsOf(group!.id);
    expect(after.filter(({ status }) => status === 'held')).toEqual(held);
    // What somebody has followed counts where they are now: the same plan again changes nothing.
    const { plan: again } = await ground.search({ seconds: 5 });
    expect(again.groups.filter(({ isNew }) => isNew)).toEqual([]);
    expect(again.sessions.filter(({ change }) => change !== null)).toEqual([]);
    must(await ground.lead.core.call('sync.undo', {}));
    expect((await overview()).groups).toEqual(before.groups);
  });
});
