import { request } from 'undici';
import type { BareChange } from './table.ts';

/**
 * Hands out changes as server-sent events bring them.
 * @returns once the stream is open; it ends with the signal
 */
export async function follow(
  server: string,
  signal: AbortSignal,
  take: (change: BareChange) => void,
): Promise<void> {
  const { body } = await request(`${server}/events`, { signal, bodyTimeout: 0 });
  let rest = '';
  body.setEncoding('utf8');
  body.on('data', (text: string) => {
    const events = (rest + text).split('\n\n');
    rest = events.pop()!;
    for (const event of events) {
      if (event.startsWith('data: ')) take(JSON.parse(event.slice(6)) as BareChange);
    }
  });
  // The signal ends it.
  body.on('error', () => undefined);
}
