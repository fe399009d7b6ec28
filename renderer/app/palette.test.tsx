import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp, rowOf } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function open() {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  const user = await renderApp(memory);
  await pageReady('kit');
  return { memory, user };
}

describe('what is called up over a page', () => {
  it('goes to an action by its name, with the letters typed at once', async () => {
    const { user } = await open();
    await user.keyboard('{Control>}k{/Control}equiper');
    expect(screen.getByRole('combobox')).toHaveValue('equiper');
    expect(screen.getAllByRole('option')).toHaveLength(1);
    await user.keyboard('{Enter}');
    await waitFor(() => expect(rowOf('Équiper les postes')).toHaveFocus());
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('opens from the native menu, and says when nothing has that name', async () => {
    const { memory, user } = await open();
    memory.emit({ type: 'menu', command: 'palette' });
    await user.type(await screen.findByRole('combobox'), 'zzz');
    expect(await screen.findByText('Rien de ce nom.')).toBeVisible();
  });

  it('has all keys on F1', async () => {
    const { user } = await open();
    await user.keyboard('{F1}');
    expect(screen.getByRole('dialog', { name: 'Toutes les touches' })).toBeVisible();
  });

  it('reassures on Ctrl+S, and records the note that is being written', async () => {
    const { memory, user } = await open();
    await user.keyboard('n');
    await user.keyboard('Vu{Control>}s{/Control}');
    expect(await screen.findByText(/Tout est déjà enregistré/)).toBeVisible();
    expect(memory.calls.find((call) => call.name === 'kit.tick')?.input).toMatchObject({
      note: 'Vu',
    });
  });
});
