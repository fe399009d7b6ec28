import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { daysLate, dueDay, type SwitchoverPlan } from '../../../shared/kit/kit.rules.ts';
import type { Actor } from '../../../shared/programme/programme.entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { groupIn, weekGroups, weekOf } from '../../../shared/week/week.rules.ts';
import {
  MANY_SCHOOLS,
  MAX_WEEK_ROWS,
  type weekContract,
  type WeekStep,
  type WeekView,
} from '../../../shared/week/week.contract.ts';
import { actorsPlayed, planOf } from './kit.service.ts';
import type { ActionRecord, EstablishmentRecord, KitStore } from './kit.store.ts';
import type { OpenStep, WeekStore } from './week.store.ts';

/** Roles of people who look after schools and do not work off their kits. */
const steering: readonly Role[] = ['pilot', 'trainingLead', 'trainer', 'tutor', 'support'];

export interface WeekParts {
  readonly store: WeekStore;
  readonly kit: Pick<KitStore, 'actions' | 'programme' | 'practiceDate'>;
  readonly me: () => { readonly person: string } | null;
  /** Roles that the device's person holds anywhere. */
  readonly myRoles: () => readonly Role[];
  readonly grantsOver: (
    scope: ScopeId,
  ) => readonly { role: Role; actors: readonly string[] | null }[];
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** The day that lateness is counted from. */
  readonly today: () => LocalDate;
  /** Figures of all schools on this device. */
  readonly figures: () => readonly { readonly late: number; readonly blocked: number }[];
}

/** A school in one programme, as far as its steps need it; worked out once for each answer. */
interface School {
  readonly record: EstablishmentRecord & { readonly programme: string };
  readonly plan: SwitchoverPlan;
  /** Place in the list of schools. */
  readonly rank: number;
  readonly mine: ReadonlySet<string>;
  readonly mayTick: boolean;
}

interface Kit {
  readonly actions: Map<string, ActionRecord>;
  readonly ranks: Map<string, number>;
  readonly actors: readonly Actor[];
}

/** Handlers of what somebody has to do in a week. */
export function weekHandlers(parts: WeekParts): Handlers<typeof weekContract, CoreFailure> {
  const { store } = parts;

  function kitReader(): (programme: string) => Kit {
    const known = new Map<string, Kit>();
    return (programme) => {
      const found = known.get(programme);
      if (found !== undefined) return found;
      const actions = parts.kit.actions(programme);
      const ranks = new Map([...actions.keys()].map((action, index) => [action, index]));
      const kit = { actions, ranks, actors: parts.kit.programme(programme)?.actors ?? [] };
      known.set(programme, kit);
      return kit;
    };
  }

  /** Schools by `school programme`; asked only when a step of theirs is looked at. */
  function schoolReader(
    records: readonly EstablishmentRecord[],
    kitOf: (programme: string) => Kit,
  ): (step: OpenStep) => School | null {
    const keyOf = (establishment: string, programme: string): string =>
      JSON.stringify([establishment, programme]);
    const ranked = new Map<string, { record: School['record']; rank: number }>();
    for (const [rank, record] of records.entries()) {
      const { programme } = record;
      if (programme === null) continue;
      const key = keyOf(record.id, programme);
      if (!ranked.has(key)) ranked.set(key, { record: { ...record, programme }, rank });
    }
    const known = new Map<string, School | null>();
    return ({ establishment, programme }) => {
      const key = keyOf(establishment, programme);
      const before = known.get(key);
      if (before !== undefined) return before;
      const found = ranked.get(key);
      let school: School | null = null;
      if (found !== undefined) {
        const scope = scopeId('establishment', establishment);
        school = {
          ...found,
          plan: planOf(found.record),
          mine: new Set(actorsPlayed(parts.grantsOver(scope), kitOf(programme).actors)),
          mayTick: parts.mayWrite(scope, 'kitStep', ['status', 'doneOn', 'note']),
        };
      }
      known.set(key, school);
      return school;
    };
  }

  return {
    'week.read': ({ day }) => {
      const me = parts.me();
      if (me === null) return err({ type: 'NotEnrolled' });
      const today = parts.today();
      const week = weekOf(day ?? today);
      const records = store.establishments();
      const schools = new Set(records.map(({ id }) => id)).size;
      const steersMany =
        schools > MANY_SCHOOLS && parts.myRoles().every((role) => steering.includes(role));
      const kitOf = kitReader();
      const schoolOf = schoolReader(records, kitOf);

      const found: { step: WeekStep; rank: number; order: number }[] = [];
      const counts: WeekView['counts'] = { late: 0, week: 0, next: 0, blocked: 0 };
      let nextDue: LocalDate | null = null;
      for (const open of store.steps(today, steersMany ? me.person : null)) {
        const kit = kitOf(open.programme);
        const action = kit.actions.get(open.action);
        const school = schoolOf(open);
        // A retired action is nobody's work any more; one without its template says nothing.
        if (school === null || action === undefined || action.retired) continue;
        const assigned = open.assignee === me.person;
        const plays = action.actors.some((actor) => school.mine.has(actor));
        // Who has taken it on by name does it; else whoever plays the part.
        if (open.assignee === null ? !plays : !assigned) continue;
        const due = dueDay(action, school.plan)?.due ?? null;
        const status = open.status ?? 'todo';
        const isDone = status === 'done';
        if (!isDone && due !== null && due > week.to && due >= today) {
          if (nextDue === null || due < nextDue) nextDue = due;
        }
        const group = groupIn({ status, due }, week, today);
        if (group === null) continue;
        if (!isDone) counts[group] += 1;
        const { record } = school;
        found.push({
          rank: school.rank,
          order: kit.ranks.get(open.action) ?? kit.ranks.size,
          step: {
            id: open.id,
            group,
            title: action.title ?? { fr: open.action },
            school: {
              id: record.id,
              name: record.name ?? record.id,
              nameAr: record.nameAr,
              town: record.town,
            },
            programme: { id: record.programme, name: record.programmeName ?? record.programme },
            due,
            daysLate: daysLate({ status, due }, today),
            status,
            note: open.note,
            assigned,
            mayTick: school.mayTick,
          },
        });
      }
      found.sort(
        (a, b) =>
          (a.step.due ?? '9').localeCompare(b.step.due ?? '9') ||
          a.rank - b.rank ||
          a.order - b.order,
      );
      const steps = weekGroups.flatMap((group) =>
        found
          .map(({ step }) => step)
          .filter((step) => step.group === group)
          .slice(0, MAX_WEEK_ROWS),
      );
      return ok({
        today,
        practice: parts.kit.practiceDate() !== null,
        ...week,
        counts,
        steps,
        nextDue,
        over: steersMany ? overAll(schools, parts.figures()) : null,
      });
    },
  };
}

function overAll(
  schools: number,
  figures: readonly { readonly late: number; readonly blocked: number }[],
): NonNullable<WeekView['over']> {
  return {
    schools,
    late: figures.reduce((sum, { late }) => sum + late, 0),
    blocked: figures.reduce((sum, { blocked }) => sum + blocked, 0),
  };
}
