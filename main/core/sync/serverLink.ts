import {
  enrolAnswerSchema,
  frameSchema,
  PROTOCOL_VERSION,
  pushAnswerSchema,
  sessionAnswerSchema,
  type EnrolAnswer,
  type Frame,
  type PushAnswer,
} from '../../../shared/sync/protocol.ts';
import type { DeviceKey } from '../session/deviceKey.ts';
import { WireFailure, type Traffic, type Wire } from './wire.ts';

/** The protocol's routes for one device; opens and renews its session by itself. */
export interface ServerLink {
  push(lines: readonly string[], traffic: Traffic): Promise<PushAnswer>;
  /** Frames as they come. A stream without its `end` throws at its end. */
  pull(cursors: Readonly<Record<string, number>>, traffic: Traffic): AsyncGenerator<Frame>;
  /** Server-sent events; each `data:` line's text. */
  events(signal: AbortSignal): AsyncGenerator<string>;
}

/** A pull whose stream stopped before its last frame; what was applied stays. */
export class CutStream extends Error {
  constructor() {
    super('the stream ended early');
    this.name = 'CutStream';
  }
}

/** Turns a one-time code into a device. @throws WireFailure, ExpectedFailure */
export async function enrolDevice(
  wire: Wire,
  request: { code: string; publicKey: string; deviceName: string },
): Promise<EnrolAnswer> {
  return enrolAnswerSchema.parse(
    await wire.send('/enrol', { protocol: PROTOCOL_VERSION, ...request }),
  );
}

export function createServerLink(
  wire: Wire,
  device: string,
  key: () => Promise<DeviceKey>,
): ServerLink {
  let token: string | null = null;

  async function openSession(): Promise<string> {
    const hello = { protocol: PROTOCOL_VERSION, device };
    const first = sessionAnswerSchema.parse(await wire.send('/session', hello));
    if (!('challenge' in first)) return first.token;
    const signature = (await key()).sign(`bascule-session:${first.challenge}`);
    const second = sessionAnswerSchema.parse(
      await wire.send('/session', { ...hello, challenge: first.challenge, signature }),
    );
    if (!('token' in second)) throw new WireFailure({ type: 'NoSession' });
    return second.token;
  }

  /** Runs `work` with a token, once more with a new one when the old one has expired. */
  async function withSession<T>(work: (token: string) => Promise<T>): Promise<T> {
    if (token !== null) {
      try {
        return await work(token);
      } catch (error) {
        if (!(error instanceof WireFailure && error.error.type === 'NoSession')) throw error;
      }
    }
    token = await openSession();
    return work(token);
  }

  return {
    push: (lines, traffic) =>
      withSession(async (session) => {
        const header = JSON.stringify({ protocol: PROTOCOL_VERSION, device });
        const body = `${[header, ...lines].join('\n')}\n`;
        return pushAnswerSchema.parse(
          await wire.send('/sync/push', body, { token: session, ndjson: true, traffic }),
        );
      }),
    async *pull(cursors, traffic) {
      const request = { protocol: PROTOCOL_VERSION, device, cursors };
      const { first, lines } = await withSession(async (session) => {
        const opened = wire.lines('/sync/pull', request, { token: session, traffic });
        // The first line is asked for here, so that an expired session shows before any frame.
        return { first: await opened.next(), lines: opened };
      });
      for (let next = first; next.done !== true; next = await lines.next()) {
        const frame = frameSchema.parse(JSON.parse(next.value));
        if (frame.type === 'end') return;
        yield frame;
      }
      throw new CutStream();
    },
    async *events(signal) {
      const body = await withSession((session) => wire.stream('/sync/events', session, signal));
      const decoder = new TextDecoder();
      let rest = '';
      for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split(/\r?\n/);
        rest = lines.pop()!;
        for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
      }
    },
  };
}
