import type { Platform, Preferences } from '../../shared/bridge/window.ts';

/**
 * What passes between the preload script and the shell: calls out, events in, one synchronous
 * question when a page starts, and the paths of dropped files, which the page never sees.
 */
export const channels = {
  call: 'bascule:call',
  event: 'bascule:event',
  start: 'bascule:start',
  drop: 'bascule:drop',
} as const;

/** The answer to that question: what the page needs before its first paint. */
export interface PageStart {
  readonly platform: Platform;
  readonly version: string;
  readonly defaultServer: string | null;
  readonly preferences: Preferences;
}
