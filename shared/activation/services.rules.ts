import { derivedId } from '../kernel/ids.ts';
import type { LocalDate } from '../kernel/dates.ts';
import type { Service, ServiceGroup } from '../programme/programme.entity.ts';
import type { ActivationState, ActivationTarget } from './serviceActivation.entity.ts';

/** For whom a service is opened: all of a school (no name), a class or a profile by its name. */
export interface Audience {
  readonly target: ActivationTarget;
  readonly name: string | null;
}
export const WHOLE_SCHOOL: Audience = { target: 'school', name: null };

/** How far a service is open for somebody, as it was written. */
export interface Activation {
  readonly service: string;
  readonly target: ActivationTarget;
  readonly targetName: string | null;
  readonly state: ActivationState | null;
}

/** Row id of an activation: two people who open the same service for the same class meet in it. */
export function activationId(
  establishment: string,
  programme: string,
  service: string,
  { target, name }: Audience,
): string {
  const whole = derivedId(establishment, programme, service);
  return target === 'school'
    ? whole
    : derivedId(establishment, programme, service, `${target}.${nameKey(name ?? '')}`);
}

const KEY_LETTERS = 40;

/** A name of any script as part of an id: what of it is plain, and a hash of all of it. */
function nameKey(name: string): string {
  const folded = name.normalize('NFC').trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const plain = folded
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, KEY_LETTERS);
  return `${plain}.${hash(folded).toString(36)}`;
}

/** FNV-1a of 64 bits: not for secrets, only to keep names apart. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at += 1) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return value;
}

/**
 * How far a service is open for an audience: what was decided for the class or the profile, else
 * what holds for the whole school; `off` while nobody has decided anything.
 */
export function stateFor(
  activations: readonly Activation[],
  service: string,
  audience: Audience,
): ActivationState {
  const of = ({ target, name }: Audience): ActivationState | null =>
    activations.find(
      (one) =>
        one.service === service &&
        one.target === target &&
        (target === 'school' || one.targetName === name),
    )?.state ?? null;
  return of(audience) ?? of(WHOLE_SCHOOL) ?? 'off';
}

/** Whether somebody can use a service that is in this state. */
export function isOpen(state: ActivationState): boolean {
  return state === 'pilot' || state === 'on';
}

/**
 * Compulsory services that are not open although the school is: their ids, in the programme's
 * order. Before the day of opening, and where it is not known, nothing is missing.
 */
export function missingCompulsory(
  programme: { readonly services: readonly Service[]; readonly groups: readonly ServiceGroup[] },
  stateOf: (service: string) => ActivationState,
  opensOn: LocalDate | null,
  today: LocalDate,
): string[] {
  if (opensOn === null || today < opensOn) return [];
  const compulsory = new Set(
    programme.groups.filter(({ mandatory }) => mandatory).map(({ id }) => id),
  );
  return programme.services
    .filter(({ id, group }) => compulsory.has(group) && !isOpen(stateOf(id)))
    .map(({ id }) => id);
}

export type StateCounts = Readonly<Record<ActivationState, number>>;

/** How many are in each state. */
export function countStates(states: Iterable<ActivationState>): StateCounts {
  const counts = { off: 0, planned: 0, pilot: 0, on: 0 };
  for (const state of states) counts[state] += 1;
  return counts;
}

/** Counts of a group or a lot: those of its services together. */
export function countGroup(
  services: readonly Service[],
  group: string,
  counts: (service: string) => StateCounts,
): StateCounts {
  const sum = { off: 0, planned: 0, pilot: 0, on: 0 };
  for (const service of services) {
    if (service.group !== group) continue;
    const own = counts(service.id);
    for (const state of ['off', 'planned', 'pilot', 'on'] as const) sum[state] += own[state];
  }
  return sum;
}
