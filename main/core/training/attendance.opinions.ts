import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { attendanceContract, Opinions } from '../../../shared/training/attendance.contract.ts';
import { feedbackQuestions } from '../../../shared/training/attendance.entity.ts';
import { whyNotMarked } from '../../../shared/training/attendance.rules.ts';
import { findSession, peopleOf, type FoundSession, type SheetParts } from './attendance.sheet.ts';

type Contract = typeof attendanceContract;
type Methods = Pick<Contract, 'attendance.feedback' | 'attendance.opinions'>;

const ENTITY = 'trainingFeedback';

/** Handlers of what people thought of sessions; who it was is kept nowhere. */
export function createOpinions(parts: SheetParts): Handlers<Methods, CoreFailure> {
  const { context, rows } = parts;

  /** Where an answer is kept: with the wave, else with a school of the session that is one's own. */
  function placeFor({ session, training }: FoundSession): ScopeId | null {
    if (context.mayRecord(training.wave.id)) return training.aside;
    const schools = new Set(peopleOf(parts, session).map(({ enrolment }) => enrolment.scope));
    return [...schools].find((scope) => context.mayCreate(scope, ENTITY)) ?? null;
  }

  function view(found: FoundSession): Opinions {
    const { session, training } = found;
    const answers = rows
      .feedbackOf(session.id)
      .filter(({ on }) => session.on === null || on === session.on);
    const mayRead = context.mayRecord(training.wave.id);
    return {
      answers: answers.length,
      questions: feedbackQuestions.map((question) => {
        const given = answers.flatMap(({ marks }) => marks?.[question] ?? []);
        const mean = given.reduce((sum, one) => sum + one, 0) / given.length;
        const shown = mayRead && given.length > 0;
        return { question, answers: given.length, mean: shown ? mean : null };
      }),
      // In the order of their words: the order in which they came would say who was first.
      comments: mayRead ? answers.flatMap(({ comment }) => comment ?? []).sort() : [],
      mayRead,
      mayAnswer: whyNotMarked(session, training.today) === null && placeFor(found) !== null,
    };
  }

  return {
    'attendance.opinions': ({ session }) => {
      const found = findSession(parts, session);
      return found.ok ? ok(view(found.value)) : found;
    },
    'attendance.feedback': ({ session: id, marks, comment }) => {
      const found = findSession(parts, id);
      if (!found.ok) return found;
      const { session, training } = found.value;
      const scope = placeFor(found.value);
      if (scope === null) return err({ type: 'NotAllowed' });
      switch (whyNotMarked(session, training.today)) {
        case 'cancelled':
          return err({ type: 'SessionCancelled', session: session.title });
        case 'ahead':
          return err({ type: 'DayAhead', day: session.day, today: training.today });
        case null:
          break;
      }
      const said = comment?.trim() ?? '';
      const given = Object.fromEntries(
        Object.entries(marks).flatMap(([question, mark]) =>
          mark === undefined ? [] : [[question, mark]],
        ),
      );
      if (said === '' && Object.keys(given).length === 0) {
        return err({ type: 'BadInput', detail: 'marks' });
      }
      const set = {
        session: session.id,
        ...(session.groups.length === 1 ? { group: session.groups[0]! } : {}),
        on: session.on ?? session.day,
        marks: given,
        ...(said === '' ? {} : { comment: said }),
      };
      context.record([{ entity: ENTITY, row: context.newId(), scope, set }]);
      return ok(view(found.value));
    },
  };
}
