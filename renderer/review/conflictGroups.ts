import type { ConflictView } from '../../shared/sync/sync.contract.ts';

/** Open conflicts of one row between the same people: one card. */
export interface ConflictGroup {
  readonly key: string;
  readonly entity: string;
  readonly row: string;
  readonly scope: string;
  readonly about: ConflictView['about'];
  readonly conflicts: readonly ConflictView[];
  /** How many different people wrote; 1: one person, on two computers. */
  readonly people: number;
}

/** What is looked at first in a card; other fields come after, by name. */
const FIELD_ORDER = ['deleted', 'status', 'note'];

/** Puts conflicts that belong together into one card; the one that has waited longest comes first. */
export function groupConflicts(conflicts: readonly ConflictView[]): ConflictGroup[] {
  const groups = new Map<string, ConflictView[]>();
  const since = (conflict: ConflictView): number =>
    Math.max(...conflict.versions.map((version) => version.at));
  const oldestFirst = conflicts.toSorted((a, b) => since(a) - since(b) || order(a.id, b.id));
  for (const conflict of oldestFirst) {
    const key = [conflict.entity, conflict.row, ...peopleOf(conflict)].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), conflict]);
  }
  return [...groups].map(([key, together]) => {
    const { entity, row, scope, about } = together[0]!;
    const fields = together.toSorted(
      (a, b) => rank(a.field) - rank(b.field) || order(a.field, b.field),
    );
    const people = peopleOf(together[0]!).length;
    return { key, entity, row, scope, about, conflicts: fields, people };
  });
}

/** Whether one may settle something of a card oneself. */
export function maySettle(group: ConflictGroup): boolean {
  return group.conflicts.some(({ mayResolve }) => mayResolve);
}

/**
 * The index of the version that one person wrote in every conflict of a card, with that person's
 * own index; only where one choice settles all of them alike.
 */
export function commonVersions(group: ConflictGroup): readonly number[] {
  const [first, ...others] = group.conflicts;
  if (first === undefined || others.length === 0 || group.people < 2) return [];
  return first.versions.flatMap((version, index) =>
    others.every((other) => authorOf(other.versions[index]?.by) === authorOf(version.by))
      ? [index]
      : [],
  );
}

type Author = ConflictView['versions'][number]['by'];

function authorOf(by: Author | undefined): string {
  return by?.person ?? by?.name ?? '';
}

function peopleOf(conflict: ConflictView): string[] {
  return [...new Set(conflict.versions.map((version) => authorOf(version.by)))].toSorted();
}

function rank(field: string): number {
  const at = FIELD_ORDER.indexOf(field);
  return at < 0 ? FIELD_ORDER.length : at;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the row's note is among what waits to be settled. */
export function hasOpenNote(group: ConflictGroup): boolean {
  return group.conflicts.some((conflict) => conflict.field === 'note');
}
