import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router';
import { App } from '../app/App.tsx';
import { boot } from '../app/boot.ts';
import { createPageTexts, speak } from '../app/i18n.ts';
import { routes } from '../app/routes.tsx';
import type { ReadyPage } from '../ui/ready.ts';
import { createNotices } from '../ui/notices.ts';
import './jsdomGaps.ts';
import type { MemoryBridge } from './memoryBridge.ts';

/** Opens the whole page on a bridge in memory, as `main.tsx` does on the real one. */
export async function renderApp(
  memory: MemoryBridge,
  address = '/',
): Promise<ReturnType<typeof userEvent.setup>> {
  window.location.hash = address;
  const foundations = boot(memory.window);
  const texts = createPageTexts();
  await speak(texts, memory.state.preferences.language);
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(<App {...foundations} notices={createNotices()} texts={texts} router={router} />);
  return userEvent.setup();
}

/** Waits until a page says that it is there. */
export async function pageReady(page: ReadyPage): Promise<void> {
  await waitFor(() => {
    if (document.documentElement.dataset['ready'] !== page) throw new Error(`Not on ${page} yet.`);
  });
}

/** The row of an action, by its title. */
export function rowOf(title: string): HTMLElement {
  const row = screen.getByRole('checkbox', { name: title }).closest<HTMLElement>('[data-step]');
  if (row === null) throw new Error(`No row of ${title}.`);
  return row;
}
