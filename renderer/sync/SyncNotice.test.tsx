import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import { createMemoryBridge, UP_TO_DATE } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

const at = Date.parse('2024-01-21T10:00:00Z');

async function open(notice: SyncStatus['notice']) {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    status: { ...UP_TO_DATE, notice },
  });
  const user = await renderApp(memory, '/settings/sync');
  await pageReady('settings');
  return { memory, user };
}

describe('what the person should know of this device', () => {
  it.each([
    [{ type: 'serverRestored', at }, /a tout reçu de nouveau/],
    [{ type: 'profileSplit', at }, /a reçu une nouvelle identité/],
    [{ type: 'revoked', at, unsent: null }, /Tout votre travail avait été envoyé/],
  ] as const)('is said and acknowledged in place: %j', async (notice, words) => {
    const { memory, user } = await open(notice);
    expect(screen.getByText(words)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'J’ai compris' }));
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
    expect(memory.calls.map((call) => call.name)).toContain('sync.acknowledge');
  });

  it('asks before places are let go, and keeps them when in doubt', async () => {
    const scopes = ['establishment:a', 'establishment:b'];
    const { memory, user } = await open({ type: 'placesMissing', at, scopes });
    expect(screen.getByText(/2 lieux qui sont sur ce poste. Rien n’a été retiré/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Garder et réessayer' }));
    expect(memory.calls.map((call) => call.name)).not.toContain('sync.acknowledge');
    await user.click(screen.getByRole('button', { name: /C’est voulu/ }));
    expect(memory.calls.map((call) => call.name)).toContain('sync.acknowledge');
  });

  it('says which file a revoked device left, also to somebody who enrols anew', async () => {
    const unsent = '/home/viorne/Bascule/unsent-1.bascule';
    const memory = createMemoryBridge({
      session: null,
      status: { ...UP_TO_DATE, notice: { type: 'revoked', at, unsent } },
    });
    await renderApp(memory);
    await pageReady('enrol');
    expect(await screen.findByText(unsent)).toBeVisible();
  });

  it('says that versions differ, and leads there from the foot', async () => {
    await open({ type: 'protocol', newer: true });
    expect(screen.getByText(/mettez Bascule à jour pour l’envoyer/)).toBeVisible();
    const foot = within(screen.getByRole('region', { name: 'Synchronisation' }));
    expect(foot.getByRole('link', { name: 'Versions différentes' })).toHaveAttribute(
      'href',
      '#/settings/sync',
    );
  });
});
