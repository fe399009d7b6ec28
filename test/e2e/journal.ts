import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** How often the shell has noted an event in the journal of a data folder. */
export async function noted(data: string, event: string): Promise<number> {
  const text = await readFile(join(data, 'logs', 'shell.log'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .filter((line) => (JSON.parse(line) as { readonly event: string }).event === event).length;
}

/** Does something and waits until the shell has noted that it refused it. */
export async function isRefused(
  data: string,
  event: string,
  attempt: () => Promise<unknown>,
): Promise<void> {
  const before = await noted(data, event);
  await attempt();
  await eventually(() => noted(data, event)).toBeGreaterThan(before);
}
