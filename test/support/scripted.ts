import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { sealBatch, type Sealable } from '../../shared/sync/batch.ts';
import type { Change } from '../../shared/sync/change.ts';
import {
  PROTOCOL_VERSION,
  unpackStamps,
  type Frame,
  type PushAnswer,
  type WireError,
} from '../../shared/sync/protocol.ts';

/** Everything of a PKCS #8 Ed25519 private key but its 32 bytes of secret (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A request as it crosses a network, simulated or not. */
export interface Request {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

export interface ScriptedParts {
  readonly name: string;
  /** Login of its person, on practice data. */
  readonly login: string;
  readonly random: (length: number) => Uint8Array;
  readonly send: (request: Request) => Promise<Answer>;
}

/** A row put together from what was pulled. */
interface Row {
  readonly entity: string;
  readonly id: string;
  readonly scope: string;
  readonly values: Record<string, JsonValue>;
  readonly stamps: Record<string, string>;
}

/** SHA-256 of text, base64url. */
export const sha256 = (text: string): string =>
  createHash('sha256').update(text).digest('base64url');

/**
 * A device that speaks the protocol by hand, with a merge of its own: a newer version of the
 * program, a forger, or one that only watches.
 */
export class Scripted {
  readonly parts: ScriptedParts;
  readonly #key: KeyObject;
  readonly #publicKey: string;
  readonly cursors: Record<string, number> = {};
  readonly rows = new Map<string, Row>();
  id = '';
  n = 0;
  chain = '';
  highest: Stamp | null = null;
  #token = '';

  constructor(parts: ScriptedParts) {
    this.parts = parts;
    const key = Buffer.concat([PKCS8_ED25519, parts.random(32)]);
    this.#key = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    this.#publicKey = createPublicKey(this.#key).export({ format: 'jwk' }).x!;
  }

  async enrol(): Promise<void> {
    const answer = await this.#post('/enrol', {
      protocol: PROTOCOL_VERSION,
      code: `demo-${this.parts.login}`,
      publicKey: this.#publicKey,
      deviceName: this.parts.name,
      recipient: `age1${'q'.repeat(58)}`,
    });
    this.id = (json(answer) as { device: string }).device;
  }

  async openSession(): Promise<void> {
    const hello = { protocol: PROTOCOL_VERSION, device: this.id };
    const { challenge } = json(await this.#post('/session', hello)) as { challenge: string };
    const signature = this.sign(`bascule-session:${challenge}`);
    const answer = await this.#post('/session', { ...hello, challenge, signature });
    this.#token = (json(answer) as { token?: string }).token ?? '';
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), this.#key).toString('base64url');
  }

  /** Seals transactions as the next batch. */
  seal(transactions: readonly Sealable[], protocol = PROTOCOL_VERSION): string {
    const header = { protocol, device: this.id, prev: this.chain };
    const salt = Buffer.from(this.parts.random(16)).toString('base64url');
    return sealBatch(header, transactions, salt, sha256, (text) => this.sign(text)).text;
  }

  /** A transaction of its own with the next number and stamp, over what it has pulled. */
  transaction(changes: readonly Omit<Change, 'seen'>[], now: number): Sealable {
    this.n += 1;
    this.highest = nextStamp(this.highest, now, this.id);
    return {
      n: this.n,
      stamp: this.highest,
      changes: changes.map((change) => {
        const stamps = this.rows.get(`${change.entity} ${change.row}`)?.stamps ?? {};
        const fields = 'deleted' in change.set ? Object.keys(stamps) : Object.keys(change.set);
        const seen = fields.flatMap((field) =>
          stamps[field] === undefined ? [] : [[field, stamps[field] as Stamp] as const],
        );
        return { ...change, seen: Object.fromEntries(seen) };
      }),
    };
  }

  /** Shows its own transaction over what it has pulled, so that the next one has seen it. */
  took({ stamp, changes }: Sealable): void {
    for (const { entity, row, scope, set } of changes) {
      const stamps = Object.fromEntries(Object.keys(set).map((field) => [field, stamp]));
      this.#merge(entity, row, scope, set, stamps);
    }
  }

  /** Sends a batch once; a session that has run out is opened anew. */
  async push(batch: string | Buffer): Promise<PushAnswer | WireError> {
    const encoding: Record<string, string> =
      typeof batch === 'string' ? {} : { 'content-encoding': 'gzip' };
    const body = Buffer.from(batch);
    const answer = await this.#inSession(() => this.#send('/sync/push', body, encoding));
    if (answer.status >= 400) return (json(answer) as { error: WireError }).error;
    const decided = json(answer) as PushAnswer;
    this.n = decided.decided;
    this.chain = decided.chain;
    return decided;
  }

  /** Pulls what is new; takes in only the first `frames` of it. */
  async pull(frames = Number.POSITIVE_INFINITY): Promise<readonly Frame[]> {
    const request = { protocol: PROTOCOL_VERSION, device: this.id, cursors: this.cursors };
    const answer = await this.#inSession(() => this.#post('/sync/pull', request));
    if (answer.status >= 400) throw new Error(`${this.parts.name}: ${answer.body.toString()}`);
    const lines = answer.body
      .toString()
      .split('\n')
      .filter((line) => line !== '');
    const all = lines.map((line) => JSON.parse(line) as Frame);
    for (const frame of all.slice(0, frames)) this.#take(frame);
    return all;
  }

  /** Forgets everything but who it is: the server has gone back in time. */
  startAnew(): void {
    this.rows.clear();
    for (const scope of Object.keys(this.cursors)) delete this.cursors[scope];
  }

  /** Asks the server where this device's own batches stand there. */
  async learnState(): Promise<void> {
    const [hello] = await this.pull(0);
    if (hello?.type !== 'hello') throw new Error('a pull begins with hello');
    this.n = hello.decided;
    this.chain = hello.chain;
  }

  #take(frame: Frame): void {
    switch (frame.type) {
      case 'snapshot':
        for (const row of frame.rows) {
          this.#merge(row.entity, row.row, frame.scope, row.values, unpackStamps(row));
        }
        if (frame.last) this.cursors[frame.scope] = frame.version;
        break;
      case 'changes':
        for (const { entity, row, set, stamp } of frame.changes) {
          const stamps = Object.fromEntries(Object.keys(set).map((field) => [field, stamp]));
          this.#merge(entity, row, frame.scope, set, stamps);
        }
        this.cursors[frame.scope] = frame.to;
        break;
      case 'revoked':
        for (const [name, row] of this.rows) if (row.scope === frame.scope) this.rows.delete(name);
        delete this.cursors[frame.scope];
        break;
      case 'hello':
      case 'authors':
      case 'end':
        break;
    }
  }

  #merge(
    entity: string,
    id: string,
    scope: string,
    values: Readonly<Record<string, JsonValue>>,
    stamps: Readonly<Record<string, string>>,
  ): void {
    const name = `${entity} ${id}`;
    const row = this.rows.get(name) ?? { entity, id, scope, values: {}, stamps: {} };
    for (const [field, stamp] of Object.entries(stamps)) {
      if (this.highest === null || stamp > this.highest) this.highest = stamp as Stamp;
      if ((row.stamps[field] ?? '') >= stamp) continue;
      row.values[field] = values[field] ?? null;
      row.stamps[field] = stamp;
    }
    this.rows.set(name, row);
  }

  async #inSession(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#token === '') await this.openSession();
    const answer = await work();
    if (answer.status !== 401) return answer;
    await this.openSession();
    return work();
  }

  #post(path: string, body: unknown): Promise<Answer> {
    return this.#send(path, Buffer.from(JSON.stringify(body)));
  }

  #send(path: string, body: Buffer, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const type = path === '/sync/push' ? 'text/plain' : 'application/json';
    const headers = { 'content-type': type, authorization: `Bearer ${this.#token}`, ...more };
    return this.parts.send({ path, headers, body });
  }
}

function json(answer: Answer): unknown {
  return JSON.parse(answer.body.toString()) as unknown;
}
