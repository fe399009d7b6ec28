import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createMemoryBridge } from '../testing/memoryBridge.ts';
import { pageReady, renderApp } from '../testing/renderApp.tsx';
import { sampleKit } from '../testing/sampleKit.ts';

async function open() {
  const memory = createMemoryBridge({ kits: [sampleKit()] });
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
});
