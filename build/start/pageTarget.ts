import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;

/** What Chromium's debugging port says of a page. */
interface Target {
  readonly type: string;
  readonly title: string;
  readonly url: string;
}

/**
 * Waits until the program's page has been loaded as far as its title. Whoever attaches to a page
 * in the middle of its first load may miss that it was loaded, and wait for it for ever.
 *
 * @param debuggerAddress `ws://host:port/…`, as Chromium prints it
 */
export async function pageIsLoaded(debuggerAddress: string): Promise<void> {
  const list = `http://${new URL(debuggerAddress).host}/json/list`;
  for (;;) {
    const targets = (await (await fetch(list)).json()) as Target[];
    if (targets.some(isLoaded)) return;
    await pause(LOOK_EVERY_MS);
  }
}

/** Until its title is known, a page is listed under its address or under nothing. */
function isLoaded({ type, title, url }: Target): boolean {
  return type === 'page' && url.startsWith('app://') && /^[^:/]+$/.test(title);
}
