import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { err, ok } from '../../shared/kernel/result.ts';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function openKit() {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
  const user = await renderApp(memory, '/kit');
  await pageReady('kit');
  const asked = () => memory.calls.filter(({ name }) => name === 'print.saveKit');
  return { memory, user, asked };
}

describe('printing a kit', () => {
  it('takes part and language from the menu of the header', async () => {
    const { user, asked } = await openKit();
    await user.click(screen.getByRole('button', { name: 'Imprimer le kit' }));
    await user.selectOptions(await screen.findByLabelText('Actions'), 'ordonnateur');
    await user.selectOptions(screen.getByLabelText('Langue'), 'ar');
    await user.click(screen.getByRole('button', { name: 'Enregistrer…' }));
    expect(asked().map(({ input }) => input)).toEqual([
      { establishment: 'etab-1', role: 'ordonnateur', language: 'ar', open: false },
    ]);
    expect(await screen.findByText('Kit.pdf est enregistré : 5 actions.')).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('opens the whole kit with Ctrl+P and from the native menu, and says what went wrong', async () => {
    const { memory, user, asked } = await openKit();
    memory.print['print.saveKit'] = () => ok(null);
    await user.keyboard('{Control>}p{/Control}');
    memory.print['print.saveKit'] = () => err({ type: 'DiskFull' });
    memory.emit({ type: 'menu', command: 'printKit' });
    expect(asked().map(({ input }) => input)).toEqual([
      { establishment: 'etab-1', language: 'fr', open: true },
      { establishment: 'etab-1', language: 'fr', open: true },
    ]);
    expect(await screen.findByRole('alert')).toBeVisible();
  });
});
