import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { dueDay, type SwitchoverPlan } from '../../../shared/kit/kit.rules.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import {
  appliesTo,
  DealingTally,
  type DealingPreview,
} from '../../../shared/wave/dealing.rules.ts';
import type { Write } from '../store/record.ts';
import { schoolScope, type FoundWave } from './waves.context.ts';
import type { MemberRecord, TitledAction, WavesStore } from './waves.store.ts';

/** Days off that actions are moved away from, by why nobody works. */
export interface DaysOff {
  weekend: number;
  publicHoliday: number;
  schoolHoliday: number;
}

/** What dealing out a kit comes to, and the writes that do it: a list for each school. */
export interface Dealing {
  readonly lists: Write[][];
  readonly preview: DealingPreview;
  readonly daysOff: DaysOff;
}

/** When and how a member of a wave switches over. */
export function planOf(
  { wave, calendar }: FoundWave,
  member: Pick<MemberRecord, 'switchoverDate' | 'variant'>,
): SwitchoverPlan {
  return {
    switchoverDate: member.switchoverDate ?? wave.switchoverDate,
    variant: member.variant ?? wave.variant,
    calendar,
  };
}

/**
 * Deals the kit of a wave's programme out to schools: a step for each action that applies and is
 * not there yet, so that doing it twice changes nothing.
 */
export function deal(
  store: WavesStore,
  found: FoundWave,
  members: readonly Pick<MemberRecord, 'id' | 'switchoverDate' | 'variant' | 'level'>[],
  today: LocalDate,
): Dealing {
  const { programme } = found;
  const actions = store.actions(programme.id);
  const tally = new DealingTally(today);
  const daysOff: DaysOff = { weekend: 0, publicHoliday: 0, schoolHoliday: 0 };
  const lists: Write[][] = [];
  for (const member of members) {
    const plan = planOf(found, member);
    const place = { variant: plan.variant, level: member.level };
    const wanted = actions.filter((action) => appliesTo(action, place));
    const scope = schoolScope(member.id);
    const known = new Map(store.steps(scope, programme.id).map((step) => [step.action, step]));
    const missing: TitledAction[] = [];
    const writes: Write[] = [];
    for (const action of wanted) {
      const step = known.get(action.action);
      if (step !== undefined && step.deleted === null) continue;
      missing.push(action);
      countDayOff(action, plan, daysOff);
      writes.push({
        entity: 'kitStep',
        row: kitStepId(member.id, programme.id, action.action),
        scope,
        set:
          step === undefined
            ? {
                establishment: member.id,
                programme: programme.id,
                action: action.action,
                status: 'todo',
              }
            : // It was removed: what was once noted in it comes back with it.
              { [DELETED_FIELD]: false },
      });
    }
    tally.add(missing, wanted.length - missing.length, plan);
    if (writes.length > 0) lists.push(writes);
  }
  return { lists, preview: tally.result(), daysOff };
}

function countDayOff(action: TitledAction, plan: SwitchoverPlan, daysOff: DaysOff): void {
  const day = dueDay(action, plan);
  if (day === null || day.due === day.planned) return;
  const off = plan.calendar?.dayOff(day.planned) ?? null;
  if (off !== null) daysOff[off.kind] += 1;
}
