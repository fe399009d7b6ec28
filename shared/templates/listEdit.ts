import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { err, ok, type Result } from '../kernel/result.ts';
import type { Actor, Phase } from '../programme/programme.entity.ts';
import { labelSchema, type Label } from '../schema/values.ts';
import type { KitAction } from './kitContent.ts';
import { freshId, kitEditSchema } from './kitEdit.ts';

/** Lists that whoever writes a draft may write too. */
export const editedLists = ['phases', 'actors'] as const;
export type EditedList = (typeof editedLists)[number];

const key = { list: z.enum(editedLists), id: z.string().max(80) };

const listEdits = [
  /** `after`: the entry before the new one; null: it comes first. */
  z.strictObject({
    type: z.literal('addEntry'),
    list: key.list,
    label: z.string().min(1).max(400),
    after: z.string().max(80).nullable(),
  }),
  /** `to`: the entry that takes over its actions; null: it is only removed where it has none. */
  z.strictObject({ type: z.literal('removeEntry'), ...key, to: z.string().max(80).nullable() }),
  /** One place up (-1) or down (1). */
  z.strictObject({
    type: z.literal('moveEntry'),
    ...key,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.strictObject({
    type: z.literal('setEntry'),
    ...key,
    set: z.strictObject({
      label: labelSchema.optional(),
      /** Of an actor; null: none. */
      short: labelSchema.nullable().optional(),
      /** Of an actor. */
      roles: z.array(z.enum(roles)).optional(),
    }),
  }),
] as const;
const listEditSchema = z.discriminatedUnion('type', listEdits);
/** One step of somebody who writes the phases or the actors of a draft. */
export type ListEdit = z.infer<typeof listEditSchema>;
/** One step of somebody who writes a draft. */
export const draftEditSchema = z.discriminatedUnion('type', [
  ...kitEditSchema.options,
  ...listEdits,
]);
export type DraftEdit = z.infer<typeof draftEditSchema>;

export type ListEditFailure =
  | { readonly type: 'PhaseUnknown' | 'ActorUnknown'; readonly id: string }
  /** Actions name it, and nothing was said that takes them over. */
  | { readonly type: 'PhaseInUse' | 'ActorInUse'; readonly name: string; readonly actions: number }
  /** A kit has at least one. */
  | { readonly type: 'PhaseLast' | 'ActorLast'; readonly name: string };

/** What an edit of phases or actors may touch. */
export interface EditedLists {
  readonly phases: readonly Phase[];
  readonly actors: readonly Actor[];
  readonly actions: readonly KitAction[];
}

/** Whether an edit is about phases or actors, and about no action. */
export function isListEdit(edit: DraftEdit): edit is ListEdit {
  return 'list' in edit;
}

/**
 * Applies one edit to the phases or actors of a kit.
 * @param taken ids that a new entry may not have although they are not in the list
 */
export function editLists(
  kit: EditedLists,
  edit: ListEdit,
  taken: ReadonlySet<string> = new Set(),
): Result<{ readonly kit: EditedLists; readonly id: string }, ListEditFailure> {
  const entries: readonly (Phase | Actor)[] = kit[edit.list];
  const withEntries = (after: readonly (Phase | Actor)[], actions = kit.actions): EditedLists => ({
    ...kit,
    [edit.list]: after,
    actions,
  });
  const unknown = (id: string): Result<never, ListEditFailure> =>
    err({ type: edit.list === 'phases' ? 'PhaseUnknown' : 'ActorUnknown', id });
  if (edit.type === 'addEntry') {
    const at = edit.after === null ? 0 : indexOf(entries, edit.after) + 1;
    if (edit.after !== null && at === 0) return unknown(edit.after);
    const has = (one: string): boolean => taken.has(one) || indexOf(entries, one) >= 0;
    const id = freshId(edit.label, has, edit.list === 'phases' ? 'phase' : 'acteur');
    const added = { id, label: { fr: edit.label }, ...(edit.list === 'actors' && { roles: [] }) };
    return ok({ kit: withEntries(entries.toSpliced(at, 0, added as Phase | Actor)), id });
  }
  const { id } = edit;
  const at = indexOf(entries, id);
  const entry = entries[at];
  if (entry === undefined) return unknown(id);
  switch (edit.type) {
    case 'moveEntry': {
      const beside = entries[at + edit.by];
      if (beside === undefined) return ok({ kit, id });
      return ok({ kit: withEntries(entries.with(at, beside).with(at + edit.by, entry)), id });
    }
    case 'setEntry':
      return ok({ kit: withEntries(entries.with(at, changed(entry, edit))), id });
    case 'removeEntry': {
      const name = entry.label.fr;
      if (entries.length === 1) {
        return err({ type: edit.list === 'phases' ? 'PhaseLast' : 'ActorLast', name });
      }
      const { to } = edit;
      if (to !== null && (to === id || indexOf(entries, to) < 0)) return unknown(to);
      const actions = kit.actions.filter((action) => names(action, edit.list, id)).length;
      if (actions > 0 && to === null) {
        return err({
          type: edit.list === 'phases' ? 'PhaseInUse' : 'ActorInUse',
          name,
          actions,
        });
      }
      const rest = entries.toSpliced(at, 1);
      return ok({ kit: withEntries(rest, handedOver(kit.actions, edit.list, id, to)), id });
    }
    default:
      return edit satisfies never;
  }
}

/** Whether an action names an entry of a list. */
export function names(
  action: Pick<KitAction, 'phase' | 'actors'>,
  list: EditedList,
  id: string,
): boolean {
  return list === 'phases' ? action.phase === id : action.actors.includes(id);
}

function handedOver(
  actions: readonly KitAction[],
  list: EditedList,
  id: string,
  to: string | null,
): readonly KitAction[] {
  if (to === null) return actions;
  return actions.map((action) => {
    if (!names(action, list, id)) return action;
    if (list === 'phases') return { ...action, phase: to };
    const actors = action.actors.map((one) => (one === id ? to : one));
    return { ...action, actors: [...new Set(actors)] };
  });
}

function changed(
  entry: Phase | Actor,
  { list, set }: Extract<ListEdit, { type: 'setEntry' }>,
): Phase | Actor {
  const label = set.label === undefined ? entry.label : filled(set.label);
  if (list === 'phases') return { ...entry, label };
  const { short: was, ...actor } = entry as Actor;
  const short = set.short === undefined ? was : set.short;
  return {
    ...actor,
    label,
    roles: set.roles ?? actor.roles,
    ...(short !== null && short !== undefined && { short: filled(short) }),
  };
}

/** A label without the languages that are empty. */
function filled(label: Label): Label {
  const full = Object.entries(label).filter(([, text]) => text !== undefined && text !== '');
  return Object.fromEntries(full) as unknown as Label;
}

function indexOf(entries: readonly { readonly id: string }[], id: string): number {
  return entries.findIndex((entry) => entry.id === id);
}
