import { session } from 'electron';
import { proxyOf } from './proxyList.ts';

/**
 * The proxy that the system's settings (a script of the network's among them) put on the way to an
 * address. The page's own session is told to have a proxy that leads nowhere, so another is asked.
 */
export async function systemProxy(url: string): Promise<string | null> {
  return proxyOf(await session.fromPartition('system-proxy').resolveProxy(url));
}
