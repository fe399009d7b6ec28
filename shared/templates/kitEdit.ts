import { z } from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import { PLAIN_ID_PATTERN } from '../kernel/ids.ts';
import { blankAction, type KitAction } from './kitContent.ts';
import { actionPartSchema, templateSchema } from './template.schema.ts';

const idSchema = z.string().regex(PLAIN_ID_PATTERN);
/** An action as versions of the template hold it. */
export const actionSchema = templateSchema.shape.actions.element;

/** One step of somebody who writes a kit. */
export const kitEditSchema = z.discriminatedUnion('type', [
  /** `after`: the action before the new one; null: it comes first. */
  z.strictObject({
    type: z.literal('add'),
    action: z.strictObject({
      id: idSchema.optional(),
      phase: z.string(),
      title: z.string().min(1),
    }),
    after: idSchema.nullable(),
  }),
  z.strictObject({ type: z.literal('remove'), id: idSchema }),
  /** One place up (-1) or down (1), in the order in which a kit is read: phase by phase. */
  z.strictObject({
    type: z.literal('move'),
    id: idSchema,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.strictObject({ type: z.literal('set'), id: idSchema, set: actionPartSchema }),
]);
export type KitEdit = z.infer<typeof kitEditSchema>;

export type KitEditFailure =
  | { readonly type: 'ActionUnknown'; readonly action: string }
  | { readonly type: 'ActionExists'; readonly action: string };

/** The kit around the actions that are edited. */
export interface EditedKit {
  /** Ids of its phases, in order. */
  readonly phases: readonly string[];
  /** Ids that a new action may not have although they are not in the list. */
  readonly taken?: ReadonlySet<string>;
}

/** Applies one edit to the actions of a kit. */
export function editKit(
  actions: readonly KitAction[],
  edit: KitEdit,
  { phases, taken = new Set() }: EditedKit,
): Result<{ readonly actions: readonly KitAction[]; readonly id: string }, KitEditFailure> {
  if (edit.type === 'add') return addAction(actions, edit, taken);
  const at = actions.findIndex(({ id }) => id === edit.id);
  const action = actions[at];
  if (action === undefined) return err({ type: 'ActionUnknown', action: edit.id });
  switch (edit.type) {
    case 'remove':
      return ok({ actions: withoutAction(actions, edit.id), id: edit.id });
    case 'move':
      return ok({ actions: movedAction(actions, action, edit.by, phases), id: edit.id });
    case 'set':
      return ok({
        actions: actions.with(at, { ...action, ...defined(edit.set) } as KitAction),
        id: edit.id,
      });
    default:
      return edit satisfies never;
  }
}

/** Actions in the order in which a kit is read: phase by phase, each phase in its own order. */
export function byPhase<A extends { readonly phase: string }>(
  actions: readonly A[],
  phases: readonly string[],
): A[] {
  const places = new Map(phases.map((phase, at) => [phase, at]));
  const placeOf = ({ phase }: A): number => places.get(phase) ?? phases.length;
  return actions.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The actions with one moved; past the edge of its phase, it belongs to the next one. */
function movedAction(
  actions: readonly KitAction[],
  action: KitAction,
  by: -1 | 1,
  phases: readonly string[],
): readonly KitAction[] {
  const own = actions.filter(({ phase }) => phase === action.phase);
  const beside = own[own.indexOf(action) + by];
  if (beside !== undefined) {
    const at = actions.indexOf(action);
    return actions.with(at, beside).with(actions.indexOf(beside), action);
  }
  const phase = phases[phases.indexOf(action.phase) + by];
  if (phase === undefined || !phases.includes(action.phase)) return actions;
  const others = actions.filter((one) => one !== action);
  const inPhase = (one: KitAction): boolean => one.phase === phase;
  const last = others.findLastIndex(inPhase) + 1;
  const first = others.findIndex(inPhase);
  const stay = actions.indexOf(action);
  const at = first === -1 ? stay : by === 1 ? first : last;
  return others.toSpliced(at, 0, { ...action, phase });
}

function addAction(
  actions: readonly KitAction[],
  { action, after }: Extract<KitEdit, { type: 'add' }>,
  taken: ReadonlySet<string>,
): ReturnType<typeof editKit> {
  const has = (id: string): boolean => taken.has(id) || actions.some((one) => one.id === id);
  if (action.id !== undefined && has(action.id)) {
    return err({ type: 'ActionExists', action: action.id });
  }
  const id = action.id ?? freshId(action.title, has);
  const at = after === null ? 0 : actions.findIndex((one) => one.id === after) + 1;
  if (after !== null && at === 0) return err({ type: 'ActionUnknown', action: after });
  const added = blankAction(id, action.phase, { fr: action.title });
  return ok({ actions: actions.toSpliced(at, 0, added), id });
}

/** The actions without one of them; nobody waits for it any more. */
export function withoutAction(actions: readonly KitAction[], id: string): KitAction[] {
  return actions
    .filter((action) => action.id !== id)
    .map((action) =>
      action.dependsOn.includes(id)
        ? { ...action, dependsOn: action.dependsOn.filter((other) => other !== id) }
        : action,
    );
}

const MAX_SLUG = 50;

/** A readable id out of a title: `Nommer un référent` → `nommer-un-referent`. */
export function freshId(title: string, has: (id: string) => boolean, otherwise = 'action'): string {
  const slug =
    title
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, MAX_SLUG)
      .replaceAll(/^-+|-+$/g, '') || otherwise;
  let id = slug;
  for (let number = 2; has(id); number += 1) id = `${slug}-${number}`;
  return id;
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
