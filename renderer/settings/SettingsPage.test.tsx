import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMemoryBridge, UP_TO_DATE } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function open() {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    status: { ...UP_TO_DATE, rejected: 1 },
    rejected: [
      {
        n: 7,
        at: Date.now(),
        refusal: {
          type: 'NotAllowed',
          entity: 'kitStep',
          row: 'etab-1:opale:equiper',
          fields: ['status'],
        },
        changes: [
          {
            entity: 'kitStep',
            row: 'etab-1:opale:equiper',
            scope: 'establishment:etab-1',
            set: { status: 'done', doneOn: '2024-01-20' },
          },
        ],
      },
    ],
  });
  const user = await renderApp(memory, '/settings');
  await pageReady('settings');
  return { memory, user };
}

describe('settings', () => {
  it('says plainly when the key is kept by file rights only', async () => {
    await open();
    expect(screen.getByText(/Gardée par les seuls droits du fichier/)).toBeVisible();
  });

  it('names a role and its place', async () => {
    await open();
    expect(await screen.findByText(/LGT des Hautes Callunes, Château-Thierry/)).toBeVisible();
  });

  it('changes the language, the direction and what the shell keeps', async () => {
    const { memory, user } = await open();
    await user.click(screen.getByRole('button', { name: 'العربية' }));
    await waitFor(() => expect(document.documentElement.dir).toBe('rtl'));
    expect(document.documentElement.lang).toBe('ar');
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('الإعدادات');
    expect(memory.state.preferences).toEqual({ language: 'ar', theme: 'light' });
  });

  it('changes the theme', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('button', { name: 'Sombre' }));
    await waitFor(() =>
      expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark'),
    );
  });

  it('shows a refused change with its reason and content until it is dealt with', async () => {
    const { memory, user } = await open();
    const item = (await screen.findByText(/Votre rôle ne permet pas/)).closest('li')!;
    await waitFor(() => expect(item).toHaveTextContent('Équiper les postes'));
    expect(item).toHaveTextContent(/État\s*Fait/);
    expect(item).toHaveTextContent(/20 janvier 2024/);
    await user.click(within(item).getByRole('button', { name: 'J’en ai pris note' }));
    expect(await screen.findByText('Le serveur n’a refusé aucun changement.')).toBeVisible();
    expect(memory.state.rejected).toEqual([]);
  });
});
