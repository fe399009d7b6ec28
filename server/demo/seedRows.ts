import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';

/** A row to seed, written as a whole with one stamp. */
export interface SeedRow {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly stamp: Stamp;
}

/** The pseudo-device of what no person is named for. */
export const TEAM_DEVICE = 'seed';
/** The programme starts here: what nobody has touched since is stamped at this day. */
const START_DAY = '2023-06-01';
const HOUR = 10;
const hourInParis = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: 'numeric' });

/** The pseudo-device of what a person did before they had a device. */
export function seedDevice(person: string | null): string {
  return person === null ? TEAM_DEVICE : `${TEAM_DEVICE}-${person}`;
}

/** Ten in the morning in Paris on a calendar day, in milliseconds since 1970. */
export function morningOf(day: string): number {
  const utc = Date.parse(`${day}T${HOUR}:00:00Z`);
  return utc - (Number(hourInParis.format(utc)) - HOUR) * 3_600_000;
}

/** The stamp of what a person (or, for null, the team) did on a day. */
export function stampOf(day: string, person: string | null): Stamp {
  return nextStamp(null, morningOf(day), seedDevice(person));
}

/** The stamp of what stands since the start. */
export const startStamp = stampOf(START_DAY, null);

/** A row that stands since the start. Fields that are null or undefined are left out. */
export function seedRow(
  entity: string,
  id: string,
  scope: ScopeId,
  values: Readonly<Record<string, JsonValue | undefined>>,
  stamp: Stamp = startStamp,
): SeedRow {
  const present = Object.entries(values).filter(
    (entry): entry is [string, JsonValue] => entry[1] !== undefined && entry[1] !== null,
  );
  return { entity, id, scope, values: Object.fromEntries(present), stamp };
}
