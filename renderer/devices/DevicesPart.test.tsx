import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeviceView } from '../../shared/sync/devices.contract.ts';
import { createMemoryBridge, UP_TO_DATE } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

function device(changes: Partial<DeviceView>): DeviceView {
  return {
    id: 'device-1',
    name: 'PC-INTENDANCE',
    person: 'p-1',
    personName: 'Blandine Viorne',
    mine: true,
    current: false,
    enrolledAt: Date.parse('2024-01-10T10:00:00Z'),
    revokedAt: null,
    reachable: true,
    ...changes,
  };
}

const EDGARS = device({
  id: 'device-3',
  name: 'PORTABLE-EB',
  person: 'p-2',
  personName: 'Edgar Bergenia',
  mine: false,
});

async function open(reachable = true) {
  const memory = createMemoryBridge({
    kits: [sampleKit()],
    status: { ...UP_TO_DATE, reachable },
    devices: [
      device({ id: 'device-2', name: 'Portable perdu' }),
      EDGARS,
      device({ current: true }),
    ],
  });
  const user = await renderApp(memory, '/settings/devices');
  await pageReady('settings');
  const list = await screen.findByRole('list', { name: 'Mes postes' });
  return { memory, user, list };
}

describe('my computers', () => {
  it('begin with this one, and are apart from those of colleagues', async () => {
    const { list } = await open();
    const items = within(list).getAllByRole('listitem');
    expect(items.map((item) => item.dataset['device'])).toEqual(['device-1', 'device-2']);
    expect(items[0]).toHaveTextContent('ce poste');
    expect(within(items[0]!).queryByRole('button', { name: /perdu/ })).toBeNull();
    expect(screen.getByText('1 poste de collègues')).toBeVisible();
  });

  it('are renamed in place', async () => {
    const { memory, user } = await open();
    await user.click(screen.getByRole('button', { name: 'Renommer PC-INTENDANCE' }));
    const field = screen.getByRole('textbox', { name: 'Nouveau nom du poste' });
    await user.clear(field);
    await user.type(field, 'Bureau du gestionnaire{Enter}');
    expect(await screen.findByText('Nouveau nom : Bureau du gestionnaire')).toBeVisible();
    expect(memory.state.devices.at(-1)!.name).toBe('Bureau du gestionnaire');
  });

  it('are revoked only after saying what happens', async () => {
    const { memory, user } = await open();
    await user.click(screen.getByRole('button', { name: /Poste perdu.*Portable perdu/ }));
    expect(screen.getByText(/ses données en seront retirées/)).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Ne rien changer' }));
    expect(memory.calls.map((call) => call.name)).not.toContain('devices.revoke');
    await user.click(screen.getByRole('button', { name: /Poste perdu.*Portable perdu/ }));
    await user.click(screen.getByRole('button', { name: 'Révoquer ce poste' }));
    await waitFor(() => expect(memory.state.devices[0]!.revokedAt).not.toBeNull());
    expect(await screen.findByText(/« Portable perdu » est révoqué/)).toBeVisible();
  });

  it('need the server to be changed, and show the last known without it', async () => {
    const { list } = await open(false);
    expect(screen.getByText(/voici ce qui était connu la dernière fois/)).toBeVisible();
    for (const button of within(list).getAllByRole('button')) expect(button).toBeDisabled();
  });

  it('of colleagues are receivers of a file', async () => {
    const { memory, user } = await open();
    await user.click(screen.getByText('1 poste de collègues'));
    await user.click(
      screen.getByRole('button', {
        name: 'Préparer un fichier d’échange pour le poste d’Edgar Bergenia',
      }),
    );
    expect(memory.calls).toContainEqual({ name: 'exchange.export', input: { to: 'device-3' } });
    expect(await screen.findByText(/Ouvrez-le sur le poste d’Edgar Bergenia/)).toBeVisible();
  });
});
