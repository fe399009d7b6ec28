import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import { createChecker, type Checker } from '../../../shared/training/planner/checkPlan.ts';
import type { PlanDraft, PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import { RULES, type RuleId } from '../../../shared/training/planner/rules.ts';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
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

/** Entities whose rows the rules of planning are held against. */
const READ: ReadonlySet<string> = new Set([
  'programme',
  'wave',
  'waveMembership',
  'establishment',
  'grant',
  'environmentWindow',
  'trainingTrack',
  'trainingGroup',
  'trainingSession',
  'trainingSite',
  'trainingRoom',
  'trainingRules',
  'businessPeriod',
  'trainer',
  'trainerPair',
  'trainerAbsence',
  'trainingEnrolment',
  'groupMember',
  'attendance',
]);

/** What the rules of planning say of the sessions that stand in a timetable. */
export interface SessionChecks {
  /** Rules that are broken, by session or by the day of a series, hard ones first. */
  conflicts(found: FoundTraining): Record<string, BrokenRule[]>;
  /** What a session would break on each day that it could go to; none of one that is past. */
  days(found: FoundTraining, session: string): DayHint[];
}

interface Checked {
  readonly draft: PlanDraft;
  readonly checker: Checker;
  readonly keys: ReadonlyMap<string, string>;
  readonly unsaid: readonly SessionDay[];
}

export function createSessionChecks(
  db: Reader,
  context: Pick<TrainingContext, 'store' | 'watch'>,
  baseWindows: (programme: string) => readonly BaseWindow[],
): SessionChecks {
  const schoolPeople = createSchoolPeople(db);
  /** By wave, until rows change that it was made of. */
  const kept = new Map<string, Checked>();
  context.watch?.((entities) => {
    if (entities.length === 0 || entities.some((entity) => READ.has(entity))) kept.clear();
  });

  function checked(found: FoundTraining): Checked {
    const key = `${found.wave.id} ${found.today}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const people = (): ReturnType<typeof schoolPeople> =>
      schoolPeople(found.wave.id, found.wave.actors);
    const { problem, keys, unsaid } = planProblem(context, people, baseWindows, found, false);
    const made = { draft: draftOf(problem), checker: createChecker(problem), keys, unsaid };
    if (context.watch !== undefined) kept.set(key, made);
    return made;
  }

  return {
    conflicts(found) {
      const { draft, checker, keys, unsaid } = checked(found);
      const conflicts: Record<string, BrokenRule[]> = {};
      for (const { rule, hard, where, facts, sessions } of checker.check(draft)) {
        if (!hard && !WISHES.has(rule)) continue;
        const about = new Set([...(where.session ? [where.session.id] : []), ...(sessions ?? [])]);
        for (const id of about)
          (conflicts[keys.get(id) ?? id] ??= []).push({ rule, hard, where, facts });
      }
      for (const { key, title, day } of unsaid) {
        const where = { session: { id: key, label: title }, day };
        (conflicts[key] ??= []).push({ rule: 'dayPast', hard: true, where, facts: {} });
      }
      return conflicts;
    },
    days(found, session) {
      const { draft, checker, keys } = checked(found);
      const id = [...keys].find(([, key]) => key === session)?.[0] ?? session;
      return checker.whyNot(draft, id).map((hint) => ({
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
