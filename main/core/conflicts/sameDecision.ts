import { stampDevice, type Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { ConflictVersion } from '../../../shared/sync/conflict.entity.ts';

/** A conflict that waits for a person. */
export interface OpenConflict {
  readonly id: string;
  readonly scope: ScopeId;
  readonly entity: string;
  readonly row: string;
  readonly field: string;
  readonly versions: readonly ConflictVersion[];
}

/**
 * Fields that one decision is told by which wrote much else besides, the one that says the most
 * first: the version of a kit, what a version holds, a school's part in a wave.
 */
const LEADING = ['programme.templateVersion', 'templateVersion.content', 'waveMembership.status'];

/** Whether a conflict may be asked in the place of others. */
export function mayLead({ entity, field }: Pick<OpenConflict, 'entity' | 'field'>): boolean {
  return LEADING.includes(`${entity}.${field}`);
}

/**
 * Conflicts that need not be asked, by the one that is asked in their place: the same two people's
 * decisions met in all of them, since what one action writes bears one stamp.
 */
export function askedWith<C extends OpenConflict>(open: readonly C[]): Map<string, C[]> {
  const led = new Map<string, C[]>();
  const told = new Set<string>();
  const leaders = open
    .filter(mayLead)
    .toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  for (const leader of leaders) {
    if (told.has(leader.id)) continue;
    const stamps = new Set(leader.versions.map(({ stamp }) => stamp));
    const devices = new Set([...stamps].map(stampDevice));
    // One device's action after another is no decision against itself.
    if (devices.size < 2) continue;
    for (const other of open) {
      if (other === leader || other.scope !== leader.scope || told.has(other.id)) continue;
      if (led.has(other.id) || !other.versions.every(({ stamp }) => stamps.has(stamp))) continue;
      told.add(other.id);
      led.set(leader.id, [...(led.get(leader.id) ?? []), other]);
    }
  }
  return led;
}

/** The version that was written with a decision. */
export function versionWith(
  { versions }: Pick<OpenConflict, 'versions'>,
  stamp: Stamp,
): ConflictVersion | undefined {
  return versions.find((version) => version.stamp === stamp);
}

/** Of two parts in waves, the one that is left for another wave says more. */
function rank({ entity, field, versions }: OpenConflict): number {
  const isLeft = versions.some(({ others }) => (others['toWave'] ?? null) !== null);
  return LEADING.indexOf(`${entity}.${field}`) * 2 + (isLeft ? 0 : 1);
}
