import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../shared/kernel/result.ts';
import type {
  ComparisonView,
  DifferenceView,
  TemplateView,
} from '../../shared/templates/templates.contract.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit, sampleStep } from '../testing/sampleKit.ts';

type Action = TemplateView['actions'][number];

function action(id: string, change: Partial<Action> = {}): Action {
  return {
    id,
    phase: 'information',
    actors: ['sg'],
    title: { fr: `Action ${id}` },
    description: null,
    dueOffsetDays: -60,
    dueOffsetVariants: null,
    variant: null,
    dependsOn: [],
    evidence: 'none',
    blocking: false,
    level: null,
    indicator: null,
    source: null,
    retired: false,
    ...change,
  };
}

const view: TemplateView = {
  programme: { id: 'opale', name: 'Op@le' },
  kitName: null,
  version: '1.0.0',
  mayEdit: true,
  mayPropose: true,
  phases: [{ id: 'information', label: { fr: 'Information et cadrage' } }],
  actors: [{ id: 'sg', label: { fr: 'Secrétaire général' }, roles: ['bursar'] }],
  variants: [],
  levels: [],
  actions: [action('a'), action('b'), action('old', { retired: true })],
  versions: [
    {
      version: '2.0.0',
      state: 'draft',
      note: null,
      basedOn: '1.0.0',
      publishedOn: null,
      actions: 3,
      current: false,
      canUndo: false,
    },
  ],
  unfinished: 0,
  openProposals: 0,
  programmes: [{ id: 'opale', name: 'Op@le' }],
};

const effects = {
  schools: 61,
  appear: 60,
  disappear: 7,
  stay: 5,
  earlier: 0,
  later: 3,
  lateAtOnce: 0,
};

function difference(change: Partial<DifferenceView> & { id: string }): DifferenceView {
  return {
    kinds: ['changed'],
    newId: null,
    title: { fr: `Action ${change.id}` },
    before: action(change.id),
    after: action(change.id),
    fields: [],
    conflict: null,
    recommended: 'theirs',
    effect: null,
    ...change,
  };
}

const plan: ComparisonView = {
  programme: 'opale',
  from: '1.0.0',
  to: '2.0.0',
  baseKnown: true,
  differences: [
    difference({
      id: 'a',
      kinds: ['moved'],
      fields: [{ field: 'dueOffsetDays', ours: -60, theirs: -90, merged: -90, conflict: false }],
    }),
    difference({
      id: 'b',
      kinds: ['renamed'],
      conflict: 'bothChanged',
      recommended: 'ours',
      fields: [
        {
          field: 'title',
          ours: { fr: 'Titre du pilotage' },
          theirs: { fr: 'Titre nouveau' },
          merged: { fr: 'Titre du pilotage' },
          conflict: true,
        },
      ],
    }),
    difference({ id: 'c', kinds: ['removed'], after: null, conflict: 'removedButWorked' }),
  ],
  entries: [
    {
      id: 'phases:reprise',
      list: 'phases',
      kinds: ['added'],
      label: { fr: 'Reprise des données' },
      fields: [
        {
          field: 'label',
          ours: null,
          theirs: { fr: 'Reprise des données' },
          merged: { fr: 'Reprise des données' },
          conflict: false,
        },
      ],
      conflict: null,
      recommended: 'theirs',
      stays: false,
    },
    {
      id: 'actors:sg',
      list: 'actors',
      kinds: ['changed'],
      label: { fr: 'Secrétaire général' },
      fields: [
        { field: 'roles', ours: ['bursar'], theirs: ['tutor'], merged: ['bursar'], conflict: true },
      ],
      conflict: 'bothChanged',
      recommended: 'ours',
      stays: false,
    },
    {
      id: 'phases:information',
      list: 'phases',
      kinds: ['removed'],
      label: { fr: 'Information et cadrage' },
      fields: [],
      conflict: null,
      recommended: 'theirs',
      stays: true,
    },
  ],
  frame: {
    phases: [
      { id: 'reprise', label: { fr: 'Reprise des données' } },
      { id: 'information', label: { fr: 'Information et cadrage' } },
    ],
    actors: view.actors,
    variants: [],
    levels: [],
  },
  local: [],
  titles: {},
  effects,
  unanswered: ['b', 'c'],
  problems: [],
};

async function openPlan(given: ComparisonView = plan) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.methods['templates.current'] = () => ok(view);
  memory.methods['templates.draft'] = () =>
    ok({ ...view, version: '2.0.0', state: 'draft', note: null, basedOn: '1.0.0', problems: [] });
  memory.methods['templates.compare'] = () => ok(given);
  memory.methods['templates.merge'] = () =>
    ok({ programme: 'opale', version: '2.0.0', actions: 3, steps: 60, effects, dryRun: false });
  memory.methods['templates.undoMerge'] = () => ok({ restored: 3, kept: [] });
  const user = await renderApp(memory, '/template/versions');
  await pageReady('template');
  await user.click(screen.getByText('2.0.0'));
  await pageReady('draft');
  await user.click(screen.getByRole('button', { name: 'Comparer avec les kits en cours' }));
  await screen.findByRole('list', { name: 'Différences' });
  const rowOf = (id: string) =>
    within(document.querySelector<HTMLElement>(`[data-difference="${id}"]`)!);
  const called = (name: string) => memory.calls.filter((one) => one.name === name);
  return { user, rowOf, called };
}

it('shows each difference before and after, and the effects in figures', async () => {
  const { rowOf } = await openPlan();
  rowOf('a').getByText('J−60');
  rowOf('a').getByText('J−90');
  rowOf('b').getByText('Titre du pilotage');
  rowOf('b').getByText('Titre nouveau');
  rowOf('c').getByText('n’y est pas');
  expect(rowOf('a').queryByRole('group')).toBeNull();
  const summary = within(screen.getByRole('region', { name: 'Effets de la fusion' }));
  for (const figure of ['61', '60', '7', '5', '3']) summary.getByText(figure);
});

it('shows what becomes of phases and actors, and asks where both sides changed one', async () => {
  const { user, rowOf, called } = await openPlan();
  rowOf('phases:reprise').getByText('ajout');
  expect(rowOf('phases:reprise').getAllByText('Reprise des données')).toHaveLength(2);
  rowOf('phases:information').getByText(/Son nom reste dans les kits/);
  rowOf('actors:sg').getByText('Tuteur');
  await user.click(rowOf('actors:sg').getByRole('button', { name: 'Prendre la nouvelle version' }));
  await waitFor(() =>
    expect(called('templates.compare').at(-1)?.input).toMatchObject({
      answers: { 'actors:sg': 'theirs' },
    }),
  );
});

it('merges with what is recommended, save where somebody chose otherwise', async () => {
  const { user, rowOf, called } = await openPlan();
  const keeps = rowOf('b').getByRole('button', { name: /Garder le kit en cours/ });
  expect(keeps.getAttribute('aria-pressed')).toBe('true');
  expect(keeps.textContent).toContain('conseillé');
  await user.click(rowOf('b').getByRole('button', { name: 'Prendre la nouvelle version' }));
  const asked = { programme: 'opale', version: '2.0.0', answers: { b: 'theirs' } };
  await waitFor(() => expect(called('templates.compare').at(-1)?.input).toEqual(asked));
  await user.click(screen.getByRole('button', { name: 'Fusionner dans les kits en cours' }));
  await screen.findByRole('button', { name: 'Annuler la fusion de 2.0.0' });
  const answers = { b: 'theirs', c: 'theirs', 'actors:sg': 'ours' };
  expect(called('templates.merge')[0]?.input).toEqual({ ...asked, answers });

  await user.click(screen.getByRole('button', { name: 'Annuler la fusion de 2.0.0' }));
  await screen.findByRole('grid', { name: 'Actions du brouillon' });
  const undone = { programme: 'opale', version: '2.0.0' };
  expect(called('templates.undoMerge').map(({ input }) => input)).toEqual([undone]);
});

it('does not merge what would leave actions that wait for each other', async () => {
  await openPlan({ ...plan, problems: [{ type: 'cycle', at: 'actions', detail: 'a → b → a' }] });
  screen.getByText(/a → b → a/);
  const merge = screen.getByRole<HTMLButtonElement>('button', {
    name: 'Fusionner dans les kits en cours',
  });
  expect(merge.disabled).toBe(true);
});

it('marks a step whose action a version has retired', async () => {
  const kit = sampleKit();
  const steps = [...kit.steps, sampleStep({ action: 'Ancienne', status: 'done', retired: true })];
  await renderApp(createMemoryBridge({ kits: [{ ...kit, steps }] }));
  await pageReady('kit');
  const row = document.querySelector<HTMLElement>('[data-step="etab-1:opale:Ancienne"]')!;
  within(row).getByText('retirée du modèle');
});
