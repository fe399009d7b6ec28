import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import { createChecker } from '../../../shared/training/planner/checkPlan.ts';
import type { PlanDraft, PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import { RULES, type RuleId } from '../../../shared/training/planner/rules.ts';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import type { Reader } from '../store/database.ts';
import { createSchoolPeople } from './candidates.ts';
import { planProblem } from './planProblem.ts';
import type { BaseWindow } from './timetable.store.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

/** Wishes that a session's day and trainers keep or not; others are of groups as a whole. */
const WISHES: ReadonlySet<string> = new Set([
  'dayAvoided',
  'gapTooShort',
  'officeThin',
  'pairChanged',
  'siteChanged',
]);

/** What the rules of planning say of the sessions that stand in a timetable. */
export interface SessionChecks {
  /** Rules that are broken, by session, hard ones first. */
  conflicts(found: FoundTraining): Record<string, BrokenRule[]>;
  /** What a session would break on each day that it could go to; none of one that has no group. */
  days(found: FoundTraining, session: string): DayHint[];
}

export function createSessionChecks(
  db: Reader,
  context: Pick<TrainingContext, 'store'>,
  baseWindows: (programme: string) => readonly BaseWindow[],
): SessionChecks {
  const schoolPeople = createSchoolPeople(db);

  function problemOf(found: FoundTraining): { problem: PlanProblem; draft: PlanDraft } {
    const people = (): ReturnType<typeof schoolPeople> =>
      schoolPeople(found.wave.id, found.wave.actors);
    const { problem } = planProblem(context, people, baseWindows, found, false);
    return { problem, draft: draftOf(problem) };
  }

  return {
    conflicts(found) {
      const { problem, draft } = problemOf(found);
      const conflicts: Record<string, BrokenRule[]> = {};
      for (const { rule, hard, where, facts, sessions } of createChecker(problem).check(draft)) {
        if (!hard && !WISHES.has(rule)) continue;
        const about = new Set([...(where.session ? [where.session.id] : []), ...(sessions ?? [])]);
        for (const id of about) (conflicts[id] ??= []).push({ rule, hard, where, facts });
      }
      return conflicts;
    },
    days(found, session) {
      const { problem, draft } = problemOf(found);
      return createChecker(problem)
        .whyNot(draft, session)
        .map((hint) => ({
          day: hint.date,
          hard: hint.hard,
          reasons: Object.fromEntries(
            Object.entries(hint.reasons).filter(
              ([rule]) => WISHES.has(rule) || RULES[rule as RuleId].hard,
            ),
          ),
        }));
    },
  };
}

/** The timetable as it stands, as a plan. */
function draftOf({ groups = [], sessions = [] }: PlanProblem): PlanDraft {
  const tracks = new Map(groups.map(({ id, track }) => [id, track]));
  return {
    groups: groups.map(({ id, label, track, members = [], trainers = [], site = null }) => ({
      id,
      label,
      track,
      members,
      trainers,
      site,
    })),
    sessions: sessions.map(({ id, group, module, day, half, site, room, trainers }) => ({
      id,
      group,
      module,
      day,
      half,
      site,
      room,
      trainers,
      track: tracks.get(group) ?? '',
    })),
  };
}
