import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Transaction } from '../../../shared/sync/change.ts';
import { startStamp } from '../../../server/demo/seedRows.ts';
import { seededRandom } from '../../support/random.ts';
import { actionId, SCHOOLS, STEPS } from '../wave61.ts';

const FIRST_TICK = Date.UTC(2024, 0, 22, 8);
const DAY = '2024-01-22';
const NOTES = [
  'En attente de la réponse de la DRASI.',
  "L'agent comptable est absent jusqu'au 29 janvier.",
  'Pièce manquante : délibération du conseil d’administration.',
  'Sans objet : pas de budget annexe dans cet établissement.',
  'Vu avec Mme Martin au téléphone, elle rappelle demain.',
];

/** Someone who ticks a wave from the first school's first step on, every three seconds or so. */
export function ticksInOrder(device: string, count: number): Transaction[] {
  const transactions: Transaction[] = [];
  let highest: Stamp | null = null;
  for (let index = 0; index < count; index += 1) {
    highest = nextStamp(highest, FIRST_TICK + index * 3_137, device);
    transactions.push(
      tick(index + 1, highest, Math.floor(index / STEPS), index % STEPS, {
        set: { status: 'done', doneOn: DAY },
        seen: { status: startStamp },
      }),
    );
  }
  return transactions;
}

/**
 * What a pilot's days look like: any school, runs of a few steps, five seconds to ten minutes
 * between two ticks; one in eight is blocked or does not apply, with a note; some steps were
 * touched before, by one of forty other devices.
 */
export function mixedTicks(device: string, count: number, seed = 61): Transaction[] {
  const random = seededRandom(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const others = Array.from({ length: 40 }, () => deviceId(random));
  const transactions: Transaction[] = [];
  let now = FIRST_TICK;
  let highest: Stamp | null = null;
  let school = 0;
  let step = 0;
  let left = 0;
  for (let n = 1; n <= count; n += 1) {
    if (left === 0) {
      school = pick(SCHOOLS);
      step = pick(STEPS);
      left = 1 + pick(8);
    }
    left -= 1;
    step = (step + 1 + (random() < 0.3 ? pick(10) : 0)) % STEPS;
    now += 5_000 + Math.floor(random() ** 4 * 600_000);
    highest = nextStamp(highest, now, device);
    const touched = random() < 0.3;
    const before = nextStamp(null, FIRST_TICK - pick(10_000_000_000), others[pick(40)]!);
    const seen: Record<string, Stamp> = { status: touched ? before : startStamp };
    if (touched) seen['doneOn'] = before;
    const kind = random();
    const set: Record<string, string | null> =
      kind < 0.125
        ? { status: kind < 0.08 ? 'blocked' : 'notApplicable', doneOn: null, note: note(random) }
        : { status: kind < 0.2 ? 'todo' : 'done', doneOn: kind < 0.2 ? null : DAY };
    transactions.push(tick(n, highest, school, step, { set, seen }));
  }
  return transactions;
}

/** Sixteen characters of base 32, as device ids are. */
export function deviceId(random: () => number): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  return Array.from({ length: 16 }, () => alphabet[Math.floor(random() * 32)]).join('');
}

function note(random: () => number): string {
  return `${NOTES[Math.floor(random() * NOTES.length)]!} ${Math.floor(random() * 1_000)}`;
}

function tick(
  n: number,
  stamp: Stamp,
  school: number,
  step: number,
  what: { set: Record<string, string | null>; seen: Record<string, Stamp> },
): Transaction {
  const id = `school-${school}`;
  return {
    n,
    stamp,
    changes: [
      {
        entity: 'kitStep',
        row: kitStepId(id, 'p', actionId(step)),
        scope: scopeId('establishment', id),
        ...what,
      },
    ],
  };
}
