import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { err } from '../../shared/kernel/result.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp, rowOf } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const COLLECTIVITE = 'Informer la collectivité de rattachement';
const EQUIPER = 'Équiper les postes';

async function openKit(change?: (memory: MemoryBridge) => void) {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  change?.(memory);
  const user = await renderApp(memory);
  await pageReady('kit');
  return { memory, user };
}

const ticks = (memory: MemoryBridge) => memory.calls.filter((call) => call.name === 'kit.tick');
const titles = () => screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'));

describe('the kit', () => {
  it('says where, when and how far', async () => {
    await openKit();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Kit de bascule Op@le');
    expect(screen.getByRole('banner')).toHaveTextContent(
      /Bascule le 1er janvier 2024.*1 action faite sur 5 · 20\s%.*2 en retard/,
    );
    expect(rowOf(COLLECTIVITE)).toHaveTextContent(/12\sj de retard/);
    expect(rowOf(EQUIPER)).toHaveTextContent(/dans 3\sj/);
    expect(rowOf('Contrôler le budget')).toHaveTextContent('15 mars');
  });

  it('starts the keyboard on the first action to do', async () => {
    await openKit();
    expect(rowOf(COLLECTIVITE)).toHaveFocus();
    expect(rowOf(COLLECTIVITE)).toHaveAttribute('aria-selected', 'true');
  });

  it('ticks with the mouse, and says what was done with the way back', async () => {
    const { memory, user } = await openKit();
    await user.click(screen.getByRole('checkbox', { name: EQUIPER }));
    expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'done');
    expect(ticks(memory)).toEqual([
      { name: 'kit.tick', input: { step: 'etab-1:opale:equiper', status: 'done' } },
    ]);
    expect(await screen.findByText(`Fait : ${EQUIPER}`)).toBeVisible();
    await user.click(screen.getByRole('button', { name: /Annuler/ }));
    await waitFor(() => expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'todo'));
    expect(await screen.findByText(`Annulé : ${EQUIPER}`)).toBeVisible();
  });

  it('ticks and unticks by keyboard, on the row that arrows and j lead to', async () => {
    const { user } = await openKit();
    await user.keyboard('{ArrowDown} ');
    expect(rowOf(EQUIPER)).toHaveFocus();
    expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'done');
    await user.keyboard('j');
    expect(rowOf('Charger le budget')).toHaveFocus();
    await user.keyboard('k ');
    await waitFor(() => expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'todo'));
    await user.keyboard('{End}');
    expect(rowOf('Contrôler le budget')).toHaveFocus();
  });

  it('undoes with Ctrl+Z, and leaves Ctrl+Z to a text that is being written', async () => {
    const { memory, user } = await openKit();
    await user.keyboard(' ');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'done'));
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'abc');
    await user.keyboard('{Control>}z{/Control}');
    expect(memory.calls.some((call) => call.name === 'sync.undo')).toBe(false);
    await user.keyboard('{Escape}{Control>}z{/Control}{Control>}z{/Control}');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'todo'));
  });

  it('shows a tick at once, and takes it back with a sentence when the core refuses', async () => {
    const { memory, user } = await openKit();
    let answer = () => {};
    memory.methods['kit.tick'] = () =>
      new Promise((resolve) => {
        answer = () => resolve(err({ type: 'NotAllowed' }));
      });
    // What takes it back is the page itself, not a reading that comes later.
    memory.methods['kit.read'] = () => new Promise(() => {});
    await user.keyboard(' ');
    expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'done');
    answer();
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'todo'));
    expect(screen.getByRole('alert')).toHaveTextContent(/n’a pas été changée.*Votre rôle/);
  });

  it('keeps a tick that is under way when the kit is read again meanwhile', async () => {
    const { memory, user } = await openKit();
    const tick = memory.methods['kit.tick'];
    let answer = () => {};
    memory.methods['kit.tick'] = (input) =>
      new Promise((resolve) => {
        answer = () => void Promise.resolve(tick(input)).then(resolve);
      });
    await user.keyboard(' ');
    memory.receive('etab-1:opale:controle', { status: 'done', doneOn: '2024-01-21' });
    await waitFor(() =>
      expect(rowOf('Contrôler le budget')).toHaveAttribute('data-status', 'done'),
    );
    expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'done');
    answer();
    await waitFor(() => expect(memory.state.kits[0]!.steps[1]!.status).toBe('done'));
    expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'done');
  });

  it('asks in place for the reason of a blocked action, and says clearly when it is missing', async () => {
    const { memory, user } = await openKit();
    await user.keyboard('b');
    const reason = screen.getByRole('textbox', { name: /Pourquoi l’action est-elle bloquée/ });
    expect(reason).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Bloquer l’action' }));
    expect(screen.getByText(/Dites en quelques mots ce qui bloque/)).toBeVisible();
    expect(reason).toHaveFocus();
    expect(reason).toBeInvalid();
    expect(ticks(memory)).toEqual([]);
    await user.type(reason, 'Droits attendus de l’ADSI');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'blocked'));
    expect(rowOf(COLLECTIVITE)).toHaveTextContent(/Bloqué.*Droits attendus/);
    expect(ticks(memory)[0]!.input).toMatchObject({ note: 'Droits attendus de l’ADSI' });
  });

  it('goes back to the list on Escape while a reason is being recorded', async () => {
    const { memory, user } = await openKit();
    memory.methods['kit.tick'] = () => new Promise(() => undefined);
    await user.keyboard('bDroits attendus{Control>}{Enter}{/Control}');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'blocked'));
    await user.keyboard('{Escape}');
    expect(rowOf(COLLECTIVITE)).toHaveFocus();
  });

  it('filters by title, actor and note, without accents', async () => {
    const { user } = await openKit();
    await user.keyboard('/');
    const box = screen.getByRole('textbox', { name: 'Filtrer les actions' });
    expect(box).toHaveFocus();
    await user.keyboard('equiper');
    expect(titles()).toEqual([EQUIPER]);
    await user.clear(box);
    await user.keyboard('ecrans ACADEMIE');
    expect(titles()).toEqual([EQUIPER]);
    await user.clear(box);
    await user.keyboard('ordonnateur');
    expect(titles()).toEqual([
      'Informer l’établissement',
      'Charger le budget',
      'Contrôler le budget',
    ]);
    await user.clear(box);
    await user.keyboard('zzz');
    expect(screen.getByText(/Aucune action ne contient/)).toBeVisible();
    await user.keyboard('{Escape}');
    expect(titles()).toHaveLength(5);
  });

  it('reads the list in tabs, and leaves in sight what was just ticked', async () => {
    const { user } = await openKit();
    await user.click(screen.getByRole('tab', { name: /En retard/ }));
    expect(titles()).toEqual([COLLECTIVITE, 'Charger le budget']);
    await user.click(screen.getByRole('checkbox', { name: COLLECTIVITE }));
    expect(titles()).toEqual([COLLECTIVITE, 'Charger le budget']);
    expect(screen.getByRole('tab', { name: /En retard/ })).toHaveTextContent('1');
    await user.click(screen.getByRole('tab', { name: /Les miennes/ }));
    expect(titles()).toEqual([COLLECTIVITE, EQUIPER, 'Charger le budget']);
    await user.click(screen.getByRole('tab', { name: /En retard/ }));
    expect(titles()).toEqual(['Charger le budget']);
  });

  it('keeps the selection and a note that is being written when rows arrive', async () => {
    const { memory, user } = await openKit();
    await user.keyboard('{ArrowDown}n');
    const note = screen.getByRole('textbox', { name: 'Note' });
    expect(note).toHaveFocus();
    await user.type(note, ' et livrés');
    memory.receive('etab-1:opale:equiper', { note: 'Écrans livrés mardi' });
    memory.receive('etab-1:opale:controle', { status: 'done', doneOn: '2024-01-21' });
    await waitFor(() =>
      expect(rowOf('Contrôler le budget')).toHaveAttribute('data-status', 'done'),
    );
    expect(rowOf(EQUIPER)).toHaveAttribute('aria-selected', 'true');
    expect(note).toHaveFocus();
    expect(note).toHaveValue('Écrans commandés à l’académie et livrés');
    expect(screen.getByText(/Modifiée ailleurs entre-temps.*livrés mardi/)).toBeVisible();
  });

  it('saves a note when it is left, with the status as it is', async () => {
    const { memory, user } = await openKit();
    await user.keyboard('n');
    await user.keyboard('Rappelée jeudi{Escape}');
    expect(rowOf(COLLECTIVITE)).toHaveFocus();
    expect(ticks(memory)).toEqual([
      {
        name: 'kit.tick',
        input: { step: 'etab-1:opale:collectivite', status: 'todo', note: 'Rappelée jeudi' },
      },
    ]);
    expect(await screen.findByText('Note enregistrée.')).toBeVisible();
  });

  it('counts near the limit of a note, and does not lose one that is too long', async () => {
    const { memory, user } = await openKit();
    const note = screen.getByRole('textbox', { name: 'Note' });
    await user.click(note);
    await user.paste('a'.repeat(4_012));
    expect(screen.getByText(/4\s012 sur 4\s000 caractères/)).toBeVisible();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/La note compte 4\s012 caractères/)).toBeVisible();
    expect(note).toHaveValue('a'.repeat(4_012));
    expect(ticks(memory)).toEqual([]);
  });

  it('leads from an action to those it waits for', async () => {
    const { user } = await openKit();
    const panel = screen.getByRole('complementary');
    await user.click(within(panel).getByRole('button', { name: /Informer l’établissement.*Fait/ }));
    await waitFor(() => expect(rowOf('Informer l’établissement')).toHaveFocus());
  });

  it('says that a kit can only be read', async () => {
    const { memory, user } = await openKit((bridge) => {
      bridge.state.kits = [sampleKit({ mayTick: false })];
    });
    await user.keyboard(' ');
    expect(screen.getByRole('alert')).toHaveTextContent('Vous pouvez lire ce kit, pas le cocher.');
    expect(ticks(memory)).toEqual([]);
    expect(screen.getByRole('button', { name: 'Fait' })).toBeDisabled();
  });

  it('has one sentence and one action for somebody without a school', async () => {
    await renderApp(createMemoryBridge());
    await pageReady('empty');
    expect(screen.getByText(/Rien ne vous est confié/)).toBeVisible();
    expect(within(screen.getByRole('main')).getByRole('button')).toHaveTextContent('Synchroniser');
  });
});
