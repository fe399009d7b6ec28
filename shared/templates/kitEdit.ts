import { z } from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import { PLAIN_ID_PATTERN } from '../kernel/ids.ts';
import type { KitAction } from './kitContent.ts';
import { templateSchema } from './template.schema.ts';

const idSchema = z.string().regex(PLAIN_ID_PATTERN);
/** An action as versions of the template hold it. */
export const actionSchema = templateSchema.shape.actions.element;
const partSchema = actionSchema.omit({ id: true }).partial();

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
  /** One place up (-1) or down (1). */
  z.strictObject({
    type: z.literal('move'),
    id: idSchema,
    by: z.union([z.literal(-1), z.literal(1)]),
  }),
  z.strictObject({ type: z.literal('set'), id: idSchema, set: partSchema }),
]);
export type KitEdit = z.infer<typeof kitEditSchema>;

export type KitEditFailure =
  | { readonly type: 'ActionUnknown'; readonly action: string }
  | { readonly type: 'ActionExists'; readonly action: string };

/**
 * Applies one edit to the actions of a kit.
 * @param taken ids that a new action may not have although they are not in the list
 */
export function editKit(
  actions: readonly KitAction[],
  edit: KitEdit,
  taken: ReadonlySet<string> = new Set(),
): Result<{ readonly actions: readonly KitAction[]; readonly id: string }, KitEditFailure> {
  if (edit.type === 'add') return addAction(actions, edit, taken);
  const at = actions.findIndex(({ id }) => id === edit.id);
  const action = actions[at];
  if (action === undefined) return err({ type: 'ActionUnknown', action: edit.id });
  switch (edit.type) {
    case 'remove':
      return ok({ actions: withoutAction(actions, edit.id), id: edit.id });
    case 'move': {
      const to = Math.max(0, Math.min(actions.length - 1, at + edit.by));
      const order = actions.toSpliced(at, 1);
      order.splice(to, 0, action);
      const beside = actions[to]!;
      // Moved past the edge of its phase, it belongs to the next one.
      const moved = beside.phase === action.phase ? action : { ...action, phase: beside.phase };
      if (moved !== action) return ok({ actions: actions.with(at, moved), id: edit.id });
      return ok({ actions: order, id: edit.id });
    }
    case 'set':
      return ok({
        actions: actions.with(at, { ...action, ...defined(edit.set) } as KitAction),
        id: edit.id,
      });
    default:
      return edit satisfies never;
  }
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
  const added: KitAction = {
    id,
    phase: action.phase,
    actors: [],
    title: { fr: action.title },
    description: null,
    dueOffsetDays: null,
    dueOffsetVariants: null,
    variant: null,
    dependsOn: [],
    evidence: 'none',
    blocking: false,
    level: null,
    indicator: null,
    source: null,
  };
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
function freshId(title: string, has: (id: string) => boolean): string {
  const slug =
    title
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, MAX_SLUG)
      .replaceAll(/^-+|-+$/g, '') || 'action';
  let id = slug;
  for (let number = 2; has(id); number += 1) id = `${slug}-${number}`;
  return id;
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
