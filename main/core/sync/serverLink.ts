import type { Readable } from 'node:stream';
import type { HistoryAnswer, HistoryRequest } from '../../../shared/sync/history.protocol.ts';
import type {
  DeviceCard,
  EnrolAnswer,
  EnrolRequest,
  Frame,
  IssuedCode,
  PushAnswer,
  SplitRequest,
  WireError,
} from '../../../shared/sync/protocol.ts';

/**
 * The protocol of `shared/sync/protocol.ts` for one device. HTTP stands behind it
 * (`httpLink.ts`), or a line of a test's own. Sessions are its own affair: callers never see one.
 *
 * Every method throws {@link WireFailure} when the server answers with an error of the protocol,
 * and an `ExpectedFailure` of type `ServerUnreachable` when there was no whole answer.
 */
export interface ServerLink {
  /** Turns a one-time code into this device. */
  enrol(request: Unaddressed<EnrolRequest>): Promise<EnrolAnswer>;
  /** Sends one signed batch: the exact text. */
  push(batch: string, traffic: Traffic): Promise<PushAnswer>;
  /**
   * Frames as they come, without the last (`end`). A stream that stops before that throws at its
   * end; what came before stands.
   */
  pull(cursors: Readonly<Record<string, number>>, traffic: Traffic): AsyncGenerator<Frame>;
  /**
   * Events that say which scope moved, each `data:` line's text; null for each sign of life
   * without news. Ends when the signal aborts or the server goes.
   */
  events(signal: AbortSignal): AsyncGenerator<string | null>;
  /** What happened to one row, a page at a time. */
  history(request: Unaddressed<HistoryRequest>): Promise<HistoryAnswer>;
  /** Devices of the people of readable places. `recipient`: this device's own, to be made known. */
  devices(recipient?: string): Promise<DeviceCard[]>;
  rename(target: string, name: string): Promise<void>;
  revoke(target: string): Promise<void>;
  /** One-time codes for people of one's places, at most MAX_CODES; who may have none is left out. */
  codes(people: readonly string[]): Promise<IssuedCode[]>;
  /** Makes a copied profile a device of its own; answers its id. */
  split(request: Unaddressed<SplitRequest>): Promise<string>;
  /** Hands in a bundle's file and answers the file of the reply. */
  relay(bundle: Uint8Array): Promise<Uint8Array>;
  /** Whether the server answers now. */
  probe(): Promise<boolean>;
  close(): Promise<void>;
  /** Contents of files, in a session; absent on a line over which they do not travel. */
  readonly content?: ContentLine;
}

/** One request about the content of a file. Error statuses of the server are answers, too. */
export type ContentLine = (request: ContentRequest) => Promise<ContentAnswer>;

export interface ContentRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Opens the body, anew for each try; null: none. */
  readonly body: (() => Readable) | null;
  readonly signal: AbortSignal;
}

export interface ContentAnswer {
  readonly status: number;
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** A request without what the link adds by itself. */
type Unaddressed<R> = Omit<R, 'protocol' | 'device'>;

/** Bytes of bodies as they crossed the wire. */
export interface Traffic {
  up: number;
  down: number;
}

/** An answer of the server that is an error of the protocol. */
export class WireFailure extends Error {
  readonly error: WireError;
  constructor(error: WireError) {
    super(error.type);
    this.name = 'WireFailure';
    this.error = error;
  }
}
