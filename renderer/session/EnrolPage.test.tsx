import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge, type MemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function open(change?: (memory: MemoryBridge) => void) {
  const memory = createMemoryBridge({ session: null, kits: [sampleKit()] });
  change?.(memory);
  const user = await renderApp(memory);
  await pageReady('enrol');
  return { memory, user };
}

async function submit(user: Awaited<ReturnType<typeof open>>['user']): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: 'Code' }), 'ABCD-1234');
  await user.type(screen.getByRole('textbox', { name: /Adresse/ }), 'https://x.example');
  await user.keyboard('{Enter}');
}

describe('enrolment', () => {
  it('asks for what is missing, beside it', async () => {
    const { memory, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Inscrire ce poste' }));
    expect(screen.getByText('Tapez le code que vous avez reçu.')).toBeVisible();
    expect(screen.getByText(/Tapez l’adresse du serveur/)).toBeVisible();
    expect(memory.calls.some((call) => call.name === 'session.enrol')).toBe(false);
  });

  it.each<[CoreFailure, RegExp]>([
    [{ type: 'ServerUnreachable', server: 'https://x.example' }, /x\.example ne répond pas/],
    [{ type: 'ServerAddressInvalid', server: 'x' }, /n’est pas une adresse de serveur/],
    [{ type: 'ServerRefused', error: { type: 'CodeUnknown' } }, /Ce code n’est pas connu/],
    [{ type: 'ServerRefused', error: { type: 'CodeUsed' } }, /Ce code a déjà servi/],
    [{ type: 'ServerRefused', error: { type: 'CodeExpired' } }, /Ce code a expiré/],
    [{ type: 'ServerRefused', error: { type: 'TooMany', retryAfterMs: 60_000 } }, /Trop d’essais/],
    [{ type: 'DiskFull' }, /Le disque est plein/],
  ])('says what went wrong: %j', async (failure, sentence) => {
    const { user } = await open((memory) => {
      memory.methods['session.enrol'] = () => err(failure);
    });
    await submit(user);
    expect(await screen.findByRole('alert')).toHaveTextContent(sentence);
    expect(screen.getByRole('textbox', { name: 'Code' })).toHaveValue('ABCD-1234');
    expect(screen.getByRole('textbox', { name: 'Code' })).toBeEnabled();
  });

  it('shows what it is waiting for, then opens the kit', async () => {
    let finish = () => {};
    const { memory, user } = await open((bridge) => {
      const session = createMemoryBridge().state.session;
      bridge.methods['session.enrol'] = () =>
        new Promise((resolve) => {
          finish = () => {
            bridge.state.session = session;
            bridge.emit({ type: 'sessionChanged' });
            resolve(ok({ device: 'd', person: 'p', scopes: [] }));
          };
        });
    });
    await submit(user);
    expect(await screen.findByText(/Vérification du code/)).toBeVisible();
    memory.emit({ type: 'syncStatus', status: memory.state.status });
    expect(await screen.findByText(/Code accepté/)).toBeVisible();
    finish();
    await pageReady('kit');
  });

  it('keeps the server out of the way when the installation names one', async () => {
    const { user } = await open((memory) => {
      Object.assign(memory.window, { defaultServer: 'https://bascule.exemple.fr' });
    });
    expect(screen.queryByRole('textbox', { name: /Adresse/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Autre serveur' }));
    expect(screen.getByRole('textbox', { name: /Adresse/ })).toHaveValue(
      'https://bascule.exemple.fr',
    );
  });
});
