import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { TrainingSetup } from '../../shared/training/setup.contract.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* What trainings are made of: who may change which part of it, and what stands in the way. */

const WAVE = 'op-v6';
const folder = temporaryFolder();
let server: RunningServer;
let pilot: Device;
let lead: Device;
let trainer: Device;
let bursar: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const open = (login: string): Promise<Device> =>
    openDevice(join(folder, login), { server: server.url, login });
  pilot = await open('clemence.frenaie');
  lead = await open('armand.peupleraie');
  trainer = await open('alix.genevrier');
  bursar = await open('edgar.bergenia');
});
afterAll(async () => {
  for (const device of [pilot, lead, trainer, bursar]) await device.close();
  await server.close();
});

const wave = { wave: WAVE };
const read = async ({ core }: Device): Promise<TrainingSetup> =>
  must(await core.call('trainingSetup.read', wave));
const notAllowed = { ok: false, error: { type: 'NotAllowed' } };
const badInput = (detail: string) => ({ ok: false, error: { type: 'BadInput', detail } });

describe('what trainings are made of', () => {
  it('is read by everybody in the wave, with what each may change', async () => {
    const [all, leads, trainers, bursars] = await Promise.all(
      [pilot, lead, trainer, bursar].map(read),
    );
    expect(all).toMatchObject({ mayTeach: true, mayPlan: true, knownTracks: [] });
    expect(leads).toMatchObject({ mayTeach: false, mayPlan: true });
    expect(trainers).toMatchObject({ mayTeach: false, mayPlan: false });
    expect(bursars).toMatchObject({ mayTeach: false, mayPlan: false });
    for (const one of [all!, leads!, trainers!, bursars!]) {
      expect(one.tracks.map(({ id }) => id)).toEqual([
        'ac',
        'ac-ag',
        'sc-fp',
        'sg',
        'ordonnateurs',
      ]);
      expect(one.trainers).toHaveLength(20);
      expect(one.pairs).toHaveLength(10);
    }
    expect(all!.windows).toHaveLength(14);
    expect(all!.windows[0]!.dataAsOf! < all!.windows[0]!.opensOn).toBe(true);
    expect(all!.actions.find(({ id }) => id === 'presentiel-ac')).toBeDefined();
  });

  it('has tracks and materials that the programme’s pilots write, and nobody of the wave', async () => {
    const before = await read(pilot);
    const sgTrack = before.tracks.find(({ id }) => id === 'sg')!;
    const material = {
      title: 'Guide du SG',
      kind: 'guide',
      rights: 'consent',
      track: 'sg',
    } as const;
    for (const device of [lead, trainer, bursar]) {
      const track = { ...wave, id: 'sg', set: { groupAim: 18 } };
      expect(await device.core.call('trainingSetup.saveTrack', track)).toEqual(notAllowed);
      const made = await device.core.call('trainingSetup.saveMaterial', { ...wave, set: material });
      expect(made).toEqual(notAllowed);
      expect(await device.core.call('trainingSetup.takeTracks', wave)).toEqual(notAllowed);
      expect(await device.status()).toMatchObject({ pending: 0 });
    }
    must(
      await pilot.core.call('trainingSetup.saveTrack', {
        ...wave,
        id: 'sg',
        set: { groupAim: 18 },
      }),
    );
    const { id } = must(
      await pilot.core.call('trainingSetup.saveMaterial', { ...wave, set: material }),
    );
    await pilot.sync();
    await lead.sync();
    const seen = await read(lead);
    expect(seen.tracks.find((one) => one.id === 'sg')!.groupAim).toBe(18);
    expect(seen.materials.find((one) => one.id === id)).toMatchObject({
      title: 'Guide du SG',
      rights: 'consent',
      older: false,
    });
    const kept = await pilot.core.call('trainingSetup.remove', {
      ...wave,
      kind: 'track',
      id: 'sg',
    });
    expect(kept).toMatchObject({ error: { type: 'StillUsed', by: 'enrolments' } });
    must(await pilot.core.call('sync.undo', {}));
    must(await pilot.core.call('sync.undo', {}));
    const undone = await read(pilot);
    expect(undone.materials).toEqual(before.materials);
    expect(undone.tracks.find((one) => one.id === 'sg')!.groupAim).toBe(sgTrack.groupAim);
    await pilot.sync();
    expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });
  });

  it('has tracks with a form: modules once, the most not below the aim, actors of the kit', async () => {
    const { tracks } = await read(pilot);
    const { modules } = tracks.find(({ id }) => id === 'ac')!;
    const wrong = [
      [{ modules: [modules[0]!, modules[0]!] }, 'modules'],
      [{ groupAim: 30 }, 'groupMax'],
      [{ actors: ['nobody'] }, 'actors'],
      [{ kitActions: ['nothing'] }, 'kitActions'],
      [{ label: null }, 'label'],
      [
        { modules: [{ ...modules[0]!, notBefore: '2024-02-01', notAfter: '2024-01-01' }] },
        'notAfter',
      ],
    ] as const;
    for (const [set, detail] of wrong) {
      const input = { ...wave, id: 'ac', set: set as never };
      expect(await pilot.core.call('trainingSetup.saveTrack', input)).toEqual(badInput(detail));
    }
    const less = { ...wave, id: 'ac', set: { modules: modules.slice(0, 1) } };
    expect(await pilot.core.call('trainingSetup.saveTrack', less)).toMatchObject({
      error: { type: 'StillUsed', by: 'sessions' },
    });
    expect(await pilot.status()).toMatchObject({ pending: 0 });
  });

  it('has sites and rooms of the wave, which its training lead writes', async () => {
    const call = lead.core.call.bind(lead.core);
    const site = must(
      await call('trainingSetup.saveSite', {
        ...wave,
        set: { name: 'Lycée des Tilleuls', town: 'Abbeville', latitude: 50.1, longitude: 1.83 },
      }),
    );
    const room = must(
      await call('trainingSetup.saveRoom', {
        ...wave,
        site: site.id,
        set: { name: 'Salle 12', seats: 18 },
      }),
    );
    expect(
      await call('trainingSetup.saveSite', { ...wave, shared: true, set: { name: 'X' } }),
    ).toEqual(notAllowed);
    expect(
      await call('trainingSetup.saveRoom', { ...wave, site: 'none', set: { name: 'X' } }),
    ).toEqual(badInput('site'));
    await lead.sync();
    await trainer.sync();
    expect((await read(trainer)).sites.find(({ id }) => id === site.id)).toMatchObject({
      town: 'Abbeville',
      rooms: [{ id: room.id, seats: 18 }],
      mayWrite: false,
    });
    const mine = { ...wave, id: site.id, set: { name: 'Y' } };
    expect(await trainer.core.call('trainingSetup.saveSite', mine)).toEqual(notAllowed);
    must(await call('trainingSetup.remove', { ...wave, kind: 'site', id: site.id }));
    const without = await read(lead);
    expect(without.sites.some(({ id }) => id === site.id)).toBe(false);
    must(await call('sync.undo', {}));
    expect((await read(lead)).sites.find(({ id }) => id === site.id)!.rooms).toHaveLength(1);
    const used = without.sites.find(({ town }) => town === 'Amiens')!;
    const kept = await call('trainingSetup.remove', { ...wave, kind: 'site', id: used.id });
    expect(kept).toMatchObject({ error: { type: 'StillUsed', by: 'sessions' } });
  });

  it('has trainers by hand, from people and from the pool, in pairs of two', async () => {
    const call = lead.core.call.bind(lead.core);
    const { trainers, pairs } = await read(lead);
    const used = await call('trainingSetup.remove', {
      ...wave,
      kind: 'trainer',
      id: trainers[0]!.id,
    });
    expect(used).toMatchObject({ error: { type: 'StillUsed' } });
    const twice = { ...wave, set: { name: 'Alix', person: trainers[0]!.person } };
    expect(await call('trainingSetup.saveTrainer', twice)).toEqual(badInput('person'));
    const { id } = must(
      await call('trainingSetup.saveTrainer', { ...wave, set: { name: 'Perrine Saulaie' } }),
    );
    const alone = { ...wave, set: { first: id, second: id } };
    expect(await call('trainingSetup.savePair', alone)).toEqual(badInput('second'));
    const pair = must(
      await call('trainingSetup.savePair', {
        ...wave,
        set: { first: id, second: trainers[1]!.id },
      }),
    );
    expect((await read(lead)).pairs).toHaveLength(pairs.length + 1);
    must(await call('trainingSetup.remove', { ...wave, kind: 'pair', id: pair.id }));
    must(await call('trainingSetup.remove', { ...wave, kind: 'trainer', id }));
    // A trainer whom another wave lends is offered here, once.
    must(
      await pilot.core.call('trainingSetup.saveTrainer', {
        wave: 'op-v5',
        set: { name: 'Hector Charmoie', lent: true, sphere: 'comptable' },
      }),
    );
    const { pool } = await read(pilot);
    expect(pool).toMatchObject([{ name: 'Hector Charmoie', sphere: 'comptable' }]);
    must(
      await pilot.core.call('trainingSetup.saveTrainer', { ...wave, set: { name: pool[0]!.name } }),
    );
    expect((await read(pilot)).pool).toEqual([]);
  });

  it('lets trainers say when they cannot come, for themselves alone', async () => {
    const { trainers } = await read(trainer);
    const me = trainers.find(({ mayBeAway }) => mayBeAway)!;
    expect(trainers.filter(({ mayBeAway }) => mayBeAway)).toEqual([me]);
    const set = { from: '2024-02-05', until: '2024-02-06' };
    const other = trainers.find(({ id }) => id !== me.id)!;
    const call = trainer.core.call.bind(trainer.core);
    expect(await call('trainingSetup.saveAbsence', { ...wave, trainer: other.id, set })).toEqual(
      notAllowed,
    );
    const backwards = { ...wave, trainer: me.id, set: { ...set, until: '2024-02-01' } };
    expect(await call('trainingSetup.saveAbsence', backwards)).toEqual(badInput('until'));
    const { id } = must(await call('trainingSetup.saveAbsence', { ...wave, trainer: me.id, set }));
    await trainer.sync();
    await lead.sync();
    await bursar.sync();
    expect((await read(lead)).absences).toEqual([{ id, trainer: me.id, ...set }]);
    // Whose absence it is stays among those who plan and train.
    expect((await read(bursar)).absences).toEqual([]);
    const removed = await call('trainingSetup.remove', { ...wave, kind: 'absence', id });
    expect(removed.ok).toBe(true);
    await trainer.sync();
    expect(await trainer.status()).toMatchObject({ pending: 0, rejected: 0 });
  });

  it('keeps days and hours in order, and waives rules of the planner alone', async () => {
    const call = lead.core.call.bind(lead.core);
    const rules = (set: object) => call('trainingSetup.saveRules', { ...wave, set });
    expect(await rules({ until: '2023-01-01' })).toEqual(badInput('until'));
    expect(await rules({ morningTo: '08:00' })).toEqual(badInput('morningTo'));
    expect(await rules({ afternoonFrom: '11:30' })).toEqual(badInput('afternoonFrom'));
    expect(await rules({ waived: ['everything'] })).toEqual(badInput('waived'));
    must(await rules({ waived: ['gapTooShort'], afternoonFrom: '12:00' }));
    expect((await read(lead)).rules).toMatchObject({
      waived: ['gapTooShort'],
      afternoonFrom: '12:00',
    });
    const papers = {
      organiser: 'EAFC',
      signatoryName: 'Ondine Mirabelle',
      signatoryFunction: 'Directrice',
      writtenAt: 'Laon',
      returnAddress: '1 rue du Stade, Laon',
    };
    must(await rules(papers));
    expect((await read(lead)).rules).toMatchObject(papers);
    const period = { label: 'Examens', kind: 'exams', from: '2024-06-10', until: '2024-06-01' };
    const wrong = await call('trainingSetup.savePeriod', { ...wave, set: period as never });
    expect(wrong).toEqual(badInput('until'));
    expect(
      await bursar.core.call('trainingSetup.saveRules', { ...wave, set: { waived: [] } }),
    ).toEqual(notAllowed);
    await lead.sync();
    expect(await lead.status()).toMatchObject({ pending: 0, rejected: 0 });
  });
});
