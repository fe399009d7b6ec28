import type { Indicator } from '../observation/indicator.ts';
import type { JsonValue } from '../schema/entity.ts';

/** A text in the languages of the product, however long. */
export interface LabelText {
  readonly fr: string;
  readonly en?: string | undefined;
  readonly ar?: string | undefined;
}

/** What an action of a kit is, apart from its id and its place: the fields that versions change. */
export interface ActionBody {
  readonly phase: string;
  readonly actors: readonly string[];
  readonly title: LabelText;
  readonly description: LabelText | null;
  /** Calendar days after the switchover; null: no due day. */
  readonly dueOffsetDays: number | null;
  /** Offsets of wave variants that differ; empty or null: none does. */
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
  readonly variant: string | null;
  readonly dependsOn: readonly string[];
  readonly evidence: 'none' | 'note' | 'file';
  readonly blocking: boolean;
  readonly level: string | null;
  /** Indicator of the product's reports that shows it. */
  readonly indicator: Indicator | null;
  readonly source: string | null;
}

/** An action of a version of the template; its place is that in the list. */
export interface KitAction extends ActionBody {
  readonly id: string;
}

/** An action of which nothing but its name is known: what a template may leave out is absent. */
export function blankAction(id: string, phase: string, title: LabelText): KitAction {
  return {
    id,
    phase,
    actors: [],
    title,
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
}

/** An action as the running kits have it. */
export interface RunningAction extends KitAction {
  /** A version has dropped it: only work done on it is still shown. */
  readonly retired: boolean;
}

/** Fields that are compared one by one, in the order in which they are told. */
export const bodyFields = [
  'title',
  'description',
  'phase',
  'dueOffsetDays',
  'dueOffsetVariants',
  'actors',
  'variant',
  'level',
  'dependsOn',
  'evidence',
  'blocking',
  'indicator',
  'source',
] as const satisfies readonly (keyof ActionBody)[];
export type BodyField = (typeof bodyFields)[number];
/** `position` is where an action stands among the others: the id of the action before it. */
export type ComparedField = BodyField | 'position';

/** A field's value as JSON, with no difference between absent and empty. */
export function valueOf(action: ActionBody, field: BodyField): JsonValue {
  const value = action[field];
  if (field === 'title' || field === 'description') return labelValue(value as LabelText | null);
  if (field === 'dueOffsetVariants') {
    return value === null || Object.keys(value).length === 0 ? null : (value as JsonValue);
  }
  return value as JsonValue;
}

/** A label without the languages that are empty; null when nothing is left. */
function labelValue(label: LabelText | null): JsonValue {
  if (label === null) return null;
  const full = Object.entries(label).filter(([, text]) => text !== undefined && text !== '');
  return full.length === 0 ? null : Object.fromEntries(full);
}

/** Whether two JSON values are the same, whatever the order of their keys. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameJson(item as JsonValue, b[index] as JsonValue));
  }
  const left = a as Readonly<Record<string, JsonValue>>;
  const right = b as Readonly<Record<string, JsonValue>>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key]!, right[key]!))
  );
}

/** Whether two actions say the same, wherever they stand. */
export function sameBody(a: ActionBody, b: ActionBody): boolean {
  return bodyFields.every((field) => sameField(a, b, field));
}

/** Whether a field says the same: lists of ids count as sets. */
export function sameField(a: ActionBody, b: ActionBody, field: BodyField): boolean {
  if (field === 'actors' || field === 'dependsOn') {
    return sameJson(a[field].toSorted(), b[field].toSorted());
  }
  return sameJson(valueOf(a, field), valueOf(b, field));
}

/** An action with other values of some fields. */
export function withFields(
  action: KitAction,
  values: Readonly<Partial<Record<BodyField, JsonValue>>>,
): KitAction {
  return { ...action, ...values } as KitAction;
}
