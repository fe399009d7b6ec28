import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge, UP_TO_DATE } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function open(address = '/settings/sync') {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    status: { ...UP_TO_DATE, carrying: 2 },
  });
  const user = await renderApp(memory, address);
  return { memory, user };
}

describe('exchange files', () => {
  it('are offered where the sync is shown in full, with what is carried', async () => {
    const { user } = await open();
    await pageReady('settings');
    expect(screen.getAllByText('2 fichiers d’autres postes à transmettre')).not.toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Préparer un fichier d’échange…' }));
    const said = await screen.findByText(/est prêt, avec 2 actions/);
    expect(said).toHaveTextContent('Portez-le à un poste qui a du réseau');
  });

  it('are made and opened from the native menu, with a word while it works', async () => {
    const { memory } = await open('/');
    await pageReady('kit');
    memory.emit({ type: 'exchangeBegun', what: 'import' });
    expect(await screen.findByText('Lecture du fichier…')).toBeVisible();
    memory.exchange['exchange.import'] = () =>
      ok({ kind: 'carried', applied: 1, known: 0, rejected: 0 });
    memory.emit({ type: 'menu', command: 'importBundle' });
    expect(await screen.findByText(/Ce fichier est pour d’autres/)).toBeVisible();
    expect(screen.queryByText('Lecture du fichier…')).toBeNull();
  });

  it.each([
    [
      { kind: 'reply', applied: 3, known: 0, rejected: 1 },
      /3 changements nouveaux ici. 1 changement a été refusé/,
    ],
    [{ kind: 'reply', applied: 0, known: 5, rejected: 0 }, /déjà reçue : rien de nouveau/],
    [
      { kind: 'news', applied: 1, known: 0, rejected: 0 },
      /Travail d’un collègue reçu : 1 action, visible/,
    ],
    [{ kind: 'news', applied: 0, known: 1, rejected: 0 }, /était déjà ici/],
  ] as const)('that are dropped are said for what they were: %j', async (report, words) => {
    const { memory } = await open('/');
    await pageReady('kit');
    memory.exchange['exchange.import'] = () => ok(report);
    memory.emit({ type: 'dropped', files: 1 });
    expect(await screen.findByText(words)).toBeVisible();
    expect(memory.calls).toContainEqual({ name: 'exchange.import', input: { dropped: true } });
  });

  it('are not anything else that is dropped', async () => {
    const { memory } = await open('/');
    await pageReady('kit');
    memory.emit({ type: 'dropped', files: 0 });
    expect(await screen.findByRole('alert')).toHaveTextContent('Ce n’est pas un fichier d’échange');
    expect(memory.calls.map((call) => call.name)).not.toContain('exchange.import');
  });

  it('that are damaged are said so, and nothing when the dialog is closed', async () => {
    const { memory } = await open('/');
    await pageReady('kit');
    memory.exchange['exchange.export'] = () => ok(null);
    memory.emit({ type: 'menu', command: 'exportBundle' });
    memory.exchange['exchange.import'] = () => err({ type: 'BundleDamaged', file: 'a.bascule' });
    memory.emit({ type: 'menu', command: 'importBundle' });
    expect(await screen.findByRole('alert')).toHaveTextContent(/a\.bascule/);
    expect(screen.queryByText(/est prêt/)).toBeNull();
  });
});
