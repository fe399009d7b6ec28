import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

function school(id: string, percent: number, late = 0): EstablishmentSummary {
  const { establishment } = sampleKit();
  return {
    ...establishment,
    id,
    late,
    progress: { done: percent, applicable: 100, percent },
  };
}

async function open() {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  memory.state.establishments = [school('a', 40), school('b', 20, 3), school('c', 5, 9)];
  memory.state.session!.roles = [{ role: 'pilot', place: 'wave:op-v6' }];
  const user = await renderApp(memory, '/pilot');
  await pageReady('pilot');
  const asked = (name: string) =>
    memory.calls.filter((call) => call.name === name).map(({ input }) => input);
  return { memory, user, asked };
}

describe('the figures of a committee', () => {
  it('count schools and what is late in them', async () => {
    await open();
    expect(screen.getByText(/^au 22 janvier 2024.* 3 établissements/)).toBeVisible();
    expect(screen.getByText('établissements, 12 actions en retard')).toBeVisible();
  });

  it('lead to the schools behind a figure, by keyboard', async () => {
    const { user } = await open();
    screen.getByRole('link', { name: /Voir la liste.: 2 établissements en retard/ }).focus();
    expect(document.activeElement).toHaveAttribute('href', expect.stringContaining('late'));
    await user.tab();
    expect(document.activeElement).not.toBe(document.body);
  });

  it('are of another day that is written, and not of one to come', async () => {
    const { user, asked } = await open();
    const day = screen.getByLabelText('Chiffres au');
    await user.clear(day);
    await user.keyboard('15 janv.{Enter}');
    await waitFor(() =>
      expect(asked('pilot.figures').at(-1)).toMatchObject({ asOf: '2024-01-15' }),
    );
    await user.clear(await screen.findByLabelText('Chiffres au'));
    await user.keyboard('1/2/2024{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('Pas après le 22 janvier 2024');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Revenir à aujourd’hui' }));
    await waitFor(() =>
      expect(screen.getByLabelText('Chiffres au')).toHaveValue('22 janvier 2024'),
    );
  });

  it('keep bounds that are no two numbers from being saved', async () => {
    const { user, asked } = await open();
    await user.click(screen.getByRole('button', { name: 'Changer les bornes' }));
    const lower = screen.getByLabelText(/Borne basse/);
    await user.clear(lower);
    await user.type(lower, '80{Enter}');
    expect(asked('pilot.bounds')).toEqual([]);
    await user.clear(lower);
    await user.type(lower, '15{Enter}');
    await waitFor(() => expect(asked('pilot.bounds')).toHaveLength(1));
  });

  it('leave the bounds as they are with Escape, and give the keyboard back', async () => {
    const { user, asked } = await open();
    await user.click(screen.getByRole('button', { name: 'Changer les bornes' }));
    await user.keyboard('9{Escape}');
    expect(screen.getByRole('button', { name: 'Changer les bornes' })).toHaveFocus();
    expect(asked('pilot.bounds')).toEqual([]);
  });
});
