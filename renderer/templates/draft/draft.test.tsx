import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok } from '../../../shared/kernel/result.ts';
import { editKit } from '../../../shared/templates/kitEdit.ts';
import { editLists, isListEdit } from '../../../shared/templates/listEdit.ts';
import type {
  DraftView,
  ProposalsView,
  TemplateView,
} from '../../../shared/templates/templates.contract.ts';
import { createMemoryBridge, type MemoryBridge } from '../../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../../testing/renderApp.tsx';
import { sampleKit } from '../../testing/sampleKit.ts';

type Action = DraftView['actions'][number];

const ADDRESS = '/template/draft/opale/2.0.0';
const frame = {
  phases: [
    { id: 'information', label: { fr: 'Information et cadrage' } },
    { id: 'bascule', label: { fr: 'Bascule' } },
  ],
  actors: [{ id: 'sg', label: { fr: 'Secrétaire général' }, roles: ['bursar' as const] }],
  variants: [
    { id: 'janvier', label: { fr: 'Janvier' } },
    { id: 'septembre', label: { fr: 'Septembre' } },
  ],
  levels: [{ id: 'region', label: { fr: 'Région académique' } }],
};

function action(id: string, phase = 'information'): Action {
  return {
    id,
    phase,
    actors: [],
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
  };
}

const view: TemplateView = {
  programme: { id: 'opale', name: 'Op@le' },
  kitName: null,
  version: '1.0.0',
  mayEdit: true,
  mayPropose: true,
  ...frame,
  actions: ['a', 'b', 'c'].map((id) => ({ ...action(id), retired: false })),
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

/** A core that keeps one draft, and edits it as the real one does. */
function memoryWithDraft(change: Partial<DraftView> = {}): {
  memory: MemoryBridge;
  draft: () => DraftView;
} {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  let draft: DraftView = {
    version: '2.0.0',
    state: 'draft',
    note: null,
    basedOn: '1.0.0',
    mayEdit: true,
    ...frame,
    actions: [action('a'), action('b'), action('c', 'bascule')],
    problems: [],
    ...change,
  };
  memory.methods['templates.current'] = () => ok(view);
  memory.methods['templates.draft'] = () => ok(draft);
  memory.methods['templates.editDraft'] = ({ edit }) => {
    if (isListEdit(edit)) {
      const done = editLists(draft, edit);
      if (!done.ok) return done;
      draft = { ...draft, ...(done.value.kit as Pick<DraftView, 'phases' | 'actors' | 'actions'>) };
      return ok({ id: done.value.id });
    }
    const phases = draft.phases.map(({ id }) => id);
    const done = editKit(draft.actions, edit, { phases });
    if (!done.ok) return done;
    draft = { ...draft, actions: done.value.actions as Action[] };
    return ok({ id: done.value.id });
  };
  memory.methods['templates.describeDraft'] = ({ note }) => {
    draft = { ...draft, note };
    return ok(null);
  };
  memory.methods['templates.drop'] = () => {
    draft = { ...draft, state: 'dropped', mayEdit: false };
    memory.emit({ type: 'rowsChanged', scopes: [], entities: ['templateVersion'] });
    return ok(null);
  };
  return { memory, draft: () => draft };
}

async function openDraft(change: Partial<DraftView> = {}, at = '') {
  const { memory, draft } = memoryWithDraft(change);
  const user = await renderApp(memory, ADDRESS + at);
  await pageReady('draft');
  const ids = () => draft().actions.map(({ id }) => id);
  const of = (id: string) => draft().actions.find((one) => one.id === id)!;
  return { memory, user, draft, ids, of };
}

const rowAt = (index: number) =>
  screen
    .getByRole('grid', { name: 'Actions du brouillon' })
    .querySelector<HTMLElement>(`[data-index="${index}"]`)!;
const focusedRow = () => document.activeElement?.getAttribute('data-index');

it('is written by keyboard alone: add, move past the edge of a phase, rename, remove', async () => {
  const { user, ids, of } = await openDraft();
  rowAt(0).focus();
  await user.keyboard('n');
  await screen.findByRole('complementary', { name: 'Nouvelle action' });
  screen.getByText('après « Action a »', { exact: false });
  await user.keyboard('Prévenir la banque{Enter}');
  await waitFor(() => expect(ids()).toEqual(['a', 'prevenir-la-banque', 'b', 'c']));
  await waitFor(() => expect(focusedRow()).toBe('1'));

  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await waitFor(() => expect(ids()).toEqual(['a', 'b', 'prevenir-la-banque', 'c']));
  await waitFor(() => expect(focusedRow()).toBe('2'));
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await waitFor(() => expect(of('prevenir-la-banque').phase).toBe('bascule'));
  expect(focusedRow()).toBe('2');

  await user.keyboard('{Enter}');
  const title = await screen.findByRole('textbox', { name: 'Intitulé' });
  await waitFor(() => expect(document.activeElement).toBe(title));
  await user.clear(title);
  await user.keyboard('Écrire à la banque{Enter}{Escape}');
  await waitFor(() => expect(of('prevenir-la-banque').title.fr).toBe('Écrire à la banque'));
  await waitFor(() => expect(focusedRow()).toBe('2'));

  await user.keyboard('{Delete}');
  await waitFor(() => expect(ids()).toEqual(['a', 'b', 'c']));
  await waitFor(() => expect(focusedRow()).toBe('2'));
  screen.getByText(/est retirée du brouillon/);
});

it('holds every field of an action, each kept once it is left', async () => {
  const last = { ...action('c', 'bascule'), title: { fr: 'Clôturer les comptes' } };
  const { user, of } = await openDraft({ actions: [action('a'), action('b'), last] }, '/b');
  const field = (name: string | RegExp) => screen.getByLabelText<HTMLInputElement>(name);
  const write = async (name: string, text: string) => {
    await user.clear(field(name));
    await user.type(field(name), text);
    await user.tab();
  };
  await write('Description', 'Par écrit.');
  await user.click(screen.getByRole('button', { name: 'العربية' }));
  await write('Intitulé', 'إخبار البنك');
  await user.selectOptions(field('Phase'), 'bascule');
  await write('Jours par rapport au jour J (négatif : avant)', '-15');
  await write('Septembre', '-30');
  await user.click(screen.getByRole('checkbox', { name: 'Secrétaire général' }));
  await user.type(screen.getByRole('textbox', { name: 'Chercher une action' }), 'cloturer');
  expect(screen.queryByRole('checkbox', { name: 'Action a' })).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Clôturer les comptes' }));
  await user.click(screen.getByRole('button', { name: 'fichier' }));
  await user.click(screen.getByRole('checkbox', { name: /^Bloquante/ }));
  await user.selectOptions(field('Variante'), 'janvier');
  await user.selectOptions(field('Niveau'), 'region');
  await user.selectOptions(field('Indicateur'), 'dataMigrated');
  await write('Source', 'Guide national');
  await waitFor(() => expect(of('b').source).toBe('Guide national'));
  expect(of('b')).toEqual({
    id: 'b',
    title: { fr: 'Action b', ar: 'إخبار البنك' },
    description: { fr: 'Par écrit.' },
    phase: 'bascule',
    dueOffsetDays: -15,
    dueOffsetVariants: { septembre: -30 },
    actors: ['sg'],
    dependsOn: ['c'],
    evidence: 'file',
    blocking: true,
    variant: 'janvier',
    level: 'region',
    indicator: 'dataMigrated',
    source: 'Guide national',
  });
});

it('refuses a number of days that is no due day, at its field', async () => {
  const { user, of } = await openDraft({ actions: [action('a')] }, '/a');
  const field = () => screen.getByLabelText<HTMLInputElement>(/^Jours par rapport/);
  const write = async (text: string) => {
    await user.clear(field());
    await user.type(field(), text);
    await user.tab();
  };
  await write('-3661');
  await screen.findByText(/^Entre −3\s660 et \+3\s660 jours/);
  expect(field()).toBeInvalid();
  expect(of('a').dueOffsetDays).toBe(-60);
  await write('-3660');
  await waitFor(() => expect(of('a').dueOffsetDays).toBe(-3_660));
  expect(field()).toBeValid();
});

it('names the documents that an action comes from, and keeps their ids', async () => {
  const source = (id: string, text: string) => ({ ...action(id), source: text });
  const actions = [source('a', 'seed:004_85522e509acee4af.txt'), source('b', 'public:bilan-lille')];
  const { user, of } = await openDraft({ actions }, '/a');
  const field = () => screen.getByLabelText<HTMLInputElement>('Source');
  expect(field().value).toBe('document de référence n° 4');
  await user.click(field());
  await user.click(within(rowAt(1)).getByText('Action b'));
  await waitFor(() => expect(field().value).toBe('source publique «\u00A0bilan lille\u00A0»'));
  expect(of('a').source).toBe('seed:004_85522e509acee4af.txt');
});

it('is given phases by keyboard alone: add, move, name in three languages, remove with its actions', async () => {
  const { user, draft, of } = await openDraft();
  const row = (index: number) =>
    screen
      .getByRole('grid', { name: 'Phases du brouillon' })
      .querySelector<HTMLElement>(`[data-index="${index}"]`)!;
  const phases = () => draft().phases.map(({ id }) => id);
  await user.click(screen.getByRole('button', { name: 'Phases' }));
  row(0).focus();
  await user.keyboard('n');
  await screen.findByRole('complementary', { name: 'Nouvelle phase' });
  screen.getByText('après « Information et cadrage »', { exact: false });
  await user.keyboard('Reprise{Enter}');
  await waitFor(() => expect(phases()).toEqual(['information', 'reprise', 'bascule']));
  await waitFor(() => expect(focusedRow()).toBe('1'));

  await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await waitFor(() => expect(phases()).toEqual(['information', 'bascule', 'reprise']));
  await waitFor(() => expect(focusedRow()).toBe('2'));
  await user.keyboard('{Enter}');
  const french = await screen.findByRole('textbox', { name: 'Français' });
  await waitFor(() => expect(document.activeElement).toBe(french));
  await user.clear(french);
  await user.tab();
  screen.getByText(/Écrivez-le d’abord en français/);
  await user.type(french, 'Après la bascule');
  await user.type(screen.getByRole('textbox', { name: 'العربية' }), 'بعد الانتقال');
  await user.type(screen.getByRole('textbox', { name: 'English' }), 'Afterwards{Enter}{Escape}');
  await waitFor(() =>
    expect(draft().phases[2]!.label).toEqual({
      fr: 'Après la bascule',
      ar: 'بعد الانتقال',
      en: 'Afterwards',
    }),
  );
  await waitFor(() => expect(focusedRow()).toBe('2'));

  // One that no action is in goes at once; another asks which one takes its actions over.
  await user.keyboard('{Delete}');
  await waitFor(() => expect(phases()).toEqual(['information', 'bascule']));
  await waitFor(() => expect(focusedRow()).toBe('1'));
  await user.keyboard('{Delete}');
  const panel = await screen.findByRole('complementary', { name: 'Retirer' });
  within(panel).getByText(/a encore des actions \(1\)/);
  const taker = within(panel).getByLabelText('Phase qui reprend ces actions');
  await waitFor(() => expect(document.activeElement).toBe(taker));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(focusedRow()).toBe('1'));
  expect(phases()).toEqual(['information', 'bascule']);
  await user.keyboard('{Delete}');
  await user.click(await screen.findByRole('button', { name: 'Déplacer les actions et retirer' }));
  await waitFor(() => expect(phases()).toEqual(['information']));
  expect(of('c').phase).toBe('information');

  await user.keyboard('{Delete}');
  await screen.findByText(/est la seule phase. Rien n’a été changé/);
  expect(phases()).toEqual(['information']);
});

it('is given actors, with a short name and the roles of people who play the part', async () => {
  const { user, draft } = await openDraft();
  await user.click(screen.getByRole('button', { name: 'Acteurs' }));
  await user.click(screen.getByRole('button', { name: 'Ajouter un acteur' }));
  await user.keyboard('Tuteur de zone{Enter}');
  const panel = await screen.findByRole('complementary', { name: 'Tuteur de zone' });
  // The keyboard goes to what was made, in the list; whoever types before that types there.
  await waitFor(() => expect(document.activeElement).toHaveAttribute('data-index', '1'));
  const short = within(panel).getByRole('group', { name: 'Nom court' });
  await user.type(within(short).getByRole('textbox', { name: 'English' }), 'Tutor');
  await user.tab();
  within(short).getByText(/Écrivez-le d’abord en français/);
  await user.type(within(short).getByRole('textbox', { name: 'Français' }), 'Tuteur');
  await user.click(within(panel).getByRole('checkbox', { name: 'Tuteur' }));
  await user.click(within(panel).getByRole('checkbox', { name: 'Assistance' }));
  await waitFor(() =>
    expect(draft().actors[1]).toEqual({
      id: 'tuteur-de-zone',
      label: { fr: 'Tuteur de zone' },
      short: { fr: 'Tuteur' },
      roles: ['tutor', 'support'],
    }),
  );
  await user.click(within(panel).getByRole('checkbox', { name: 'Assistance' }));
  await waitFor(() => expect(draft().actors[1]!.roles).toEqual(['tutor']));
});

it('keeps no action without a French title, and says why', async () => {
  const { user, of } = await openDraft({}, '/b');
  await user.clear(screen.getByLabelText('Intitulé'));
  await user.tab();
  screen.getByText(/Il faut un intitulé en français/);
  expect(of('b').title.fr).toBe('Action b');
});

it('says of each action what is wrong with it, by names and not by ids', async () => {
  const problems: DraftView['problems'] = [
    { type: 'cycle', at: 'actions › a › dependsOn', detail: 'a → b → a' },
  ];
  const { user } = await openDraft({ problems });
  const list = screen.getByRole('list', { name: 'À corriger avant de fusionner' });
  within(list).getByText(/s’attendent l’une l’autre/);
  expect(list.textContent.replaceAll(/[\u2068\u2069]/g, '')).toContain(
    'Action a → Action b → Action a',
  );
  expect(within(rowAt(1)).queryByText('à corriger')).not.toBeNull();
  expect(within(rowAt(2)).queryByText('à corriger')).toBeNull();
  await user.click(within(list).getByRole('button', { name: 'Action a' }));
  const panel = await screen.findByRole('complementary', { name: 'Action a' });
  within(panel).getByRole('alert');
});

it('teaches how to begin where a draft is empty, and is only read once it is dropped', async () => {
  const { user, ids } = await openDraft({ actions: [] });
  await user.click(screen.getByRole('button', { name: 'Ajouter la première action' }));
  await user.keyboard('Nommer un référent{Enter}');
  await waitFor(() => expect(ids()).toEqual(['nommer-un-referent']));
  await user.click(screen.getByRole('button', { name: 'Abandonner le brouillon' }));
  await waitFor(() => {
    expect(screen.queryByRole('button', { name: 'Ajouter une action' })).toBeNull();
  });
  screen.getByText(/est abandonné. Rien n’a changé/);
});

it('takes a proposal into the newest draft, which opens at the action that it is about', async () => {
  const { memory, draft } = memoryWithDraft();
  const proposals: ProposalsView = {
    blocked: [],
    proposals: [
      {
        id: 'p1',
        action: 'b',
        title: { fr: 'Action b' },
        text: 'Trois semaines plus tôt',
        blockedIn: 4,
        state: 'open',
        answer: null,
        by: null,
        at: null,
      },
    ],
  };
  memory.methods['templates.proposals'] = () => ok(proposals);
  memory.methods['templates.takeProposal'] = () => ok({ version: '2.0.0', action: 'b' });
  const user = await renderApp(memory, '/template/proposals');
  await pageReady('template');
  await user.click(await screen.findByRole('button', { name: 'Retenir' }));
  await user.click(screen.getByRole('button', { name: 'Écrire dans le brouillon' }));
  await pageReady('draft');
  expect(memory.calls.find(({ name }) => name === 'templates.takeProposal')?.input).toEqual({
    id: 'p1',
    answer: '',
    version: '2.0.0',
  });
  const taken = await screen.findByRole('region', { name: 'Proposition retenue' });
  within(taken).getByText('Trois semaines plus tôt');
  await user.click(within(taken).getByRole('button', { name: 'Ajouter à la description' }));
  await waitFor(() =>
    expect(draft().actions[1]!.description).toEqual({ fr: 'Trois semaines plus tôt' }),
  );
  await user.click(within(taken).getByRole('button', { name: 'C’est écrit' }));
  expect(screen.queryByRole('region', { name: 'Proposition retenue' })).toBeNull();
});

it('proposes a blocked action in one click, with the count and what schools say', async () => {
  const { memory } = memoryWithDraft();
  const title = { fr: 'Action a' };
  const notes = [{ school: { name: 'Collège A', nameAr: null, town: null }, note: 'RIB refusé' }];
  memory.methods['templates.proposals'] = () =>
    ok({ blocked: [{ action: 'a', title, schools: 12, notes }], proposals: [] });
  memory.methods['templates.propose'] = () => ok({ id: 'p1' });
  const user = await renderApp(memory, '/template/proposals');
  await pageReady('template');
  await user.click(await screen.findByRole('button', { name: 'Proposer de la revoir' }));
  await waitFor(() =>
    expect(memory.calls.find(({ name }) => name === 'templates.propose')?.input).toEqual({
      programme: 'opale',
      action: 'a',
      text: 'Cette action est bloquée dans 12 établissements.\nCollège A : RIB refusé',
    }),
  );
});

it('shows the most blocked actions first, and the others when they are asked for', async () => {
  const { memory } = memoryWithDraft();
  const blocked = Array.from({ length: 23 }, (_, n) => ({
    action: `a${n}`,
    title: { fr: `Action ${n}` },
    schools: 50 - n,
    notes: [],
  }));
  memory.methods['templates.proposals'] = () => ok({ blocked, proposals: [] });
  const user = await renderApp(memory, '/template/proposals');
  await screen.findByText('Action 19');
  expect(screen.queryByText('Action 20')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Voir aussi 3 autres actions' }));
  screen.getByText('Action 22');
});

it('changes all of an action of the running kit at once, and only when it is saved', async () => {
  const { memory } = memoryWithDraft();
  memory.methods['templates.edit'] = ({ edit }) =>
    'set' in edit && edit.set.dependsOn?.includes('b') === true
      ? {
          ok: false,
          error: {
            type: 'TemplateInvalid',
            problems: [{ type: 'cycle', at: 'actions › a › dependsOn', detail: 'a → b → a' }],
          },
        }
      : ok({ id: 'a', steps: 0 });
  const user = await renderApp(memory, '/template');
  await pageReady('template');
  await user.click(screen.getByText('Action a'));
  await user.click(screen.getByRole('button', { name: 'Modifier l’action' }));
  const called = () => memory.calls.filter(({ name }) => name === 'templates.edit');
  await user.click(screen.getByRole('checkbox', { name: /^Bloquante/ }));
  await user.click(screen.getByRole('checkbox', { name: 'Action b' }));
  screen.getByText('Changé, pas encore enregistré : Bloquante, Attend');
  expect(called()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  expect((await screen.findByRole('alert')).textContent).toContain('s’attendent l’une l’autre');
  await user.click(screen.getByRole('checkbox', { name: 'Action b' }));
  await user.click(screen.getByRole('button', { name: 'Enregistrer' }));
  await screen.findByRole('button', { name: 'Modifier l’action' });
  expect(called().at(-1)?.input).toEqual({
    programme: 'opale',
    edit: { type: 'set', id: 'a', set: { blocking: true, dependsOn: [] } },
  });
});
