import { generateKeyPairSync, hash, randomBytes, sign, type KeyObject } from 'node:crypto';
import zlib from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import {
  BATCH_SIGNATURE_PREFIX,
  openBatch,
  sealBatch,
  type Sealable,
} from '../../shared/sync/batch.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import {
  PROTOCOL_VERSION,
  type EnrolAnswer,
  type Frame,
  type PushAnswer,
} from '../../shared/sync/protocol.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** A device for tests: speaks the wire by hand, keeps nothing, checks nothing. */
export class TestDevice {
  url: string;
  readonly privateKey: KeyObject;
  readonly publicKey: string;
  id = '';
  token = '';
  person: EnrolAnswer['person'] = { id: '', login: '', name: '' };
  scopes: readonly ScopeId[] = [];
  n = 0;
  highest: Stamp | null = null;
  /** Hash of the last batch that was sealed. */
  chain = '';
  ageIdentity = '';
  recipient = '';
  server: EnrolAnswer['server'] = { id: '', publicKey: '', recipient: '' };

  constructor(url: string) {
    this.url = url;
    const pair = generateKeyPairSync('ed25519');
    this.privateKey = pair.privateKey;
    this.publicKey = pair.publicKey.export({ format: 'jwk' }).x!;
  }

  /** Enrols and opens a session. */
  static async enrolled(url: string, code: string): Promise<TestDevice> {
    const device = new TestDevice(url);
    await device.enrol(code);
    await device.openSession();
    return device;
  }

  async post<T>(route: string, body: unknown): Promise<Answer<T>> {
    return this.raw(route, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  async raw<T>(
    route: string,
    body: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + route, {
      method: 'POST',
      body: body as string,
      headers: { authorization: `Bearer ${this.token}`, ...headers },
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  async enrol(code: string): Promise<Answer<EnrolAnswer>> {
    if (this.recipient === '') {
      this.ageIdentity = await generateX25519Identity();
      this.recipient = await identityToRecipient(this.ageIdentity);
    }
    const answer = await this.post<EnrolAnswer>('/enrol', {
      protocol: PROTOCOL_VERSION,
      code,
      publicKey: this.publicKey,
      deviceName: 'test',
      recipient: this.recipient,
    });
    if (answer.status === 200) {
      this.id = answer.body.device;
      this.person = answer.body.person;
      this.scopes = answer.body.scopes;
      this.server = answer.body.server;
    }
    return answer;
  }

  /** Signs UTF-8 text with the device's key. */
  sign(text: string): string {
    return sign(null, Buffer.from(text), this.privateKey).toString('base64url');
  }

  signChallenge(challenge: string): string {
    return this.sign(`bascule-session:${challenge}`);
  }

  async openSession(): Promise<Answer<{ token?: string }>> {
    const asked = await this.post<{ challenge: string }>('/session', {
      protocol: PROTOCOL_VERSION,
      device: this.id,
    });
    const { challenge } = asked.body;
    const opened = await this.post<{ token?: string }>('/session', {
      protocol: PROTOCOL_VERSION,
      device: this.id,
      challenge,
      signature: this.signChallenge(challenge),
    });
    if (opened.body.token !== undefined) this.token = opened.body.token;
    return opened;
  }

  /** A transaction with the next `n` and stamp. */
  transaction(changes: Transaction['changes'], now = Date.now()): Transaction {
    this.n += 1;
    this.highest = nextStamp(this.highest, now, this.id);
    return { n: this.n, stamp: this.highest, changes };
  }

  /** Seals transactions into the device's next batch, whatever they are. */
  seal(transactions: readonly unknown[], prev = this.chain): string {
    const header = { protocol: PROTOCOL_VERSION, device: this.id, prev };
    const salt = randomBytes(16).toString('base64url');
    const sealed = sealBatch(header, transactions as Sealable[], salt, sha256, (text) =>
      this.sign(text),
    );
    this.chain = sealed.hash;
    return sealed.text;
  }

  /** Signs the lines of a batch anew after they were changed by hand. */
  resign(lines: readonly string[]): string {
    const unsigned = [...lines.slice(0, -1), 'A'.repeat(86)].join('\n');
    const opened = openBatch(unsigned, sha256, () => '');
    if (!opened.ok) throw new Error(opened.error.detail);
    this.chain = opened.value.hash;
    return [...lines.slice(0, -1), this.sign(BATCH_SIGNATURE_PREFIX + this.chain)].join('\n');
  }

  /** Asks for something that needs a session and changes nothing. */
  ping(): Promise<Answer<unknown>> {
    return this.post('/devices/list', { protocol: PROTOCOL_VERSION, device: this.id });
  }

  /** Pushes transactions as the device's next batch. */
  push(transactions: readonly unknown[]): Promise<Answer<PushAnswer>> {
    return this.pushText(this.seal(transactions));
  }

  /** Pushes the text of a batch. */
  pushText<T = PushAnswer>(text: string, encoding?: 'gzip' | 'br'): Promise<Answer<T>> {
    if (encoding === undefined) return this.raw('/sync/push', text);
    const packed = encoding === 'gzip' ? zlib.gzipSync(text) : zlib.brotliCompressSync(text);
    return this.raw('/sync/push', packed, { 'content-encoding': encoding });
  }

  async pull(cursors: Record<string, number> = {}): Promise<Frame[]> {
    const response = await fetch(`${this.url}/sync/pull`, {
      method: 'POST',
      body: JSON.stringify({ protocol: PROTOCOL_VERSION, device: this.id, cursors }),
      headers: { authorization: `Bearer ${this.token}` },
    });
    const text = await response.text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Frame);
  }
}

/** SHA-256 of UTF-8 text, base64url. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}
