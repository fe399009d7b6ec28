import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMemoryBridge, UP_TO_DATE, type MemoryState } from '../testing/memoryBridge.ts';
import { pageReady, renderApp, rowOf } from '../testing/renderApp.tsx';
import {
  EDGAR,
  ME,
  sampleConflict,
  sampleNoteConflict,
  sampleRefusal,
  sampleVersion,
} from '../testing/sampleConflict.ts';
import { sampleKit } from '../testing/sampleKit.ts';

const EQUIPER = 'etab-1:opale:equiper';

async function open(address: string, initial: Partial<MemoryState>) {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    status: {
      ...UP_TO_DATE,
      conflicts: initial.conflicts?.length ?? 0,
      rejected: initial.rejected?.length ?? 0,
    },
    ...initial,
  });
  const user = await renderApp(memory, address);
  return { memory, user };
}

async function openConflicts(initial: Partial<MemoryState>) {
  const opened = await open('/conflicts', initial);
  await pageReady('conflicts');
  return opened;
}

const cards = () => screen.findAllByRole('group', { name: /Équiper les postes|budget/i });
const stepOf = (memory: Awaited<ReturnType<typeof open>>['memory']) =>
  memory.state.kits[0]!.steps.find((step) => step.id === EQUIPER)!;

describe('what is to be settled', () => {
  it('says in words what each wrote, who, which is shown, and where', async () => {
    await openConflicts({ conflicts: [sampleConflict()] });
    const [card] = await cards();
    expect(card).toHaveTextContent('LGT des Hautes Callunes');
    expect(card).toHaveTextContent('2 personnes ont changé cette action');
    const [edgar, me] = within(card!).getAllByRole('listitem');
    expect(edgar).toHaveTextContent(/Fait · 20 janvier 2024/);
    expect(edgar).toHaveTextContent(/Edgar Bergenia · le 21 janv/);
    expect(edgar).toHaveTextContent('Affichée en ce moment');
    expect(me).toHaveTextContent(/Bloqué/);
    expect(me).toHaveTextContent('Vous');
    expect(me).not.toHaveTextContent('Affichée');
  });

  it('tells two versions of a template apart by their names and action by action', async () => {
    const content = (title: string, dueOffsetDays: number) => ({
      version: '1.1.0',
      actions: [
        { id: 'a', title: { fr: title }, dueOffsetDays },
        { id: 'b', title: { fr: 'Pareille' } },
      ],
    });
    const conflict = sampleConflict({
      entity: 'templateVersion',
      row: 'opale:1.1.0',
      scope: 'programme:opale',
      field: 'content',
      versions: [
        sampleVersion({ value: content('Prévenir', -30), by: EDGAR, shown: true }),
        sampleVersion({ value: content('Informer', -20), by: ME }),
      ],
    });
    await openConflicts({ conflicts: [conflict] });
    const card = await screen.findByRole('group', { name: 'Version 1.1.0 du modèle de kit' });
    expect(card).toHaveTextContent('2 personnes ont changé ce modèle de kit');
    const [edgar, me] = [...card.querySelectorAll<HTMLElement>('[data-version]')];
    expect(edgar).toHaveTextContent('Version 1.1.0, 2 actions.');
    expect(edgar).toHaveTextContent(/Intitulé\s*Prévenir/);
    expect(edgar).toHaveTextContent(/Échéance\s*J−30/);
    expect(me).toHaveTextContent(/Intitulé\s*Informer/);
    expect(card).not.toHaveTextContent('Pareille');
    expect(card).not.toHaveTextContent('{');
  });

  it('says why a step is blocked, and nothing of conflicts where there are none', async () => {
    const kit = sampleKit();
    const steps = kit.steps.map((step) =>
      step.id === EQUIPER ? { ...step, note: 'Salle fermée' } : step,
    );
    const { user } = await openConflicts({
      kits: [{ ...kit, steps }],
      conflicts: [sampleConflict()],
    });
    const [card] = await cards();
    const [done, blocked] = within(card!).getAllByRole('listitem');
    expect(blocked).toHaveTextContent('Salle fermée');
    expect(done).not.toHaveTextContent('Salle fermée');
    expect(screen.getByText(/^Plusieurs personnes ont écrit/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Garder ma version' }));
    await screen.findByText(/Rien à départager/);
    await waitFor(() => expect(screen.queryByText(/^Plusieurs personnes ont écrit/)).toBeNull());
  });

  it('names a mark of attendance by whom and what it is of', async () => {
    const about = {
      person: 'Anne Érable',
      session: 's-1',
      title: 'Module 2',
      day: '2024-01-22',
      half: 'morning' as const,
    };
    const versions = [
      sampleVersion({ value: 'late', others: { arrivedAt: '09:20' }, by: EDGAR, shown: true }),
      sampleVersion({ value: 'absent', others: { arrivedAt: null }, by: ME }),
      sampleVersion({
        value: 'late',
        others: { arrivedAt: '09:35' },
        by: { ...EDGAR, person: 'x' },
      }),
    ];
    await openConflicts({
      conflicts: [sampleConflict({ entity: 'attendance', row: 'a-1', about, versions })],
    });
    const card = await screen.findByRole('group', { name: 'Anne Érable' });
    expect(card).toHaveTextContent('Module 2 · 22 janvier 2024 · Matin');
    expect(card).toHaveTextContent('3 personnes ont changé cet émargement');
    const [edgar, me, other] = within(card).getAllByRole('listitem');
    expect(edgar).toHaveTextContent('En retard · 09:20');
    expect(me).toHaveTextContent('Absent');
    expect(other).toHaveTextContent('En retard · 09:35');
    expect(within(card).getByRole('link', { name: 'Anne Érable' })).toHaveAttribute(
      'href',
      '#/training/attendance/s-1',
    );
  });

  it('calls what is no action by its school and by what it is, and its fields in words', async () => {
    const of = { entity: 'waveMembership', row: 'op-v6:etab-1' };
    await openConflicts({
      conflicts: [
        sampleConflict({
          ...of,
          id: 'm-1',
          field: 'switchoverDate',
          versions: [
            sampleVersion({ value: '2024-04-01', by: EDGAR, shown: true }),
            sampleVersion({ value: '2024-07-01', by: ME }),
          ],
        }),
      ],
    });
    const card = await screen.findByRole('group', { name: 'LGT des Hautes Callunes' });
    expect(card).toHaveTextContent('Place dans la vague');
    expect(card).toHaveTextContent('2 personnes ont écrit ici sans se voir');
    expect(card).not.toHaveTextContent('switchoverDate');
    expect(card).not.toHaveTextContent('n’est plus sur ce poste');
  });

  it('is settled by one click, said, and taken back by Ctrl+Z', async () => {
    const { memory, user } = await openConflicts({ conflicts: [sampleConflict()] });
    await user.click(
      await screen.findByRole('button', { name: 'Garder la version d’Edgar Bergenia' }),
    );
    expect(await screen.findByText('Départagé : Équiper les postes')).toBeVisible();
    expect(await screen.findByText(/Rien à départager/)).toBeVisible();
    expect(memory.calls).toContainEqual({
      name: 'sync.resolve',
      input: { ids: ['conflict-1'], keep: 0 },
    });
    expect(stepOf(memory).status).toBe('done');
    await user.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText(/Choix annulé/)).toBeVisible();
    expect(await cards()).toHaveLength(1);
    expect(stepOf(memory).status).toBe('todo');
  });

  it('marks the words of a note that differ, and takes a third version', async () => {
    const { memory, user } = await openConflicts({ conflicts: [sampleNoteConflict()] });
    const [card] = await cards();
    expect([...card!.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'lundi',
      'jeudi matin',
    ]);
    await user.click(screen.getByRole('button', { name: 'Écrire une troisième version' }));
    const field = screen.getByRole('textbox', { name: 'Troisième version' });
    expect(field).toHaveFocus();
    expect(field).toHaveValue('Écrans livrés jeudi matin');
    await user.type(field, ' (lundi : 2){Control>}{Enter}{/Control}');
    await waitFor(() => expect(stepOf(memory).note).toBe('Écrans livrés jeudi matin (lundi : 2)'));
  });

  it('is gone through by keyboard alone', async () => {
    const second = sampleConflict({ id: 'conflict-9', row: 'etab-1:opale:budget' });
    const { memory, user } = await openConflicts({ conflicts: [sampleConflict(), second] });
    const [first, other] = await cards();
    first!.focus();
    await user.keyboard('{ArrowDown}');
    expect(other).toHaveFocus();
    await user.keyboard('{ArrowUp}{Enter}');
    expect(document.activeElement).toHaveAttribute('data-keep', '0');
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toHaveAttribute('data-keep', '1');
    await user.keyboard('{Escape}');
    expect(first).toHaveFocus();
    await user.keyboard('2');
    await waitFor(() => expect(memory.state.conflicts).toHaveLength(1));
    expect(stepOf(memory).status).toBe('blocked');
    await waitFor(() => expect(document.activeElement).toHaveAttribute('data-group', second.row));
  });

  it('may wait: it goes to the end, folded, and is counted all the same', async () => {
    const second = sampleConflict({ id: 'conflict-9', row: 'etab-1:opale:budget' });
    const { user } = await openConflicts({ conflicts: [sampleConflict(), second] });
    const [first] = await cards();
    await user.click(within(first!).getByRole('button', { name: 'Plus tard' }));
    await waitFor(async () => expect((await cards())[1]).toHaveAttribute('data-later', 'true'));
    expect(screen.getByRole('tab', { name: /À départager/ })).toHaveTextContent('2');
    await user.click(screen.getByRole('button', { name: 'Départager maintenant' }));
    await waitFor(async () => expect((await cards())[1]).toHaveAttribute('data-later', 'false'));
  });

  it('keeps all of one person’s at once where several fields are open', async () => {
    const { memory, user } = await openConflicts({
      conflicts: [sampleConflict(), sampleNoteConflict()],
    });
    await user.click(await screen.findByRole('button', { name: 'Tout garder de ma version' }));
    await waitFor(() => expect(memory.state.conflicts).toEqual([]));
    expect(stepOf(memory)).toMatchObject({ status: 'blocked', note: 'Écrans livrés jeudi matin' });
  });

  it('that was settled meanwhile otherwise is said in a sentence, once for a row, with its fields', async () => {
    const { memory, user } = await openConflicts({
      conflicts: [sampleConflict(), sampleNoteConflict()],
    });
    await cards();
    memory.state.conflicts = [];
    memory.receive(EQUIPER, { status: 'done', doneOn: '2024-01-20' });
    const said = await screen.findByText(/n’est plus à départager/);
    expect(said).toHaveTextContent(/« .+ · .+ » n’est plus à départager \(État, Note\)/);
    expect(said).not.toHaveTextContent('quelqu’un d’autre');
    expect(screen.getAllByText('L’action montre maintenant :')).toHaveLength(2);
    await user.click(screen.getByRole('button', { name: 'D’accord' }));
    expect(screen.queryByText(/n’est plus à départager/)).toBeNull();
  });

  it('between one person’s two computers is told apart by the time', async () => {
    const at = Date.now() - 5 * 60_000;
    const versions = [
      sampleVersion({ value: 'done', by: ME, shown: true, at }),
      sampleVersion({ value: 'todo', by: ME, at: at - 60_000 }),
    ];
    await openConflicts({ conflicts: [sampleConflict({ versions })] });
    expect(await screen.findByText(/La même personne a changé cette action/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Garder celle écrite il y a 5 min' })).toBeVisible();
  });

  it('can only be read by those who may not write there', async () => {
    await openConflicts({ conflicts: [sampleConflict({ mayResolve: false })] });
    expect(await screen.findByText(/Vous pouvez lire ces versions/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Garder/ })).toBeNull();
  });

  it('is counted and listed apart from what others decide', async () => {
    const theirs = sampleNoteConflict({
      id: 'theirs',
      row: 'etab-1:opale:budget',
      mayResolve: false,
    });
    await openConflicts({ conflicts: [theirs, sampleConflict()] });
    const others = await screen.findByRole('region', { name: /d’autres décident/ });
    expect(within(others).getAllByRole('group')).toHaveLength(1);
    expect(within(others).getByText(/Vous pouvez lire ces versions/)).toBeVisible();
    expect(screen.getByRole('list', { name: 'Actions à départager' })).toHaveTextContent(
      'Équiper les postes',
    );
    await waitFor(() =>
      expect(
        within(screen.getByRole('navigation')).getByRole('link', { name: /^À départager/ }),
      ).toHaveTextContent(/À départager\D*1$/),
    );
  });

  it('is marked on its row, in the header and in the rail, and settled in the panel', async () => {
    const { memory, user } = await open('/', { conflicts: [sampleConflict()] });
    await pageReady('kit');
    await waitFor(() => expect(rowOf('Équiper les postes')).toHaveTextContent('à départager'));
    expect(rowOf('Équiper les postes')).toHaveAccessibleName(/à départager/);
    expect(
      within(screen.getByRole('main')).getByRole('link', { name: '1 à départager' }),
    ).toBeVisible();
    expect(
      within(screen.getByRole('navigation')).getByRole('link', { name: /^À départager/ }),
    ).toHaveTextContent('1');
    await user.click(rowOf('Équiper les postes'));
    const panel = screen.getByRole('complementary');
    await user.click(await within(panel).findByRole('button', { name: 'Garder ma version' }));
    await waitFor(() => expect(memory.state.conflicts).toEqual([]));
    expect(rowOf('Équiper les postes')).not.toHaveTextContent('à départager');
  });

  it('is counted by actions, not by fields, and marks nothing as refused', async () => {
    await open('/', { conflicts: [sampleConflict(), sampleNoteConflict()] });
    await pageReady('kit');
    const rail = within(screen.getByRole('navigation'));
    await waitFor(() =>
      expect(rail.getAllByRole('link', { name: /À départager/i })[0]).toHaveTextContent(/1$/),
    );
    expect(rowOf('Équiper les postes')).toHaveAccessibleName(/à départager/);
    expect(rowOf('Équiper les postes')).not.toHaveAccessibleName(/refusé/);
  });

  it('has no place in the rail when there is nothing, and is found by name', async () => {
    const { user } = await open('/', {});
    await pageReady('kit');
    expect(within(screen.getByRole('navigation')).queryByText('À départager')).toBeNull();
    await user.keyboard('{Control>}k{/Control}départager{Enter}');
    await pageReady('conflicts');
    expect(await screen.findByText(/Rien à départager/)).toBeVisible();
  });
});

describe('refused changes', () => {
  async function openRefused(initial: Partial<MemoryState> = {}) {
    const opened = await open('/refused', { rejected: [sampleRefusal()], ...initial });
    await pageReady('refused');
    return opened;
  }

  it('say what was refused, why, and what the row shows now', async () => {
    await openRefused();
    const item = (await screen.findByText(/Votre rôle ne permet pas/)).closest('li')!;
    expect(item).toHaveTextContent(/Équiper les postes/);
    expect(item).toHaveTextContent(/Vous aviez écrit.*Fait · 20 janvier 2024/);
    expect(item).toHaveTextContent(/L’action montre maintenant :\s*À faire/);
  });

  it('are let go', async () => {
    const { memory, user } = await openRefused();
    await user.click(await screen.findByRole('button', { name: 'Laisser tomber' }));
    expect(await screen.findByText(/n’a refusé aucun changement/)).toBeVisible();
    expect(memory.state.rejected).toEqual([]);
    expect(screen.getByText(/Le journal de ce poste en garde la trace/)).toBeVisible();
  });

  it('are sent again as they were', async () => {
    const { memory, user } = await openRefused();
    await user.click(await screen.findByRole('button', { name: 'Envoyer à nouveau' }));
    await waitFor(() =>
      expect(memory.calls).toContainEqual({ name: 'sync.resend', input: { n: 7 } }),
    );
    expect(await screen.findByText('Envoyé à nouveau : Équiper les postes')).toBeVisible();
  });

  it('are put right first, with the reason that the status asks for', async () => {
    const { memory, user } = await openRefused();
    await user.click(await screen.findByRole('button', { name: 'Corriger avant d’envoyer' }));
    await user.click(screen.getByRole('button', { name: 'Bloqué' }));
    const reason = screen.getByRole('textbox');
    await user.clear(reason);
    await user.click(screen.getByRole('button', { name: 'Envoyer corrigé' }));
    expect(screen.getByRole('alert')).toBeVisible();
    await user.type(reason, 'Salle fermée');
    await user.click(screen.getByRole('button', { name: 'Envoyer corrigé' }));
    await waitFor(() =>
      expect(memory.calls).toContainEqual({
        name: 'sync.resend',
        input: {
          n: 7,
          amend: [{ row: EQUIPER, set: { status: 'blocked', doneOn: null, note: 'Salle fermée' } }],
        },
      }),
    );
  });

  it('are marked on their row', async () => {
    await open('/', { rejected: [sampleRefusal()] });
    await pageReady('kit');
    await waitFor(() => expect(rowOf('Équiper les postes')).toHaveAccessibleName(/refusé/));
  });
});
