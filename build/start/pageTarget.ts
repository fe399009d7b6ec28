import { setTimeout as pause } from 'node:timers/promises';

const LOOK_EVERY_MS = 25;
const LOADS_WITHIN_MS = 60_000;

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
 * @throws Error when there is none within a minute.
 *
 * @param debuggerAddress `ws://host:port/…`, as Chromium prints it
 */
export async function pageIsLoaded(debuggerAddress: string): Promise<void> {
  const list = `http://${new URL(debuggerAddress).host}/json/list`;
  for (const until = Date.now() + LOADS_WITHIN_MS; Date.now() < until;) {
    const targets = (await (await fetch(list)).json()) as Target[];
    if (targets.some(isLoaded)) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('The program shows no page.');
}

/** Until its title is known, a page is listed under its address or under nothing. */
function isLoaded({ type, title, url }: Target): boolean {
  return type === 'page' && /^(app|file):\/\//.test(url) && /^[^:/]+$/.test(title);
}
