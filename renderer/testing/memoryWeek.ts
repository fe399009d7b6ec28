import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { daysLate } from '../../shared/kit/kit.rules.ts';
import type { weekContract, WeekStep } from '../../shared/week/week.contract.ts';
import { groupIn, weekOf } from '../../shared/week/week.rules.ts';

/** The week of the person of a bridge in memory, out of its kits. */
export function memoryWeek(state: { kits: KitView[] }): Handlers<typeof weekContract, CoreFailure> {
  return {
    'week.read': ({ day }) => {
      const today = state.kits[0]?.today ?? '2024-01-22';
      const week = weekOf(day ?? today);
      const counts = { late: 0, week: 0, next: 0, blocked: 0 };
      const steps: WeekStep[] = [];
      const later: string[] = [];
      for (const { establishment, steps: all, myActors, mayTick } of state.kits) {
        for (const step of all) {
          const { id, title, due, status, note } = step;
          if (!step.actors.some((actor) => myActors.includes(actor))) continue;
          if (status === 'notApplicable' || (status === 'done' && step.doneOn !== today)) continue;
          if (due !== null && due > week.to) later.push(due);
          const group = groupIn(step, week, today);
          if (group === null) continue;
          if (status !== 'done') counts[group] += 1;
          steps.push({
            id,
            group,
            title,
            due,
            status,
            note,
            mayTick,
            school: {
              id: establishment.id,
              name: establishment.name,
              nameAr: establishment.nameAr,
              town: establishment.town,
            },
            programme: establishment.programme!,
            daysLate: daysLate(step, today),
            assigned: step.assignee?.me === true,
          });
        }
      }
      return ok({
        today,
        practice: false,
        counts,
        over: null,
        ...week,
        steps: steps.toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9')),
        nextDue: later.sort()[0] ?? null,
      });
    },
  };
}
