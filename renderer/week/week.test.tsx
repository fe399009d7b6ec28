import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { err } from '../../shared/kernel/result.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp, rowOf } from '../testing/renderApp.tsx';
import { sampleKit, sampleStep } from '../testing/sampleKit.ts';

const COLLECTIVITE = 'Informer la collectivité de rattachement';
const EQUIPER = 'Équiper les postes';

async function openWeek(change?: (memory: MemoryBridge) => void, address = '/week') {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  change?.(memory);
  const user = await renderApp(memory, address);
  await pageReady('week');
  return { memory, user };
}
const titles = () => screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'));
const heading = () => screen.getByRole('heading', { level: 1 });
const ticks = (memory: MemoryBridge) => memory.calls.filter(({ name }) => name === 'kit.tick');

describe('my week', () => {
  it('says which week, how much, and what is late before what is due', async () => {
    await openWeek();
    expect(heading()).toHaveTextContent(/Ma semaine · 22.28 janvier 2024/);
    expect(screen.getByText('2 en retard · 1 à faire dans la semaine')).toBeVisible();
    expect(titles()).toEqual([COLLECTIVITE, 'Charger le budget', EQUIPER]);
    expect(rowOf(COLLECTIVITE)).toHaveTextContent(/10 janv\. 12\sjours de retard/);
    expect(rowOf(COLLECTIVITE)).toHaveTextContent('LGT des Hautes Callunes · Château-Thierry');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveFocus());
  });

  it('ticks by mouse and by space, and Ctrl+Z takes it back', async () => {
    const { memory, user } = await openWeek();
    await user.keyboard('{End} ');
    expect(rowOf(EQUIPER)).toHaveFocus();
    expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'done');
    expect(ticks(memory).map(({ input }) => input)).toEqual([
      { step: 'etab-1:opale:equiper', status: 'done' },
    ]);
    expect(await screen.findByText(`Fait : ${EQUIPER}`)).toBeVisible();
    await waitFor(() => expect(screen.getByText('2 en retard')).toBeVisible());
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(rowOf(EQUIPER)).toHaveAttribute('data-status', 'todo'));
    await user.click(screen.getByRole('checkbox', { name: COLLECTIVITE }));
    await waitFor(() => expect(memory.state.kits[0]!.steps[1]!.status).toBe('done'));
    expect(heading()).toHaveTextContent('Ma semaine');
  });

  it('takes a tick back, with a sentence, when the core refuses', async () => {
    const { memory, user } = await openWeek();
    memory.methods['kit.tick'] = () => err({ type: 'NotAllowed' });
    await user.keyboard(' ');
    await waitFor(() => expect(rowOf(COLLECTIVITE)).toHaveAttribute('data-status', 'todo'));
    expect(screen.getByRole('alert')).toHaveTextContent(/n’a pas été changée/);
  });

  it('opens an action in its kit with Enter', async () => {
    const { user } = await openWeek();
    await user.keyboard('j{Enter}');
    await pageReady('kit');
    await waitFor(() => expect(rowOf('Charger le budget')).toHaveFocus());
  });

  it('goes from week to week, and says when something is due where nothing is', async () => {
    const later = sampleStep({
      action: 'bilan',
      title: { fr: 'Faire le bilan' },
      due: '2024-03-13',
    });
    const { user } = await openWeek((memory) => {
      memory.state.kits = [sampleKit({ steps: [later] })];
    });
    expect(
      screen.getByText('Rien cette semaine. La prochaine échéance est le 13 mars 2024.'),
    ).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Aller à cette échéance' }));
    expect(await screen.findByRole('checkbox', { name: 'Faire le bilan' })).toBeVisible();
    expect(heading()).toHaveTextContent(/11.17 mars 2024/);
    await user.click(screen.getByRole('button', { name: 'Semaine précédente' }));
    await waitFor(() => expect(heading()).toHaveTextContent(/4.10 mars 2024/));
    expect(screen.getByText(/La semaine d’après/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Cette semaine' }));
    await waitFor(() => expect(heading()).toHaveTextContent(/22.28 janvier 2024/));
  });
});
