import type { BrowserWindow } from 'electron';
import type { Log } from './log.ts';

/** A page that ends again this soon after it was opened anew would only do so for ever. */
const AGAIN_WITHIN_MS = 60_000;

export interface PageLife {
  readonly log: Log;
  /** Asked when opening the page anew did not help; opens it again when answered. */
  readonly ask: () => Promise<unknown>;
}

/** Opens a page that crashed anew, once; the work is in the core, so nothing of it is lost. */
export function keepPageAlive(window: BrowserWindow, { log, ask }: PageLife): void {
  let reopened = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log.note('page.gone', { reason });
    if (reason === 'clean-exit') return;
    const again = Date.now() - reopened < AGAIN_WITHIN_MS;
    reopened = Date.now();
    if (!again) return window.webContents.reload();
    void ask().then(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
  window.on('unresponsive', () => log.note('page.unresponsive'));
}
