import { hash } from 'node:crypto';
import type { Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { conflict, type ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { sameValue, type RowState } from '../../shared/sync/merge.ts';

const ID_DIGITS = 24;

/** The field of a row that a conflict is about. */
export interface Subject {
  readonly entity: string;
  readonly row: string;
  readonly scope: ScopeId;
  readonly field: string;
}

/** The conflicts of one field: the one that waits for a person, and what has ever been offered. */
export class FieldConflicts {
  readonly open: RowState | undefined;
  readonly versions: readonly ConflictVersion[];
  /** Stamps of versions that a person has decided on. */
  readonly settled: ReadonlySet<Stamp>;

  /** @param rows conflict rows about the row */
  constructor(rows: readonly RowState[], field: string) {
    const settled = new Set<Stamp>();
    let open: RowState | undefined;
    for (const row of rows) {
      if (row.values['field'] !== field || row.values[DELETED_FIELD] === true) continue;
      if (row.values['state'] === 'open') open = row;
      else for (const { stamp } of versionsOf(row)) settled.add(stamp);
    }
    this.open = open;
    this.versions = open === undefined ? [] : versionsOf(open);
    this.settled = settled;
  }

  /** The version with that stamp of the conflict that waits. */
  version(stamp: Stamp | undefined): ConflictVersion | undefined {
    return stamp === undefined ? undefined : this.versions.find((each) => each.stamp === stamp);
  }
}

/** Versions of a conflict row. Only the server writes them: they are of the form. */
export function versionsOf(row: RowState): readonly ConflictVersion[] {
  const versions = row.values['versions'];
  return Array.isArray(versions) ? (versions as ConflictVersion[]) : [];
}

/** Whether two versions offer the same. */
export function sameOffer(a: ConflictVersion, b: ConflictVersion): boolean {
  return sameValue(a.value, b.value) && sameValue(a.others, b.others);
}

/** What becomes of a field's conflicts. */
export interface Report {
  /** What the server writes. */
  readonly change: Change;
  /** Whether it offers more than before: opened, or another version beside the others. */
  readonly grows: boolean;
}

/**
 * Writes versions into the conflict that waits, or into a new one.
 * @param moved stamps of versions that `added` takes the place of
 * @param added the version of the change that is decided on; others beside it come first
 * @returns null when there is nothing to write
 */
export function report(
  subject: Subject,
  conflicts: FieldConflicts,
  moved: ReadonlySet<Stamp>,
  beside: readonly ConflictVersion[],
  added: ConflictVersion | null,
  cause: Stamp,
): Report | null {
  const versions: ConflictVersion[] = [];
  const offer = (version: ConflictVersion): void => {
    if (!versions.some((other) => sameOffer(other, version))) versions.push(version);
  };
  let placed = added === null;
  for (const version of conflicts.versions) {
    if (!moved.has(version.stamp)) offer(version);
    else if (!placed) {
      offer(added!);
      placed = true;
    }
  }
  for (const version of beside) offer(version);
  if (!placed) offer(added!);
  const before = conflicts.versions;
  if (versions.length === before.length && versions.every((each, at) => each === before[at])) {
    return null;
  }
  const { entity, row, scope, field } = subject;
  const { open } = conflicts;
  const written = versions as unknown as JsonValue;
  const ofConflict = { entity: conflict.name, row: open?.id ?? conflictId(subject, cause), scope };
  if (versions.length < 2) {
    // Whoever moved on has come to what the other says: nothing is left to choose.
    return open === undefined
      ? null
      : { change: { ...ofConflict, set: { state: 'resolved' } }, grows: false };
  }
  const set =
    open === undefined
      ? { entity, row, field, versions: written, state: 'open' }
      : { versions: written };
  return { change: { ...ofConflict, set }, grows: versions.length > before.length };
}

/** Id of a new conflict: the same wherever it is worked out from the same change. */
function conflictId({ entity, row, field }: Subject, cause: Stamp): string {
  const digest = hash('sha256', `${entity}\0${row}\0${field}\0${cause}`, 'hex');
  return `conflict-${digest.slice(0, ID_DIGITS)}`;
}
