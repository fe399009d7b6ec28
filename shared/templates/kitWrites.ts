import { kitActionId } from '../programme/kitAction.entity.ts';
import { kitStepId } from '../kit/kitStep.entity.ts';
import type { LocalDate } from '../kernel/dates.ts';
import type { JsonValue } from '../schema/entity.ts';
import { scopeId, type ScopeId } from '../schema/scope.ts';
import { DELETED_FIELD } from '../sync/change.ts';
import type { StepPlace } from './effects.ts';
import { bodyFields, sameJson, valueOf, type RunningAction } from './kitContent.ts';

/** What is to be written into one row. */
export interface KitWrite {
  readonly entity: string;
  readonly row: string;
  readonly scope: ScopeId;
  readonly set: Readonly<Record<string, JsonValue>>;
}

export interface StoredKit {
  readonly actions: readonly RunningAction[];
  /** Ranks as they are stored, by action. */
  readonly positions: ReadonlyMap<string, number | null>;
  /** Actions whose rows are there, but removed. */
  readonly removed: ReadonlySet<string>;
}

/**
 * The writes that make a programme's stored actions those of `after`, in its order: fields that
 * differ, and no others, so that what nobody changed is nobody's conflict.
 * @param today the day on which actions come and go
 */
export function actionWrites(
  programme: string,
  { actions, positions, removed }: StoredKit,
  after: readonly RunningAction[],
  today: LocalDate,
): KitWrite[] {
  const before = new Map(actions.map((action) => [action.id, action]));
  const writes: KitWrite[] = [];
  for (const [position, action] of after.entries()) {
    const was = before.get(action.id);
    const set: Record<string, JsonValue> = {};
    for (const field of bodyFields) {
      const value = valueOf(action, field);
      if (was === undefined ? value !== null : !sameJson(valueOf(was, field), value)) {
        set[field] = value;
      }
    }
    if (positions.get(action.id) !== position) set['position'] = position;
    if (was === undefined ? action.retired : was.retired !== action.retired) {
      Object.assign(set, retirement(action.retired, today));
    }
    if (was === undefined) set['addedOn'] = today;
    if (was === undefined && removed.has(action.id)) set['deleted'] = false;
    else if (was === undefined) Object.assign(set, { programme, action: action.id });
    if (Object.keys(set).length === 0) continue;
    const row = kitActionId(programme, action.id);
    writes.push({ entity: 'kitAction', row, scope: scopeId('programme', programme), set });
  }
  return writes;
}

/** What is written of an action that goes or comes back. */
export function retirement(retired: boolean, today: LocalDate): Record<string, JsonValue> {
  return { retired, retiredOn: retired ? today : null };
}

/**
 * The writes that deal actions out to schools.
 * @param removed row ids of steps that are there, but removed: they come back as they were made
 */
export function stepWrites(
  programme: string,
  missing: readonly StepPlace[],
  removed: ReadonlySet<string>,
): KitWrite[] {
  return missing.map(({ school: establishment, action }) => {
    const row = kitStepId(establishment, programme, action);
    const set: Record<string, JsonValue> = removed.has(row)
      ? { deleted: false }
      : { establishment, programme, action, status: 'todo' };
    return { entity: 'kitStep', row, scope: scopeId('establishment', establishment), set };
  });
}

/** The writes that take steps away from schools that they are not for any more. */
export function leavingWrites(programme: string, leaving: readonly StepPlace[]): KitWrite[] {
  return leaving.map(({ school, action }) => ({
    entity: 'kitStep',
    row: kitStepId(school, programme, action),
    scope: scopeId('establishment', school),
    set: { [DELETED_FIELD]: true },
  }));
}
