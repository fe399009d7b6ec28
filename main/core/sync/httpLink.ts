import { z } from 'zod';
import { historyAnswerSchema } from '../../../shared/sync/history.protocol.ts';
import {
  codesAnswerSchema,
  devicesAnswerSchema,
  enrolAnswerSchema,
  PROTOCOL_VERSION,
  pushAnswerSchema,
  sessionAnswerSchema,
  splitAnswerSchema,
} from '../../../shared/sync/protocol.ts';
import type { DeviceKey } from './deviceKey.ts';
import { asFrame } from './frameCheck.ts';
import { WireFailure, type ServerLink } from './serverLink.ts';
import { unreachable, type Wire } from './wire.ts';

const relayLimit = 64_000_000;

/** The protocol over HTTP for one device; opens and renews its session by itself. */
export function createHttpLink(
  wire: Wire,
  device: string,
  key: () => Promise<DeviceKey>,
): ServerLink {
  const hello = { protocol: PROTOCOL_VERSION, device };
  let token: string | null = null;

  async function openSession(): Promise<string> {
    const first = parse(sessionAnswerSchema, await wire.send('/session', hello));
    if (!('challenge' in first)) return first.token;
    const signature = (await key()).sign(`bascule-session:${first.challenge}`);
    const second = parse(
      sessionAnswerSchema,
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

  /** An answer that is not of the form is a proxy's page or a fault: no answer of the server. */
  function parse<T>(schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw unreachable(wire.server);
    return parsed.data;
  }

  const ask = <T>(path: string, request: object, schema: z.ZodType<T>): Promise<T> =>
    withSession(async (session) =>
      parse(schema, await wire.send(path, { ...hello, ...request }, { token: session })),
    );

  return {
    enrol: async (request) =>
      parse(
        enrolAnswerSchema,
        await wire.send('/enrol', { protocol: PROTOCOL_VERSION, ...request }),
      ),
    push: (batch, traffic) =>
      withSession(async (session) =>
        parse(
          pushAnswerSchema,
          await wire.send('/sync/push', batch, { token: session, text: true, traffic }),
        ),
      ),
    async *pull(cursors, traffic) {
      const { first, lines } = await withSession(async (session) => {
        const opened = wire.lines('/sync/pull', { ...hello, cursors }, { token: session, traffic });
        // The first line is asked for here, so that an expired session shows before any frame.
        return { first: await opened.next(), lines: opened };
      });
      for (let next = first; next.done !== true; next = await lines.next()) {
        const frame = asFrame(parseJson(next.value));
        if (frame === null) throw unreachable(wire.server);
        if (frame.type === 'end') return;
        yield frame;
      }
      throw unreachable(wire.server);
    },
    async *events(signal) {
      const body = await withSession((session) => wire.stream('/sync/events', session, signal));
      const decoder = new TextDecoder();
      let rest = '';
      for await (const chunk of body) {
        rest += decoder.decode(chunk, { stream: true });
        const lines = rest.split(/\r?\n/);
        rest = lines.pop()!;
        for (const line of lines) {
          if (line.startsWith('data:')) yield line.slice(5).trim();
          else if (line.startsWith(':')) yield null;
        }
      }
    },
    history: (request) => ask('/sync/history', request, historyAnswerSchema),
    async devices(recipient) {
      const request = recipient === undefined ? {} : { recipient };
      return (await ask('/devices/list', request, devicesAnswerSchema)).devices;
    },
    async rename(target, name) {
      await ask('/devices/rename', { target, name }, z.unknown());
    },
    async revoke(target) {
      await ask('/devices/revoke', { target }, z.unknown());
    },
    codes: async (people) => (await ask('/accounts/codes', { people }, codesAnswerSchema)).codes,
    split: async (request) => (await ask('/devices/split', request, splitAnswerSchema)).device,
    relay: (bundle) =>
      withSession((session) =>
        wire.sendBytes('/sync/relay', bundle, { token: session, limit: relayLimit }),
      ),
    content: (request) =>
      withSession(async (session) => {
        const answer = await wire.content(request, session);
        if (answer.status !== 401) return answer;
        answer.body.on('error', () => undefined).resume();
        throw new WireFailure({ type: 'NoSession' });
      }),
    probe: () => wire.probe(),
    close: () => wire.close(),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
