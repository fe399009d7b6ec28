import type { FromCore } from './port.ts';
import type { ProxyFor } from './sync/line.ts';

/** Finds proxies through the shell, which alone knows the system's settings. */
export interface ProxyPort {
  readonly proxyFor: ProxyFor;
  /** Hands in the shell's answer to a question. */
  answered(id: number, proxy: string | null): void;
}

export function proxyThrough(say: (message: FromCore) => void): ProxyPort {
  const waiting = new Map<number, (proxy: string | null) => void>();
  let last = 0;
  return {
    proxyFor: (url) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        say({ kind: 'proxy', id: last, url });
      }),
    answered(id, proxy) {
      waiting.get(id)?.(proxy);
      waiting.delete(id);
    },
  };
}
