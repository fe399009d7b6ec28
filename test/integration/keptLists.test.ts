import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core } from '../../main/core/core.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { kitStepId } from '../../shared/kit/kitStep.entity.ts';
import { teamFunctions } from '../../shared/people/teamMember.entity.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { findTemplate } from '../../shared/templates/templates.ts';
import type { ComparisonView } from '../../shared/templates/templates.contract.ts';
import { membershipStatuses } from '../../shared/wave/waveMembership.entity.ts';
import { DRAFTED, makeDraft } from '../bench/scale/draft.ts';
import { becomePerson, fillStore } from '../bench/scale/fill.ts';
import { PROGRAMME, schoolId, TECHNICIAN, WAITING, waveId } from '../bench/scale/names.ts';
import { questions } from '../bench/scale/questions.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { runSeed, seededRandom } from '../support/random.ts';

const SCHOOLS = 60;
const ROUNDS = 24;

/** What a screen asks is kept between questions; it has to be what a new program would answer. */
describe('lists that are kept', () => {
  const seed = runSeed('keptLists');
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const one = <T>(list: readonly T[]): T => list[pick(list.length)]!;
  const asked = questions(SCHOOLS);
  const { actions } = findTemplate('opale')!;
  const services = findTemplate('ent')!.services;
  let folder: string;
  let device: Device;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bascule-kept-'));
    fillStore(folder, SCHOOLS, seed);
    device = await openDevice(folder);
    await makeDraft(device.core);
  });
  afterAll(async () => {
    await device.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A few schools and waves much is done with, so that it meets: 7 and 32 are on the waiting list. */
  const school = (): string => schoolId(random() < 0.7 ? one([1, 25, 7, 32]) : pick(SCHOOLS));
  const wave = (): string => one([waveId(1), waveId(1), WAITING, waveId(2)]);
  /** Members that were seeded, then those that are taken on. */
  const teams = [1, 25, 7, 32].flatMap((at) => [0, 1, 2].map((n) => `${schoolId(at)}-equipe-${n}`));
  const words = ['Lilas', 'Genêt', 'Æschne', 'عمر', 'Hêtre 10'];

  /** What people do; some of it is refused, which changes nothing. */
  const deeds: ((core: Core) => Promise<Result<unknown, CoreFailure>>)[] = [
    (core) =>
      core.call('kit.tick', {
        step: kitStepId(school(), PROGRAMME, one(actions).id),
        status: one(stepStatuses),
        note: one(words),
      }),
    (core) =>
      core.call('kit.tick', {
        step: kitStepId(school(), PROGRAMME, one(DRAFTED)),
        status: one(stepStatuses),
        note: one(words),
      }),
    (core) =>
      core.call('kit.assign', {
        steps: [kitStepId(school(), PROGRAMME, one(actions).id)],
        assignee: random() < 0.5 ? null : 'pilote',
      }),
    (core) =>
      core.call('establishments.update', {
        establishment: school(),
        set: { name: `Collège ${one(words)} ${pick(20)}`, town: one(words) },
      }),
    (core) => core.call('waves.save', { wave: wave(), set: { label: `V ${pick(50)}` } }),
    (core) =>
      core.call('waves.setStatus', {
        wave: wave(),
        establishments: [school()],
        status: one(membershipStatuses),
      }),
    (core) =>
      core.call('waves.join', {
        wave: wave(),
        establishments: [school()],
        joinedOn: '2024-01-22',
        status: 'created',
      }),
    (core) =>
      core.call('waves.leave', {
        wave: wave(),
        establishments: [school()],
        leftOn: '2024-01-22',
        reason: one(words),
      }),
    async (core) => {
      const saved = await core.call('team.save', {
        establishment: school(),
        set: {
          name: one(words),
          email: null,
          phone: null,
          function: one(teamFunctions),
          fte: pick(5) / 4,
          since: null,
          until: null,
          note: null,
        },
      });
      if (saved.ok) teams.push(saved.value.id);
      return saved;
    },
    async (core) => {
      // As many as a school begins with: a team may come to have nobody.
      const [id = '', ...more] = teams.splice(-3);
      for (const other of more) await core.call('team.remove', { id: other });
      return core.call('team.remove', { id });
    },
    (core) =>
      core.call('activation.set', {
        programme: PROGRAMME,
        cells: [{ establishment: school(), service: one(services).id }],
        state: one(['off', 'planned', 'pilot', 'on']),
      }),
    (core) =>
      core.call('pilot.bounds', {
        programme: PROGRAMME,
        bounds: { lower: 1 + pick(20), upper: 40 + pick(20) },
      }),
    (core) => core.call('sync.undo', {}),
  ];

  async function compareAll(when: string): Promise<void> {
    const anew = await openDevice(folder, { readOnly: true });
    try {
      for (const [index, { name, ask }] of asked.entries()) {
        const expected = await ask(anew.core, index);
        expect(await ask(device.core, index), `${when}: ${name}`).toEqual(expected);
      }
    } finally {
      await anew.close();
    }
  }

  it('count what a draft does with ticks and places as they are now', async () => {
    const compare = asked.find(({ name }) => name === 'templates.compare, with a draft')!;
    const { core } = device;
    const effects = async (): Promise<ComparisonView['effects']> =>
      (must(await compare.ask(core, 0)) as ComparisonView).effects;
    const [, dropped = ''] = DRAFTED;
    const member = schoolId(2);
    const step = kitStepId(member, PROGRAMME, dropped);
    const tick = async (status: 'done' | 'todo') =>
      must(await core.call('kit.tick', { step, status, note: '' }));
    await tick('todo');
    const before = await effects();
    await tick('done');
    const { disappear, stay } = await effects();
    expect({ disappear, stay }).toEqual({
      disappear: before.disappear - 1,
      stay: before.stay + 1,
    });
    const { appear } = before;
    must(
      await core.call('waves.leave', {
        wave: waveId(2),
        establishments: [member],
        leftOn: '2024-01-22',
        reason: 'Fusion',
      }),
    );
    expect(await effects()).toMatchObject({ appear: appear - 1 });
  });

  it('answer what a new program answers, after whatever is done', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      await compareAll(`SEED=${seed}, round ${round}`);
      for (let left = 1 + pick(5); left > 0; left -= 1) await one(deeds)(device.core);
    }
  });

  it('answer the week of somebody with a part in every kit', async () => {
    await device.close();
    becomePerson(folder, TECHNICIAN);
    device = await openDevice(folder);
    for (let round = 0; round < 4; round += 1) {
      const anew = await openDevice(folder, { readOnly: true });
      const week = await device.core.call('week.read', {});
      expect(week, `SEED=${seed}, round ${round}`).toEqual(await anew.core.call('week.read', {}));
      expect(week.ok && week.value.counts.late).toBeGreaterThan(0);
      await anew.close();
      for (let left = 1 + pick(5); left > 0; left -= 1) await one(deeds)(device.core);
    }
  });
});
