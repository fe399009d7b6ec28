import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { seedRow, startStamp, type SeedRow } from '../../../server/demo/seedRows.ts';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { sealBatch } from '../../../shared/sync/batch.ts';
import type { Transaction } from '../../../shared/sync/change.ts';
import { PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import { schoolId, stepId, STEPS } from '../wave61.ts';

/** A bursar's device: it speaks the wire by hand, so that only the server's work is measured. */
export interface FleetKey {
  readonly device: string;
  readonly person: string;
  readonly publicKey: string;
  /** PKCS8, PEM. */
  readonly privateKey: string;
}

/** New devices, one a school. */
export function newFleet(count: number): FleetKey[] {
  return Array.from({ length: count }, (_, school) => {
    const pair = generateKeyPairSync('ed25519');
    return {
      device: `fleet-${String(school).padStart(10, '0')}`,
      person: `bursar-${school}`,
      publicKey: pair.publicKey.export({ format: 'jwk' }).x!,
      privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    };
  });
}

/** A bursar for each of the first schools. */
export function fleetRows(count: number): SeedRow[] {
  return Array.from({ length: count }, (_, school) => school).flatMap((school) => {
    const person = `bursar-${school}`;
    const place = scopeId('establishment', schoolId(school));
    return [
      seedRow('person', person, scopeId('person', person), {
        login: person,
        firstName: 'B',
        lastName: String(school),
      }),
      seedRow('grant', `${person}:bursar:establishment.${schoolId(school)}`, place, {
        person,
        role: 'bursar',
        name: `B ${school}`,
      }),
    ];
  });
}

/** Ticks of one bursar over all steps of their school, batch after batch, as a device seals them. */
export class FleetDevice {
  readonly key: FleetKey;
  readonly #school: number;
  #n = 0;
  #stamp: Stamp | null = null;
  #prev = '';
  /** Stamps of the last batch, by action. */
  #last: readonly Stamp[] | null = null;

  constructor(key: FleetKey, school: number) {
    this.key = key;
    this.#school = school;
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text), createPrivateKey(this.key.privateKey)).toString(
      'base64url',
    );
  }

  /** The next batch: all steps done, or all to do again. */
  nextBatch(now: number): { readonly text: string; readonly to: number } {
    const done = (this.#n / STEPS) % 2 === 0;
    const stamps: Stamp[] = [];
    const transactions: Transaction[] = [];
    for (let action = 0; action < STEPS; action += 1) {
      this.#n += 1;
      this.#stamp = nextStamp(this.#stamp, now + action, this.key.device);
      stamps.push(this.#stamp);
      transactions.push({
        n: this.#n,
        stamp: this.#stamp,
        changes: [
          {
            entity: 'kitStep',
            row: stepId(this.#school, action),
            scope: scopeId('establishment', schoolId(this.#school)),
            set: { status: done ? 'done' : 'todo', doneOn: done ? '2024-01-22' : null },
            seen: this.#seenOf(action),
          },
        ],
      });
    }
    this.#last = stamps;
    const { text, hash } = sealBatch(
      { protocol: PROTOCOL_VERSION, device: this.key.device, prev: this.#prev },
      transactions,
      createHash('sha256').update(`${this.key.device} ${this.#n}`).digest('base64url').slice(0, 22),
      sha256,
      (of) => this.sign(of),
    );
    this.#prev = hash;
    return { text, to: this.#n };
  }

  #seenOf(action: number): Record<string, Stamp> {
    const stamp = this.#last?.[action];
    return stamp === undefined ? { status: startStamp } : { status: stamp, doneOn: stamp };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
