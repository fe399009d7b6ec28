import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { FullTrainer, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { createMemoryBridge, type MemoryBridge } from '../../testing/memoryBridge.ts';
import { memorySetup } from '../../testing/memorySetup.ts';
import { memoryTraining } from '../../testing/memoryTraining.ts';
import { pageReady, renderApp } from '../../testing/renderApp.tsx';

const programme = { id: 'opale', name: 'Op@le' };
const wave = { id: 'v6', label: 'V6', programme, switchoverDate: '2024-01-01' };
const track: TrainingSetup['tracks'][number] = {
  id: 'sg',
  label: { fr: 'SG' },
  actors: ['sg'],
  modules: [
    module('m1', 'Préparer le budget'),
    { ...module('m2', 'Saisir le budget'), halfDays: 1 },
  ],
  distanceHours: 9,
  courses: [],
  groupAim: 20,
  groupMax: 24,
  minGapDays: 7,
  outsideGroups: false,
  kitActions: [],
  productVersion: null,
  coveredByFee: null,
  note: null,
  pending: false,
  older: false,
};

function module(id: string, fr: string) {
  const rest = { trainingBase: true, notBefore: null, notAfter: null };
  return { id, title: { fr }, mode: 'inPerson' as const, halfDays: 2, ...rest };
}

function trainer(id: string, name: string): FullTrainer {
  return {
    id,
    name,
    person: null,
    email: null,
    phone: null,
    sphere: 'comptable',
    town: null,
    latitude: null,
    longitude: null,
    tracks: null,
    maxTravelMinutes: null,
    maxDaysPerWeek: null,
    lent: false,
    experience: null,
    note: null,
    shared: false,
    mayWrite: true,
    mayBeAway: true,
    sessionsToCome: 0,
    pending: false,
  };
}

async function open(part: string, setup: Partial<TrainingSetup>) {
  const memory = createMemoryBridge({});
  memory.state.session!.roles = [{ role: 'pilot', place: 'programme:opale' }];
  const overview = memoryTraining()['training.overview']();
  if (!overview.ok) throw new Error('no overview');
  const may = { mayPlan: true, mayRecord: true };
  memory.methods['training.overview'] = () =>
    ok({ ...overview.value, waves: [wave], wave, ...may });
  Object.assign(memory.methods, memorySetup(setup));
  const user = await renderApp(memory, `/training/setup/${part}`);
  await pageReady('training');
  return { memory, user };
}

const inputs = (memory: MemoryBridge, method: string) =>
  memory.calls.filter(({ name }) => name === method).map(({ input }) => input);

describe('tracks', () => {
  it('are taken from the template where there is none yet', async () => {
    const { memory, user } = await open('tracks', {
      knownTracks: [{ id: 'sg', label: { fr: 'SG' } }],
    });
    await user.click(
      await screen.findByRole('button', { name: 'Reprendre le parcours du modèle' }),
    );
    expect(inputs(memory, 'trainingSetup.takeTracks')).toEqual([{ wave: 'v6' }]);
    expect(await screen.findByText('1 parcours repris du modèle.')).toBeVisible();
  });

  it('teach those who may not write them who does', async () => {
    await open('tracks', { mayTeach: false });
    expect(await screen.findByText(/l’équipe de pilotage du programme les écrit/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Nouveau parcours' })).toBeNull();
  });

  it('are opened by keyboard, their modules put in another order, and saved', async () => {
    const { memory, user } = await open('tracks', { tracks: [track] });
    const row = await screen.findByRole('row', { name: /SG/ });
    expect(row).toHaveTextContent('3 demi-journées');
    row.focus();
    await user.keyboard('{Enter}');
    const panel = screen.getByRole('complementary', { name: 'Parcours' });
    await user.click(within(panel).getByRole('button', { name: /^Monter.*Saisir le budget/ }));
    await user.click(within(panel).getByRole('button', { name: 'Enregistrer' }));
    const [input] = inputs(memory, 'trainingSetup.saveTrack') as {
      id: string;
      set: typeof track;
    }[];
    expect(input!.id).toBe('sg');
    expect(input!.set.modules.map(({ id }) => id)).toEqual(['m2', 'm1']);
    // The keyboard is back where it came from.
    await waitFor(() => expect(screen.getByRole('row', { name: /SG/ })).toHaveFocus());
  });

  it('say at its field what is missing, and are not saved then', async () => {
    const { memory, user } = await open('tracks', { tracks: [track] });
    await user.click(await screen.findByRole('button', { name: 'Nouveau parcours' }));
    await user.click(screen.getByRole('button', { name: 'Ajouter un module' }));
    await user.clear(screen.getByLabelText('Taille maximale'));
    await user.type(screen.getByLabelText('Taille maximale'), '12');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(screen.getAllByText('À remplir.')).toHaveLength(2);
    expect(screen.getByText('Le maximum est sous la taille visée.')).toBeVisible();
    expect(inputs(memory, 'trainingSetup.saveTrack')).toEqual([]);
  });

  it('say why they stay where something uses them', async () => {
    const { memory, user } = await open('tracks', { tracks: [track] });
    memory.methods['trainingSetup.remove'] = () =>
      err({ type: 'StillUsed', by: 'sessions', count: 2 });
    await user.click(await screen.findByRole('row', { name: /SG/ }));
    await user.click(screen.getByRole('button', { name: 'Retirer' }));
    expect(
      await screen.findByText(/Cela sert encore.*2 séances.*Rien n’a été retiré/),
    ).toBeVisible();
    expect(screen.getByRole('complementary', { name: 'Parcours' })).toBeVisible();
  });
});

describe('materials', () => {
  it('mark what shows an older version, and say what each right means', async () => {
    const { user } = await open('materials', {
      productVersion: '22.3',
      materials: [
        {
          id: 'm',
          title: 'Diaporama',
          track: null,
          module: null,
          kind: 'slides',
          language: 'fr',
          address: null,
          rights: 'consent',
          rightsHolder: null,
          productVersion: '21.4',
          older: true,
          updatedOn: null,
          note: null,
          pending: false,
        },
      ],
    });
    const row = await screen.findByRole('row', { name: /Diaporama/ });
    expect(within(row).getByText('Version antérieure')).toBeVisible();
    await user.click(row);
    expect(screen.getByText('Pas de reprise sans l’accord écrit de son titulaire.')).toBeVisible();
    expect(screen.getByText(/version antérieure à celle en service.*22\.3/)).toBeVisible();
  });
});

describe('trainers', () => {
  const setup: Partial<TrainingSetup> = {
    trainers: [trainer('a', 'Alix'), trainer('b', 'Basile'), trainer('c', 'Cyprien')],
    pairs: [{ id: 'p', label: null, first: 'a', second: 'c' }],
  };

  it('stand pair by pair below those who have none', async () => {
    await open('trainers', setup);
    expect(await screen.findByText('1 formateur est sans binôme.')).toBeVisible();
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^BasileSans binôme/),
      expect.stringMatching(/^Alixavec Cyprien/),
      expect.stringMatching(/^Cyprienavec Alix/),
    ]);
  });

  it('are offered from the people of the wave, with all that is known of them', async () => {
    const person = { person: 'p-262', name: 'Ugo', email: 'ugo@exemple.invalid', phone: null };
    const { memory, user } = await open('trainers', { ...setup, people: [person] });
    await user.click(await screen.findByRole('button', { name: 'Ajouter un formateur' }));
    await user.selectOptions(screen.getByLabelText('Reprendre'), 'Ugo');
    expect(screen.getByLabelText('Courriel')).toHaveValue('ugo@exemple.invalid');
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(inputs(memory, 'trainingSetup.saveTrainer')).toEqual([
      { wave: 'v6', set: expect.objectContaining(person) },
    ]);
  });
});

describe('days and rules', () => {
  it('waive a rule with what that means, at once', async () => {
    const { memory, user } = await open('calendar', {});
    await user.click(
      await screen.findByRole('checkbox', { name: /Un formateur seul peut tenir une séance/ }),
    );
    expect(inputs(memory, 'trainingSetup.saveRules')).toEqual([
      { wave: 'v6', set: { waived: ['pairIncomplete'] } },
    ]);
  });

  it('ask for the days of a period, in order', async () => {
    const { memory, user } = await open('calendar', {});
    await user.click(await screen.findByRole('button', { name: 'Ajouter une période' }));
    await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
    expect(screen.getAllByText('À remplir.')).toHaveLength(3);
    expect(inputs(memory, 'trainingSetup.savePeriod')).toEqual([]);
  });
});
