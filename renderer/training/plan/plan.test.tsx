import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type { planningContract, PlanView } from '../../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { createMemoryBridge } from '../../testing/memoryBridge.ts';
import { memoryTraining } from '../../testing/memoryTraining.ts';
import { pageReady, renderApp } from '../../testing/renderApp.tsx';

const programme = { id: 'opale', name: 'Op@le' };
const wave = { id: 'v6', label: 'V6', programme, switchoverDate: '2024-01-01' };

const empty: PlanView = {
  groups: [],
  sessions: [],
  removed: [],
  broken: [],
  score: { hard: 0, soft: 0 },
  moved: 0,
  missing: 'people',
};
const full: PlanView = {
  ...empty,
  groups: [
    {
      id: 'g1',
      label: 'Groupe 1',
      track: 'sg',
      isNew: false,
      trainers: [],
      site: null,
      members: [],
      joins: 0,
      leaves: 0,
      followed: [],
    },
  ],
  sessions: [
    {
      id: 's1',
      group: 'g1',
      track: 'sg',
      module: 'm1',
      title: 'Préparer le budget',
      trainers: [],
      site: null,
      room: null,
      day: '2024-02-06',
      half: 'day',
      from: '09:00',
      to: '16:30',
      change: null,
      before: null,
      held: false,
    },
  ],
  missing: null,
};
type Applied = OutputOf<(typeof planningContract)['planning.apply']>;
const nothingLeft: Applied['left'] = { sessions: [], groups: [], people: [] };

async function open(
  plan: PlanView,
  {
    mayPlan = true,
    left = nothingLeft,
    candidates = [],
  }: { mayPlan?: boolean; left?: Applied['left']; candidates?: readonly object[] } = {},
) {
  const memory = createMemoryBridge({});
  memory.state.session!.roles = [{ role: 'pilot', place: 'programme:opale' }];
  const base = memoryTraining()['training.overview']();
  if (!base.ok) throw new Error('no overview');
  const overview: TrainingOverview = { ...base.value, waves: [wave], wave, mayPlan };
  const score = { hard: 0, soft: 0 };
  Object.assign(memory.methods, {
    ...memoryTraining(overview),
    'planning.start': () => ok({ job: 'j1', people: 0, trainers: 0 }),
    'planning.progress': () => ok({ job: 'j1', done: true, progress: 1, ms: 900, score }),
    'planning.read': () => ok(plan),
    'planning.candidates': () => ok({ candidates }),
    'planning.apply': () => ok({ groups: 1, sessions: 2, people: 3, left }),
  });
  const user = await renderApp(memory, '/training/plan');
  await pageReady('training');
  return { memory, user };
}

const propose = async (user: Awaited<ReturnType<typeof open>>['user']): Promise<void> =>
  user.click(await screen.findByRole('button', { name: 'Proposer un plan' }));

describe('a plan that is proposed', () => {
  it('is still there after a look at another reading', async () => {
    const { user, memory } = await open(full);
    await propose(user);
    expect(await screen.findByText('Préparer le budget')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Groupes' }));
    await waitFor(() => expect(screen.queryByText('Préparer le budget')).toBeNull());
    await user.click(screen.getByRole('tab', { name: 'Planification' }));
    expect(await screen.findByText('Préparer le budget')).toBeVisible();
    expect(memory.calls.filter(({ name }) => name === 'planning.start')).toHaveLength(1);
  });

  it('says after it was applied what was changed meanwhile', async () => {
    const session = { id: 's1', title: 'Préparer le budget', group: 'Groupe 1', day: '2024-02-06' };
    const people = [{ enrolment: 'v6:sg:p', name: 'Ondine Sureau' }];
    const { user } = await open(full, { left: { sessions: [session], groups: [], people } });
    await propose(user);
    await user.click(await screen.findByRole('button', { name: 'Appliquer ce plan' }));
    const notice = await screen.findByText(/1 séance a changé entre-temps/);
    expect(notice).toHaveTextContent(/Préparer le budget.*Groupe 1/);
    expect(notice).toHaveTextContent('Ondine Sureau');
    expect(screen.getByRole('button', { name: 'Proposer un plan' })).toHaveFocus();
  });

  it.each([
    ['people', /Personne n’est inscrit/],
    ['trainers', /n’a pas de formateurs/],
    ['modules', /définissez les modules/],
  ] as const)(
    'that is empty for want of %s says so, and cannot be applied',
    async (missing, said) => {
      const { user } = await open({ ...empty, missing });
      await propose(user);
      expect(await screen.findByText(said)).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Appliquer ce plan' })).toBeNull();
    },
  );

  it('says of a new group what its people have followed before', async () => {
    const [known] = full.groups;
    const made = { ...known!, id: 'g2', label: 'Groupe 2', isNew: true, followed: ['Découvrir'] };
    const { user } = await open({ ...full, groups: [known!, made] });
    await propose(user);
    await user.click(await screen.findByRole('button', { name: 'Groupes' }));
    const said = await screen.findByText(/sans ce qui a déjà été suivi/);
    expect(said).toHaveTextContent(/Groupe 2.*nouveau.*Découvrir/);
    expect(said).not.toHaveTextContent('Groupe 1');
  });

  it('names the schools whose people are in no track yet', async () => {
    const who = { track: 'sg', establishment: 'e1', schoolName: 'Collège Élan', town: null };
    const candidates = ['p1', 'p2'].map((person) => ({ person, name: person, ...who }));
    await open(full, { candidates });
    expect(await screen.findByText(/^2 personnes des établissements ne sont/)).toBeVisible();
  });

  it('is for those who plan: others are told', async () => {
    await open(full, { mayPlan: false });
    expect(await screen.findByText(/Seules les personnes qui planifient/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Proposer un plan' })).toBeNull();
  });
});
