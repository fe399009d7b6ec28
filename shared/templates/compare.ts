import type { JsonValue } from '../schema/entity.ts';
import { mergeField, type FieldMerge } from './fieldMerge.ts';
import {
  bodyFields,
  sameBody,
  sameField,
  type ComparedField,
  type KitAction,
  type RunningAction,
} from './kitContent.ts';
import { movedIds, predecessors, standsAs } from './order.ts';

/** What a new version of the template does to an action. One action may be several of these. */
export const differenceKinds = [
  'added',
  'removed',
  /** The same action under another id. */
  'reidentified',
  /** Another place, phase or due day. */
  'moved',
  'renamed',
  'changed',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Why a difference cannot be merged alone. */
export const conflictKinds = [
  /** Fields that both the new version and the pilots changed, each differently. */
  'bothChanged',
  /** The new version drops what the pilots changed. */
  'removedButChanged',
  /** The new version drops what schools have worked on. */
  'removedButWorked',
  /** The new version adds an id that the running kit has for something else. */
  'addedButExists',
  /** The new version gives another id to what schools have worked on. */
  'reidentifiedButWorked',
  /** The new version changes what the pilots have dropped. */
  'changedButRetired',
  /** Nobody knows which side changed it: the version that both come from is not known. */
  'originUnknown',
] as const;
export type ConflictKind = (typeof conflictKinds)[number];

/** `ours`: as the running kits have it; `theirs`: as the new version wants it. */
export type Choice = 'ours' | 'theirs';

export interface FieldDifference extends Omit<FieldMerge, 'field'> {
  readonly field: ComparedField;
}

export interface Difference {
  /** Id of the action in the running kit; of an added one, its id in the new version. */
  readonly id: string;
  readonly kinds: readonly DifferenceKind[];
  /** Id that the new version gives to it, where that is another. */
  readonly newId: string | null;
  /** As the running kit has it; null: it does not. */
  readonly before: RunningAction | null;
  /** As the new version has it; null: it does not. */
  readonly after: KitAction | null;
  readonly fields: readonly FieldDifference[];
  /** Null: it is merged by itself. */
  readonly conflict: ConflictKind | null;
  /** What is proposed where somebody has to choose. */
  readonly recommended: Choice;
}

export interface Comparing {
  /** The version that the running kit was made from; null: not known, all that differs is asked. */
  readonly base: readonly KitAction[] | null;
  /** The new version. */
  readonly theirs: readonly KitAction[];
  /** The running kit in its order, retired actions included. */
  readonly ours: readonly RunningAction[];
  /** Actions that somebody has worked on in some school. */
  readonly worked: ReadonlySet<string>;
}

export interface Comparison {
  /** In the order of the new version; what it drops comes last. */
  readonly differences: readonly Difference[];
  /** Actions that the pilots changed, added or dropped themselves, and that the new version leaves alone. */
  readonly local: readonly string[];
}

/**
 * Compares a new version of the template with the running kit, by the version that both come from.
 * What the running kit has from its pilots alone is no difference: it stays.
 */
export function compareKits(given: Comparing): Comparison {
  const { differences, local } = new Comparer(given).run();
  return { differences: given.base === null ? differences.map(asked) : differences, local };
}

/** A difference of kits that have no known past: the running kit stays where nobody answers. */
function asked(difference: Difference): Difference {
  // What is new has nothing to contradict.
  if (difference.before === null) return difference;
  return {
    ...difference,
    fields: difference.fields.map((one) => ({ ...one, merged: one.ours, conflict: true })),
    conflict:
      difference.newId === null ? (difference.conflict ?? 'originUnknown') : 'originUnknown',
    recommended: 'ours',
  };
}

class Comparer {
  readonly #base: ReadonlyMap<string, KitAction>;
  readonly #theirs: ReadonlyMap<string, KitAction>;
  readonly #ours: ReadonlyMap<string, RunningAction>;
  readonly #worked: ReadonlySet<string>;
  /** Ids of dropped actions by the id that the new version gives them. */
  readonly #formerIds: ReadonlyMap<string, string>;
  readonly #movedThere: ReadonlySet<string>;
  readonly #movedHere: ReadonlySet<string>;
  readonly #placeThere: ReadonlyMap<string, string | null>;
  readonly #placeHere: ReadonlyMap<string, string | null>;

  constructor({ base: given, theirs, ours, worked }: Comparing) {
    const active = ours.filter(({ retired }) => !retired);
    const base = given ?? active;
    this.#base = byId(base);
    this.#ours = byId(ours);
    this.#worked = worked;
    this.#formerIds = sameUnderOtherIds(base, theirs, this.#ours);
    const idHere = (id: string): string => this.#formerIds.get(id) ?? id;
    // Whoever waits for an action still waits for the same one, whatever its id.
    this.#theirs = byId(
      theirs.map((action) => ({ ...action, dependsOn: action.dependsOn.map(idHere) })),
    );
    const wasOrder = base.map(({ id }) => id);
    const theirOrder = theirs.map(({ id }) => idHere(id));
    const ourOrder = active.map(({ id }) => id);
    const elsewhere = theirs
      .filter((action) => {
        const was = this.#base.get(idHere(action.id));
        return (
          was !== undefined &&
          !(['phase', 'dueOffsetDays', 'dueOffsetVariants'] as const).every((field) =>
            sameField(was, action, field),
          )
        );
      })
      .map(({ id }) => idHere(id));
    this.#movedThere = movedIds(wasOrder, theirOrder, new Set(elsewhere));
    this.#movedHere = movedIds(wasOrder, ourOrder);
    this.#placeThere = predecessors(theirOrder);
    this.#placeHere = predecessors(ourOrder);
  }

  run(): Comparison {
    const found: Difference[] = [];
    for (const action of this.#theirs.values()) {
      const former = this.#formerIds.get(action.id);
      const difference =
        former === undefined ? this.#present(action) : this.#reidentified(former, action);
      if (difference !== null) found.push(difference);
    }
    const kept = new Set([...this.#theirs.keys(), ...this.#formerIds.values()]);
    for (const was of this.#base.values()) {
      if (kept.has(was.id)) continue;
      const difference = this.#dropped(was);
      if (difference !== null) found.push(difference);
    }
    const told = new Set(found.map(({ id }) => id));
    return { differences: found, local: this.#local().filter((id) => !told.has(id)) };
  }

  /** An action that the new version has under an id that was never another's. */
  #present(theirs: KitAction): Difference | null {
    const base = this.#base.get(theirs.id) ?? null;
    const ours = this.#ours.get(theirs.id) ?? null;
    if (base === null) return this.#added(theirs, ours);
    if (ours === null || ours.retired) {
      if (sameBody(base, theirs)) return null;
      const fields = this.#fields(base, ours ?? { ...base, retired: true }, theirs);
      return difference(ours, theirs, fields, {
        conflict: 'changedButRetired',
        recommended: 'ours',
      });
    }
    const fields = this.#fields(base, ours, theirs);
    if (fields.length === 0) return null;
    const contradicts = fields.some(({ conflict }) => conflict);
    return difference(ours, theirs, fields, {
      conflict: contradicts ? 'bothChanged' : null,
      recommended: contradicts ? 'ours' : 'theirs',
    });
  }

  #added(theirs: KitAction, ours: RunningAction | null): Difference | null {
    const added = { kinds: ['added'] as const };
    if (ours === null || ours.retired) return difference(ours, theirs, [], added);
    // Added here and there, or merged before and not yet known as the base.
    const fields = bodyFields
      .map((field) => mergeField(field, null, ours, theirs))
      .filter((merge) => merge !== null);
    if (fields.length === 0) return null;
    const contradicts = fields.some(({ conflict }) => conflict);
    return difference(ours, theirs, fields, {
      ...added,
      conflict: contradicts ? 'addedButExists' : null,
      recommended: contradicts ? 'ours' : 'theirs',
    });
  }

  #reidentified(former: string, theirs: KitAction): Difference | null {
    const base = this.#base.get(former)!;
    const ours = this.#ours.get(former)!;
    const worked = this.#worked.has(former);
    const contradicts = worked || !sameBody(base, ours);
    return {
      ...difference(ours, theirs, this.#fields(base, ours, theirs), {
        kinds: ['reidentified'],
        conflict: contradicts ? 'reidentifiedButWorked' : null,
        recommended: contradicts ? 'ours' : 'theirs',
      }),
      newId: theirs.id,
    };
  }

  #dropped(base: KitAction): Difference | null {
    const ours = this.#ours.get(base.id);
    if (ours === undefined || ours.retired) return null;
    const removed = { kinds: ['removed'] as const };
    if (!sameBody(base, ours)) {
      return difference(ours, null, [], {
        ...removed,
        conflict: 'removedButChanged',
        recommended: 'ours',
      });
    }
    const conflict = this.#worked.has(base.id) ? 'removedButWorked' : null;
    // What was done stays in sight, so that dropping it loses nothing.
    return difference(ours, null, [], { ...removed, conflict });
  }

  #fields(base: KitAction, ours: KitAction, theirs: KitAction): FieldDifference[] {
    const fields: FieldDifference[] = bodyFields
      .map((field) => mergeField(field, base, ours, theirs))
      .filter((merge) => merge !== null);
    const place = this.#place(ours.id);
    if (place !== null) fields.push(place);
    return fields;
  }

  #place(id: string): FieldDifference | null {
    // What is retired here stands nowhere.
    if (!this.#movedThere.has(id) || !this.#placeHere.has(id)) return null;
    const ours: JsonValue = this.#placeHere.get(id) ?? null;
    const theirs: JsonValue = this.#placeThere.get(id) ?? null;
    if (standsAs(id, this.#placeHere, this.#placeThere, this.#movedThere)) return null;
    const conflict = ours !== theirs && this.#movedHere.has(id);
    return { field: 'position', ours, theirs, merged: conflict ? ours : theirs, conflict };
  }

  /** Actions that differ from the base here. */
  #local(): string[] {
    const ids: string[] = [];
    for (const ours of this.#ours.values()) {
      const base = this.#base.get(ours.id);
      const isOwn = base === undefined ? !ours.retired : ours.retired || !sameBody(base, ours);
      if (isOwn || this.#movedHere.has(ours.id)) ids.push(ours.id);
    }
    // Its row has gone, or never was.
    return [...ids, ...[...this.#base.keys()].filter((id) => !this.#ours.has(id))];
  }
}

/** What the pilots did to an action themselves: see {@link Comparison.local}. */
export function localKinds(
  base: KitAction | undefined,
  ours: RunningAction | undefined,
): DifferenceKind[] {
  if (base === undefined) return ['added'];
  if (ours === undefined || ours.retired) return ['removed'];
  const differing = bodyFields.filter((field) => !sameField(base, ours, field));
  const told = new Set(kindsOf(differing.map((field) => ({ field }))));
  return told.size === 0 ? ['moved'] : differenceKinds.filter((kind) => told.has(kind));
}

interface Verdict {
  readonly kinds?: readonly DifferenceKind[];
  readonly conflict?: ConflictKind | null;
  readonly recommended?: Choice;
}

function difference(
  before: RunningAction | null,
  after: KitAction | null,
  fields: readonly FieldDifference[],
  { kinds = [], conflict = null, recommended = 'theirs' }: Verdict,
): Difference {
  const id = (before ?? after)!.id;
  const all = new Set([...kinds, ...(kinds.includes('added') ? [] : kindsOf(fields))]);
  const ordered = differenceKinds.filter((kind) => all.has(kind));
  return { id, kinds: ordered, newId: null, before, after, fields, conflict, recommended };
}

function kindsOf(fields: readonly Pick<FieldDifference, 'field'>[]): DifferenceKind[] {
  return fields.map(({ field }) => {
    switch (field) {
      case 'position':
      case 'phase':
      case 'dueOffsetDays':
      case 'dueOffsetVariants':
        return 'moved';
      case 'title':
        return 'renamed';
      default:
        return 'changed';
    }
  });
}

/**
 * Actions that the new version drops and has again under another id: by the id that they have there.
 * The same title counts, or the same description where it says something.
 */
function sameUnderOtherIds(
  base: readonly KitAction[],
  theirs: readonly KitAction[],
  ours: ReadonlyMap<string, RunningAction>,
): Map<string, string> {
  const there = byId(theirs);
  const before = byId(base);
  const dropped = base.filter(
    ({ id }) => !there.has(id) && ours.has(id) && ours.get(id)?.retired === false,
  );
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const fresh = theirs.filter(({ id }) => !before.has(id) && !ours.has(id));
  for (const words of [titleWords, descriptionWords]) {
    for (const action of fresh) {
      const said = words(action);
      if (said === '' || found.has(action.id)) continue;
      const former = dropped.find((one) => !taken.has(one.id) && words(one) === said);
      if (former === undefined) continue;
      found.set(action.id, former.id);
      taken.add(former.id);
    }
  }
  return found;
}

/** A text without what does not make it another: case, accents, blanks, punctuation. */
function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}

function titleWords({ title }: KitAction): string {
  return plainWords(title.fr);
}

function descriptionWords({ description }: KitAction): string {
  return plainWords(description?.fr ?? '');
}

function byId<A extends KitAction>(actions: readonly A[]): Map<string, A> {
  return new Map(actions.map((action) => [action.id, action]));
}
