import { decideTick } from '../../shared/kit/kit.rules.ts';
import { kitStepId, type StepStatus } from '../../shared/kit/kitStep.entity.ts';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { Transaction } from '../../shared/sync/change.ts';
import type { Frame } from '../../shared/sync/protocol.ts';
import { unpackStamps } from '../../shared/sync/protocol.ts';
import type { TestDevice } from './client.ts';

interface StepState {
  status: StepStatus;
  note: string | null;
  doneOn: string | null;
  stamps: Record<string, Stamp>;
}

/** Ticks the steps of a school one after the other, as a device does: with what it has seen. */
export class Ticker {
  readonly #device: TestDevice;
  readonly #school: string;
  readonly #steps = new Map<string, StepState>();

  /** @param frames a pull that holds the school's snapshot */
  constructor(device: TestDevice, school: string, frames: readonly Frame[]) {
    this.#device = device;
    this.#school = school;
    for (const frame of frames) {
      if (frame.type !== 'snapshot' || frame.scope !== scopeId('establishment', school)) continue;
      for (const row of frame.rows) {
        if (row.entity !== 'kitStep') continue;
        this.#steps.set(row.row, {
          status: row.values['status'] as StepStatus,
          note: (row.values['note'] ?? null) as string | null,
          doneOn: (row.values['doneOn'] ?? null) as string | null,
          stamps: unpackStamps(row),
        });
      }
    }
  }

  get ids(): string[] {
    return [...this.#steps.keys()];
  }

  /** One tick: done becomes to do, anything else becomes done. */
  tick(id: string, today: string, now: number): Transaction {
    const step = this.#steps.get(id)!;
    const status = step.status === 'done' ? 'todo' : 'done';
    const decided = decideTick(step, { status }, today);
    if (!decided.ok) throw new Error(decided.error.type);
    const set = { ...decided.value } as Record<string, string | null>;
    const seen: Record<string, Stamp> = {};
    for (const field of Object.keys(set)) {
      const stamp = step.stamps[field];
      if (stamp !== undefined) seen[field] = stamp;
    }
    const transaction = this.#device.transaction(
      [{ entity: 'kitStep', row: id, scope: scopeId('establishment', this.#school), set, seen }],
      now,
    );
    Object.assign(step, decided.value);
    for (const field of Object.keys(set)) step.stamps[field] = transaction.stamp;
    return transaction;
  }

  /** `count` ticks over the steps in turn, half a minute or so apart. */
  ticks(count: number, today: string, from: number): Transaction[] {
    const { ids } = this;
    return Array.from({ length: count }, (_, index) =>
      this.tick(ids[index % ids.length]!, today, from + index * 31_337),
    );
  }
}

/** Row id of a step of the practice kit. */
export function demoStep(school: string, action: string): string {
  return kitStepId(school, 'opale', action);
}
