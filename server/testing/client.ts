import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import zlib from 'node:zlib';
import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
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
  readonly url: string;
  readonly privateKey: KeyObject;
  readonly publicKey: string;
  id = '';
  token = '';
  person: EnrolAnswer['person'] = { id: '', login: '', name: '' };
  scopes: readonly ScopeId[] = [];
  n = 0;
  highest: Stamp | null = null;

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
    const answer = await this.post<EnrolAnswer>('/enrol', {
      protocol: PROTOCOL_VERSION,
      code,
      publicKey: this.publicKey,
      deviceName: 'test',
    });
    if (answer.status === 200) {
      this.id = answer.body.device;
      this.person = answer.body.person;
      this.scopes = answer.body.scopes;
    }
    return answer;
  }

  signChallenge(challenge: string): string {
    const message = Buffer.from(`bascule-session:${challenge}`);
    return sign(null, message, this.privateKey).toString('base64url');
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

  async push(transactions: readonly unknown[], gzip = false): Promise<Answer<PushAnswer>> {
    const body = pushBody(this.id, transactions);
    return gzip
      ? this.raw('/sync/push', zlib.gzipSync(body), { 'content-encoding': 'gzip' })
      : this.raw('/sync/push', body);
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

/** The body of a push: header, then one transaction a line. */
export function pushBody(device: string, transactions: readonly unknown[]): string {
  return [{ protocol: PROTOCOL_VERSION, device }, ...transactions]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
}
