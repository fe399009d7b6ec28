import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import type {
  CoverageCounts,
  CoveragePerson,
  CoverageSchool,
  KitProposal,
} from '../../../shared/training/coverage.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { createMemoryBridge, type MemoryBridge } from '../../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../../testing/renderApp.tsx';
import { sampleKit } from '../../testing/sampleKit.ts';

const counts: CoverageCounts = {
  toTrain: 3,
  trained: 1,
  underWay: 1,
  enrolled: 0,
  gap: 1,
  notEnrolled: 0,
};
const head = { wave: 'w', asOf: '2024-01-22', today: '2024-01-22', partial: false };

function school(id: string, set: Partial<CoverageSchool> = {}): CoverageSchool {
  return {
    ...counts,
    id,
    name: `Collège ${id}`,
    nameAr: null,
    town: 'Laon',
    code: null,
    byTrack: { sg: 3 },
    switchoverDate: '2024-01-01',
    lastPlanned: '2024-02-09',
    late: 1,
    daysLate: 9,
    ...set,
  };
}
const person: CoveragePerson = {
  id: 'w:sg:p1',
  person: 'p1',
  name: 'Anne Érable',
  function: 'Secrétaire générale',
  school: 'a',
  schoolName: 'Collège a',
  town: 'Laon',
  track: 'sg',
  groups: ['g1'],
  state: 'gap',
  expected: 7,
  attended: 4,
  missed: 2,
  excused: 0,
  hours: 6,
  hoursTarget: 9,
  lastPlanned: '2024-02-09',
  deadline: '2024-01-31',
  daysLate: 9,
};
function proposal(step: string, set: Partial<KitProposal> = {}): KitProposal {
  return {
    step,
    action: 'presentiel-sg',
    title: { fr: 'Suivre le présentiel' },
    school: step,
    schoolName: `Collège ${step}`,
    nameAr: null,
    town: 'Laon',
    due: '2024-01-31',
    people: 2,
    lastDay: '2024-01-16',
    shared: false,
    mayTick: true,
    ...set,
  };
}
const overview: TrainingOverview = {
  waves: [],
  wave: {
    id: 'w',
    label: 'V6',
    programme: { id: 'opale', name: 'Op@le' },
    switchoverDate: '2024-01-01',
  },
  today: '2024-01-22',
  timeZone: 'Europe/Paris',
  tracks: [
    {
      id: 'sg',
      label: { fr: 'SG' },
      actors: [],
      modules: [],
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
    },
  ],
  groups: [],
  sessions: [],
  trainers: [],
  sites: [],
  removed: [],
  me: null,
  myGroups: [],
  mayPlan: true,
  mayRecord: true,
};

async function open(change: (memory: MemoryBridge) => void = () => {}, address = '') {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['training.overview'] = () => ok(overview);
  memory.methods['coverage.read'] = () =>
    ok({
      ...head,
      total: 2,
      figures: {
        ...counts,
        tracks: 1,
        groups: 10,
        staffInGroups: 200,
        averageGroup: 20,
        trainers: 20,
        trainerPairs: 10,
        outsideGroups: 61,
        held: 43,
        planned: 70,
        attendance: 93.2,
        schools: 2,
        schoolsTrained: 0,
        schoolsLate: 1,
      },
      tracks: [],
      rows: [school('a'), school('b', { gap: 0, daysLate: 0, late: 0 })],
    });
  memory.methods['coverage.people'] = () => ok({ ...head, total: 1, rows: [person] });
  memory.methods['coverage.school'] = () =>
    ok({
      school: school('a'),
      people: [
        {
          ...person,
          missing: [0, 1].map((at) => ({
            title: { fr: 'Prise en main' },
            at,
            of: 2,
            mode: 'inPerson',
            reason: 'absent',
            day: '2024-01-15',
            makeUps: [
              {
                session: 's9',
                day: '2024-02-05',
                half: 'morning',
                group: 'Groupe 2',
                town: 'Amiens',
                status: 'confirmed',
              },
            ],
          })),
        },
      ],
    });
  memory.methods['coverage.proposals'] = () => ok({ rows: [proposal('a'), proposal('b')] });
  memory.methods['kit.tickMany'] = () => ok([]);
  change(memory);
  const user = await renderApp(memory, `/training/coverage${address}`);
  await pageReady('training');
  const asked = (name: string) =>
    memory.calls.filter((call) => call.name === name).map(({ input }) => input);
  return { memory, user, asked };
}
const rowOf = async (text: string) => (await screen.findByText(text)).closest('[role="row"]')!;

describe('coverage of trainings', () => {
  it('says the figures in one line, and each school with what is late in a word', async () => {
    await open();
    expect(
      await screen.findByText(/1 sur 3 formés.*10 groupes \(200 agents, 20 en moyenne\).*61 hors/),
    ).toBeVisible();
    expect(await rowOf('Collège a')).toHaveTextContent('9 j de retard');
    expect(await rowOf('Collège b')).toHaveTextContent('39 j après le jour J');
  });

  it('is narrowed by a state, by its part of the bar', async () => {
    const { user, asked } = await open();
    await user.click(await screen.findByRole('button', { name: /^1\s*Manque$/ }));
    await waitFor(() =>
      expect(asked('coverage.read')).toContainEqual(expect.objectContaining({ state: 'gap' })),
    );
  });

  it('asks for a past day, and for none to come', async () => {
    const { user, asked } = await open();
    const day = await screen.findByLabelText('Au');
    await user.clear(day);
    await user.keyboard('12/1/2024{Enter}');
    await waitFor(() =>
      expect(asked('coverage.read').at(-1)).toMatchObject({ asOf: '2024-01-12' }),
    );
    await user.click(screen.getByRole('button', { name: 'Aujourd’hui' }));
    await waitFor(() => expect(asked('coverage.read').at(-1)).not.toHaveProperty('asOf'));
  });

  it('shows in a school what somebody missed, once a day, and where to make it up', async () => {
    await open(undefined, '/a');
    const panel = await screen.findByRole('complementary');
    const missing = await within(panel).findByRole('list', { name: 'Reste à suivre' });
    expect(within(missing).getAllByRole('listitem')).toHaveLength(1);
    expect(missing).toHaveTextContent('Prise en main · absent · 15 janv.');
    expect(within(missing).getByRole('link', { name: /Groupe 2/ })).toHaveAttribute(
      'href',
      '#/training/attendance/s9',
    );
  });

  it('writes what is on the screen as a table', async () => {
    const { user, asked } = await open();
    await user.click(await screen.findByRole('button', { name: 'Par personne' }));
    await screen.findByText('Anne Érable');
    await user.click(screen.getByRole('button', { name: 'Exporter (CSV)' }));
    expect(asked('coverage.save')).toEqual([{ table: 'people', wave: 'w' }]);
    expect(await screen.findByText(/Couverture.csv/)).toBeVisible();
  });

  it('teaches where to begin', async () => {
    await open((memory) => {
      memory.methods['training.overview'] = () => ok({ ...overview, tracks: [] });
    });
    expect(await screen.findByRole('button', { name: 'Créer un parcours' })).toBeVisible();
  });
});

describe('actions of kits that attendance says are done', () => {
  async function kits(change?: (memory: MemoryBridge) => void) {
    const opened = await open(change);
    await opened.user.click(await screen.findByRole('button', { name: /Kits à confirmer/ }));
    return opened;
  }
  const focus = async (text: string) => ((await rowOf(text)) as HTMLElement).focus();

  it('are chosen by a blank and confirmed by Enter, together', async () => {
    const { user, asked } = await kits();
    await focus('Collège a');
    await user.keyboard(' {ArrowDown}');
    await waitFor(async () => expect(document.activeElement).toBe(await rowOf('Collège b')));
    await user.keyboard(' ');
    expect(await screen.findByRole('button', { name: 'Confirmer 2 actions' })).toBeEnabled();
    expect(asked('kit.tickMany')).toEqual([]);
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(asked('kit.tickMany')).toEqual([
        {
          steps: ['a', 'b'],
          status: 'done',
          reason: 'Confirmé d’après l’émargement des formations.',
        },
      ]),
    );
  });

  it('one is confirmed by Enter alone, with its evidence', async () => {
    const { user, asked } = await kits();
    await focus('Collège b');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(asked('kit.tickMany')).toHaveLength(1));
    expect(asked('kit.tickMany')[0]).toMatchObject({
      steps: ['b'],
      reason: expect.stringMatching(/2 personnes sur 2 formées.*16 janvier 2024/) as string,
    });
  });

  it('are left alone by whoever may only read', async () => {
    const { user, asked } = await kits((memory) => {
      memory.methods['coverage.proposals'] = () =>
        ok({ rows: [proposal('a', { mayTick: false })] });
    });
    await focus('Collège a');
    await user.keyboard(' {Enter}');
    expect(screen.getByRole('button', { name: 'Tout choisir' })).toBeDisabled();
    expect(asked('kit.tickMany')).toEqual([]);
  });
});
