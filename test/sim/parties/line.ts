import { WireFailure } from '../../../main/core/sync/serverLink.ts';
import { unreachable, type SendOptions, type Wire } from '../../../main/core/sync/wire.ts';
import { wireErrorSchema } from '../../../shared/sync/protocol.ts';
import type { Network } from './network.ts';
import type { SiteAnswer } from './site.ts';

export interface LineParts {
  readonly network: Network;
  readonly label: string;
  readonly isOnline: () => boolean;
  /**
   * Sees each frame of a pull before the device does.
   * @param allowed scopes that the device might read when the server handled the pull
   */
  readonly onFrame: (text: string, allowed: ReadonlySet<string>) => void;
  /** Does what waits for the network in its operation's turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Waits until the run lets the next frame through. */
  readonly pause: () => Promise<void>;
}

/** The product's wire over the simulated network in the place of HTTP. */
export function createLine(parts: LineParts): Wire {
  const { network, label, isOnline } = parts;
  async function ask(path: string, body: unknown, options: SendOptions): Promise<SiteAnswer> {
    const bytes = body instanceof Uint8Array;
    const text = options.text === true;
    const payload = bytes
      ? Buffer.from(body)
      : Buffer.from(text ? String(body) : JSON.stringify(body));
    const headers: Record<string, string> = {
      'content-type': bytes ? 'application/octet-stream' : text ? 'text/plain' : 'application/json',
    };
    if (options.token !== undefined) headers['authorization'] = `Bearer ${options.token}`;
    if (options.traffic !== undefined) options.traffic.up += payload.length;
    const request = { path, headers, body: payload };
    const answer = await parts.inTurn(() => network.exchange(label, request, isOnline));
    if (options.traffic !== undefined) options.traffic.down += answer.body.length;
    if (answer.status >= 400) throw failureOf(answer);
    return answer;
  }

  return {
    server: 'http://sim',
    send: async (path, body, options = {}) =>
      JSON.parse((await ask(path, body, options)).body.toString()) as unknown,
    sendBytes: async (path, body, { token }) => (await ask(path, body, { token })).body,
    async *lines(path, body, options = {}) {
      const answer = await ask(path, body, options);
      const lines = answer.body.toString().split('\n');
      if (lines.at(-1) === '') lines.pop();
      const cut = network.cutAfter();
      for (const [index, line] of lines.entries()) {
        if (index >= cut || !isOnline()) {
          // Some cuts fall into the middle of a line.
          if (cut % 2 === 0) yield line.slice(0, line.length / 2);
          throw unreachable('sim');
        }
        parts.onFrame(line, answer.allowed);
        yield line;
        await parts.inTurn(parts.pause);
      }
    },
    stream: () => Promise.reject(unreachable('sim')),
    content: () => Promise.reject(unreachable('sim')),
    probe: () => Promise.resolve(isOnline()),
    close: () => Promise.resolve(),
  };
}

function failureOf(answer: SiteAnswer): Error {
  try {
    const parsed = wireErrorSchema.safeParse(JSON.parse(answer.body.toString()));
    if (parsed.success) return new WireFailure(parsed.data.error);
  } catch {
    // Not an answer of ours: treated as none.
  }
  return unreachable('sim');
}
