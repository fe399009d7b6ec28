import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

function school(id: string, town: string, percent: number, late = 0): EstablishmentSummary {
  const { establishment } = sampleKit();
  return {
    ...establishment,
    id,
    name: `Collège de ${town}`,
    town,
    late,
    progress: { done: percent, applicable: 100, percent },
  };
}

async function open() {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.state.establishments = [
    school('c', 'Étaples', 5, 9),
    school('a', 'Amiens', 40),
    school('b', 'Beauvais', 20, 3),
  ];
  memory.state.session!.roles = [{ role: 'pilot', place: 'wave:op-v6' }];
  const user = await renderApp(memory);
  await pageReady('establishments');
  return { memory, user };
}

const towns = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]!.textContent);

describe('the schools', () => {
  it('are what a pilot begins with, by town', async () => {
    await open();
    await waitFor(() => expect(towns()).toEqual(['Amiens', 'Beauvais', 'Étaples']));
  });

  it('are sorted by a column, and the other way at the second press', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'En retard' }));
    await waitFor(() => expect(towns()).toEqual(['Étaples', 'Beauvais', 'Amiens']));
    expect(screen.getByRole('columnheader', { name: 'En retard' })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await user.click(screen.getByRole('button', { name: 'En retard' }));
    await waitFor(() => expect(towns()).toEqual(['Amiens', 'Beauvais', 'Étaples']));
  });

  it('are filtered without accents, and by the figures of the bar', async () => {
    const { user } = await open();
    await user.type(screen.getByRole('textbox', { name: 'Filtrer les établissements' }), 'etap');
    await waitFor(() => expect(towns()).toEqual(['Étaples']));
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: /de 10 à 30/ }));
    await waitFor(() => expect(towns()).toEqual(['Beauvais']));
  });

  it('open their kit by keyboard', async () => {
    const { memory, user } = await open();
    memory.state.kits = [sampleKit({ establishment: school('b', 'Beauvais', 20) })];
    screen.getAllByRole('row')[1]!.focus();
    await user.keyboard('{ArrowDown}');
    await user.keyboard('{Enter}');
    await pageReady('kit');
    const read = memory.calls.findLast(({ name }) => name === 'kit.read');
    expect(read?.input).toEqual({ establishment: 'b' });
  });
});
