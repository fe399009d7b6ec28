import type { JsonValue } from '../schema/entity.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Choice, Comparing, Comparison, Difference } from './compare.ts';
import { withFields, type BodyField, type KitAction, type RunningAction } from './kitContent.ts';
import { mergeOrder } from './order.ts';

/** What a difference asks; a conflict of none: nothing. */
type Question = Pick<Difference, 'id' | 'recommended'> & { readonly conflict: string | null };

/** What people chose where a merge cannot decide alone, by the action's id. */
export type Answers = Readonly<Record<string, Choice>>;

export interface Merged {
  /** The kit as it runs from then on, in its order, retired actions included. */
  readonly actions: readonly RunningAction[];
  /** Ids that the new version uses for actions which keep the id that they have here. */
  readonly aliases: Readonly<Record<string, string>>;
}

/**
 * Applies the differences of a new version to the running kit. Nothing is taken out of it: what the
 * new version drops is marked as retired.
 * Fails with AnswersMissing when somebody has to choose first; nothing is half merged.
 */
export function mergeKits(
  { theirs, ours }: Pick<Comparing, 'theirs' | 'ours'>,
  { differences }: Pick<Comparison, 'differences'>,
  answers: Answers,
): Result<Merged, { readonly type: 'AnswersMissing'; readonly ids: readonly string[] }> {
  const missing = differences.filter(({ id, conflict }) => conflict !== null && !answers[id]);
  if (missing.length > 0) {
    return err({ type: 'AnswersMissing', ids: missing.map(({ id }) => id) });
  }
  const actions = new Map(ours.map((action) => [action.id, action]));
  const placed = new Set<string>();
  const aliases: Record<string, string> = {};
  const replaced: Record<string, string> = {};
  for (const difference of differences) {
    const choice = choiceOf(difference, answers);
    const { id, newId } = difference;
    if (newId !== null && choice === 'ours') aliases[newId] = id;
    if (newId !== null && choice === 'theirs') replaced[id] = newId;
    for (const action of outcome(difference, choice)) {
      const before = actions.get(action.id);
      actions.set(action.id, action);
      if (before === undefined || (before.retired && !action.retired)) placed.add(action.id);
    }
    if (isPlaced(difference, choice)) placed.add(difference.id);
  }
  const idHere = (id: string): string => aliases[id] ?? id;
  const order = mergeOrder(
    ours.map(({ id }) => id),
    theirs.map(({ id }) => idHere(id)),
    placed,
  );
  const live = (id: string): boolean => actions.get(id)?.retired === false;
  const ordered = order.map((id) => {
    const action = actions.get(id)!;
    if (action.retired) return action;
    // What is retired cannot be waited for.
    const nowCalled = (other: string): string => replaced[other] ?? idHere(other);
    const dependsOn = [...new Set(action.dependsOn.map(nowCalled))].filter(live);
    return sameList(dependsOn, action.dependsOn) ? action : { ...action, dependsOn };
  });
  return ok({ actions: ordered, aliases });
}

/** What counts for a difference: the answer where one is asked for, else what goes by itself. */
export function choiceOf({ id, conflict, recommended }: Question, answers: Answers): Choice {
  return conflict === null ? recommended : (answers[id] ?? recommended);
}

/** Answers that take what is recommended. */
export function recommendedAnswers({
  differences,
}: {
  readonly differences: readonly Question[];
}): Answers {
  const asked = differences.filter(({ conflict }) => conflict !== null);
  return Object.fromEntries(asked.map(({ id, recommended }) => [id, recommended]));
}

/** The actions that a difference leaves behind. */
function outcome(difference: Difference, choice: Choice): RunningAction[] {
  const { before, after, kinds, newId, conflict } = difference;
  if (after === null) return choice === 'theirs' ? [{ ...before!, retired: true }] : [];
  if (newId !== null) {
    if (choice === 'ours' && conflict === 'originUnknown') return [];
    return choice === 'ours'
      ? [{ ...before!, ...merged(before!, difference, 'theirs') }]
      : [
          { ...before!, retired: true },
          { ...after, retired: false },
        ];
  }
  if (before === null || before.retired) {
    return choice === 'theirs' ? [{ ...after, retired: false }] : [];
  }
  if (kinds.includes('added') && choice === 'theirs') return [{ ...after, retired: false }];
  return [{ ...before, ...merged(before, difference, choice) }];
}

/** The running action with the fields that are merged, and those in question as chosen. */
function merged(before: KitAction, { fields }: Difference, choice: Choice): KitAction {
  const values: Partial<Record<BodyField, JsonValue>> = {};
  for (const { field, theirs, merged: both, conflict } of fields) {
    if (field === 'position') continue;
    values[field] = conflict && choice === 'theirs' ? theirs : both;
  }
  return withFields(before, values);
}

function isPlaced({ fields, after, newId }: Difference, choice: Choice): boolean {
  // Under its new id it is another action; this one stays where it was, retired.
  if (newId !== null && choice === 'theirs') return false;
  const place = fields.find(({ field }) => field === 'position');
  if (place === undefined || after === null) return false;
  return !place.conflict || choice === 'theirs';
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
