import type { JsonValue } from '../schema/entity.ts';
import {
  bodyFields,
  sameJson,
  valueOf,
  withFields,
  type BodyField,
  type KitAction,
  type RunningAction,
} from './kitContent.ts';
import type { MergeTrail } from './mergeTrail.ts';
import { mergeOrder, movedIds } from './order.ts';

/** What a merge, or several one after the other, did to a running kit. */
export interface MergeDone {
  readonly rows: NonNullable<MergeTrail['rows']>;
  readonly order: MergeTrail['order'];
  readonly lists: MergeTrail['lists'];
  /** Actions as the version has them, under the ids of the running kit. */
  readonly content: readonly KitAction[];
}

type Rows = MergeDone['rows'];
type Values = Rows[string]['after'];

const RETIRED = 'retired';
const fields = [...bodyFields, RETIRED] as const;
type RowField = (typeof fields)[number];

/** What merges one after the other did, as if they were one. The oldest comes first. */
export function mergesAsOne(merges: readonly MergeDone[]): MergeDone {
  const [first, ...more] = merges;
  let one = first ?? { rows: {}, order: undefined, lists: undefined, content: [] };
  for (const next of more) {
    const rows: Rows = { ...one.rows };
    for (const [id, row] of Object.entries(next.rows)) {
      const was = rows[id];
      rows[id] =
        was === undefined
          ? row
          : {
              before: was.before === null ? null : { ...row.before, ...was.before },
              after: { ...was.after, ...row.after },
            };
    }
    const [a, b] = [one.order, next.order];
    const [listsWere, listsAre] = [one.lists, next.lists];
    one = {
      rows,
      order: a === undefined || b === undefined ? b : { before: a.before, after: b.after },
      lists: {
        before: { ...listsAre?.before, ...listsWere?.before },
        after: { ...listsWere?.after, ...listsAre?.after },
      },
      content: next.content,
    };
  }
  return one;
}

/**
 * The kit as one of several merges gives it that were made apart over the same kit, whatever has
 * become of it since all of them arrived. What somebody has written since stays.
 * @param now the running kit in its order, with what all of them wrote
 * @param chosen null: none of them, the kit as it was before
 * @returns the kit, and `kept`: ids of actions that somebody has given other values since
 */
export function chosenKit(
  now: readonly RunningAction[],
  chosen: MergeDone | null,
  others: readonly MergeDone[],
): { readonly actions: RunningAction[]; readonly kept: string[] } {
  const kept: string[] = [];
  const actions = now.map((action) => {
    const { action: after, isKept } = chosenAction(action, chosen, others);
    if (isKept) kept.push(action.id);
    return after;
  });
  const order = chosenOrder(
    actions.map(({ id }) => id),
    chosen,
    others,
  );
  const byId = new Map(actions.map((action) => [action.id, action]));
  return { actions: order.map((id) => byId.get(id)!), kept };
}

/** The lists of a programme that merges wrote, as the chosen one gives them. */
export function chosenLists(
  chosen: MergeDone | null,
  others: readonly MergeDone[],
): Record<string, JsonValue> {
  const before = others.map(({ lists }) => lists?.before ?? {});
  return { ...Object.assign({}, ...before), ...chosen?.lists?.before, ...chosen?.lists?.after };
}

function chosenAction(
  action: RunningAction,
  chosen: MergeDone | null,
  others: readonly MergeDone[],
): { readonly action: RunningAction; readonly isKept: boolean } {
  const { id } = action;
  const own = chosen?.rows[id];
  const beside = others.filter((other) => Object.hasOwn(other.rows, id));
  if (own === undefined && beside.length === 0) return { action, isKept: false };
  const written = new Map<RowField, JsonValue[]>();
  const wanted = new Map<RowField, JsonValue>();
  function meet(values: Values | null, wins: boolean): void {
    for (const field of fields) {
      const value = values?.[field];
      if (value === undefined) continue;
      written.set(field, [...(written.get(field) ?? []), value]);
      if (wins || !wanted.has(field)) wanted.set(field, value);
    }
  }
  for (const other of beside) {
    const { before } = other.rows[id]!;
    // Where it was not there, only the chosen version can have it.
    meet(before ?? { [RETIRED]: true }, false);
  }
  if (own !== undefined) {
    // Where its merge was taken back, what it brought is retired.
    meet(own.before ?? { [RETIRED]: true }, true);
    meet(own.before === null ? addedBy(chosen!, id) : own.after, true);
  }
  for (const other of beside) {
    const { before, after } = other.rows[id]!;
    const said = before === null ? addedBy(other, id) : after;
    for (const field of fields) {
      if (said[field] !== undefined) written.get(field)?.push(said[field]);
    }
  }
  let { retired } = action;
  let isKept = false;
  const values: Partial<Record<BodyField, JsonValue>> = {};
  for (const [field, value] of wanted) {
    const current = field === RETIRED ? retired : valueOf(action, field);
    // Somebody has written something else since.
    if (!written.get(field)!.some((one) => sameJson(one, current))) {
      isKept = true;
    } else if (field === RETIRED) retired = value === true;
    else values[field] = value;
  }
  return { action: { ...withFields(action, filled(values)), retired }, isKept };
}

/** Lists of ids that are empty are no null in an action. */
function filled(
  values: Readonly<Partial<Record<BodyField, JsonValue>>>,
): Partial<Record<BodyField, JsonValue>> {
  return {
    ...values,
    ...('actors' in values && { actors: values.actors ?? [] }),
    ...('dependsOn' in values && { dependsOn: values.dependsOn ?? [] }),
  };
}

/** All that a version says of an action which it brought. */
function addedBy({ content }: MergeDone, id: string): Values {
  const action = content.find((one) => one.id === id);
  if (action === undefined) return { [RETIRED]: false };
  const said = bodyFields.map((field) => [field, valueOf(action, field)] as const);
  return { ...Object.fromEntries(said), [RETIRED]: false };
}

function chosenOrder(
  now: readonly string[],
  chosen: MergeDone | null,
  others: readonly MergeDone[],
): string[] {
  const wanted = chosen === null ? others[0]?.order?.before : chosen.order?.after;
  if (wanted === undefined) return [...now];
  const known = new Set(now);
  return restoredOrder(
    now,
    wanted.filter((id) => known.has(id)),
  );
}

/** An order in which some ids stand as wanted; the others stay behind those that they stand behind. */
export function restoredOrder(now: readonly string[], wanted: readonly string[]): string[] {
  const ranked = new Set(wanted);
  const order = [...wanted];
  let before: string | null = null;
  for (const id of now) {
    if (!ranked.has(id)) order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, id);
    before = id;
  }
  return order;
}

/** The order of a kit once a merge is taken back: what the merge moved stands where it stood. */
export function orderTakenBack(
  now: readonly string[],
  { before, after }: NonNullable<MergeTrail['order']>,
): string[] {
  const known = new Set(now);
  const wanted = before.filter((id) => known.has(id));
  return mergeOrder(now, wanted, movedIds(before, after));
}
