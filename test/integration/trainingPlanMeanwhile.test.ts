import { describe, expect, it } from 'vitest';
import { must } from '../support/devices.ts';
import { trainingGround, wave } from '../support/trainings.ts';

/* A plan meets what others do: people who came without an account, sessions that were moved meanwhile. */

const OTHER = 'clemence.frenaie';
const ground = trainingGround();
const { overview, sessionOf, search } = ground;

describe('somebody who came without an account', () => {
  it('can be put into a group by hand and by a plan', async () => {
    const { groups, sessions, today } = await overview();
    const held = sessions.findLast(
      (one) =>
        one.track === 'ac-ag' &&
        one.status === 'held' &&
        groups.some(({ id }) => id === one.groups[0]),
    )!;
    const came = async (name: string) =>
      must(
        await ground.lead.core.call('attendance.walkIn', {
          session: held.id,
          who: { name, schoolName: 'Lycée des Aulnes' },
        }),
      ).enrolment;
    const first = await came('Ondine Sureau');
    await came('Basile Viorne');
    const [group] = held.groups;
    const added = await ground.lead.core.call('timetable.addMembers', {
      group: group!,
      enrolments: [first],
      from: today,
    });
    expect(added).toMatchObject({ ok: true, value: { added: 1 } });
    const { job, plan } = await search();
    const all = plan.groups.flatMap(({ members }) => members.map(({ name }) => name));
    expect(all).toContain('Basile Viorne');
    expect(must(await ground.lead.core.call('planning.apply', { job })).people).toBeGreaterThan(0);
  });
});

describe('a group of another track', () => {
  it('takes nobody', async () => {
    const { groups, today } = await overview();
    const from = groups.find(({ track }) => track === 'ac')!;
    const to = groups.find(({ track }) => track === 'sg')!;
    const { members } = must(await ground.lead.core.call('timetable.group', { group: from.id }));
    const { enrolment } = members[0]!;
    const moved = await ground.lead.core.call('attendance.move', {
      enrolment,
      from: from.id,
      to: to.id,
      on: today,
    });
    expect(moved).toEqual({ ok: false, error: { type: 'BadInput', detail: 'to' } });
    const added = await ground.lead.core.call('timetable.addMembers', {
      group: to.id,
      enrolments: [enrolment],
      from: today,
    });
    expect(added).toMatchObject({ ok: false, error: { type: 'EnrolmentUnknown' } });
  });
});

describe('what was changed after a plan was proposed', () => {
  it('stays as it is when the plan is applied, and is told', async () => {
    const other = await ground.device(OTHER);
    await ground.lead.sync();
    await other.sync();
    const { job, plan } = await search({ fresh: true, seconds: 4 });
    const before = await overview();
    const coming = before.sessions.filter(
      ({ status, groups, day }) =>
        status === 'planned' && groups[0]?.startsWith('groupe') === true && day > before.today,
    );
    const [moved, cancelled, pinned] = coming.slice(-3).map(({ id }) => id);
    const save = async (session: string, set: object) =>
      must(await other.core.call('timetable.saveSession', { wave, session, set }));
    await save(moved!, { day: '2024-06-12', pinned: true });
    must(await other.core.call('timetable.cancel', { session: cancelled!, reason: 'Grève' }));
    await save(pinned!, { pinned: true });
    const { id: made } = must(
      await other.core.call('timetable.saveGroup', {
        wave,
        set: { label: 'Du soir', track: 'sg' },
      }),
    );
    const theirs = (await overview(other)).sessions;
    await other.sync();
    await ground.lead.sync();
    const { left } = must(await ground.lead.core.call('planning.apply', { job }));
    const after = await overview();
    for (const id of [moved!, cancelled!, pinned!]) {
      const { pending: _, ...mine } = after.sessions.find((one) => one.id === id)!;
      expect(mine).toEqual(
        expect.objectContaining({
          day: theirs.find((one) => one.id === id)!.day,
          status: theirs.find((one) => one.id === id)!.status,
          trainers: theirs.find((one) => one.id === id)!.trainers,
        }),
      );
    }
    expect(left.sessions.map(({ id }) => id)).toEqual(expect.arrayContaining([moved, cancelled]));
    expect(after.sessions.map(({ id }) => id).sort()).toEqual(
      before.sessions.map(({ id }) => id).sort(),
    );
    expect(after.groups.map(({ id }) => id)).toContain(made);
    // What it said of stored sessions is what became of them.
    const untold = new Set(left.sessions.map(({ id }) => id));
    const days = new Map(after.sessions.map(({ id, day }) => [id, day]));
    const wanted = plan.sessions.filter(({ id, held }) => !held && !untold.has(id));
    expect(wanted.map(({ id }) => days.get(id))).toEqual(wanted.map(({ day }) => day));
    const changed = plan.sessions.filter(({ change }) => change === 'moved');
    expect(plan.moved).toBe(changed.length);
    expect(plan.sessions.filter(({ change }) => change === 'new')).toEqual([]);
    must(await ground.lead.core.call('sync.undo', {}));
    await other.close();
  });
});

describe('days that are over', () => {
  const rules = async (until: string) =>
    must(await ground.lead.core.call('trainingSetup.saveRules', { wave, set: { until } }));

  it('get no session when the period has ended', async () => {
    await rules('2023-12-31');
    for (const fresh of [false, true]) {
      const { plan } = await search({ fresh, seconds: 4 });
      const { today } = await overview();
      const late = plan.sessions.filter(({ held, day }) => !held && day < today);
      expect(late).toEqual([]);
      expect(plan.broken.map(({ rule }) => rule)).toContain('dayOutside');
      expect(plan.moved).toBe(0);
    }
    must(await ground.lead.core.call('sync.undo', {}));
  });

  it('are told where a session was put on one by hand', async () => {
    const { hints } = {
      hints: must(await ground.lead.core.call('timetable.check', { session: 'seance-016' })).days,
    };
    const on = (day: string) => hints.find((one) => one.day === day)?.reasons;
    expect(on('2024-01-19')).toMatchObject({ dayPast: 1 });
    expect(on('2024-01-19')).not.toHaveProperty('dayOff');
    expect(on('2024-01-20')).toMatchObject({ dayPast: 1, dayOff: 1 });
    expect(on('2024-01-22') ?? {}).not.toHaveProperty('dayOff');
    const save = async (session: string, day: string) =>
      ground.lead.core.call('timetable.saveSession', { wave, session, set: { day } });
    must(await save('seance-016', '2024-01-20'));
    const { conflicts } = must(
      await ground.lead.core.call('timetable.read', {
        wave,
        from: '2024-01-01',
        until: '2024-02-01',
      }),
    );
    const told = conflicts['seance-016']!.map(({ rule }) => rule);
    expect(told).toEqual(expect.arrayContaining(['dayPast', 'dayOff']));
    const { plan } = await search({ seconds: 4 });
    expect(plan.score.hard).toBeGreaterThanOrEqual(2);
    must(await ground.lead.core.call('sync.undo', {}));
    expect((await sessionOf('seance-016')).day).toBe('2024-01-24');
  });

  it('of another century, and of a session that was held, are refused', async () => {
    const save = async (session: string, set: object) =>
      ground.lead.core.call('timetable.saveSession', { wave, session, set });
    expect(await save('seance-016', { day: '1900-01-01' })).toMatchObject({
      ok: false,
      error: { type: 'TrainingFarAway', day: '1900-01-01' },
    });
    const held = await sessionOf('seance-002');
    expect(held.status).toBe('held');
    const { error } = (await save('seance-002', { day: '2024-02-01' })) as {
      error: { type: string };
    };
    expect(error.type).toBe('SessionMarked');
    expect((await sessionOf('seance-002')).day).toBe(held.day);
    must(await save('seance-002', { note: 'Salle froide' }));
  });
});

describe('a plan made anew', () => {
  it('is not worse than one that leaves what can stay', async () => {
    must(
      await ground.lead.core.call('trainingSetup.saveRules', {
        wave,
        set: { until: '2024-01-24' },
      }),
    );
    const plain = (await search({ seconds: 4 })).plan;
    const fresh = (await search({ fresh: true, seconds: 6 })).plan;
    expect(fresh.score.hard).toBeLessThanOrEqual(plain.score.hard);
    must(await ground.lead.core.call('sync.undo', {}));
  });
});
