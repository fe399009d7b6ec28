import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type {
  tutoringFilesContract,
  tutoringGroupsContract,
} from '../../../shared/tutoring/groups.contract.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { Minutes } from '../../../shared/tutoring/minutes.ts';
import type { tutoringContract } from '../../../shared/tutoring/tutoring.contract.ts';
import type { logContract } from '../../../shared/tutoring/log.contract.ts';
import type { similarContract } from '../../../shared/tutoring/similar.contract.ts';
import type { FeatureParts, WaveGround } from '../access/waveGround.ts';
import type { Reader } from '../store/database.ts';
import type { blockersContract } from '../../../shared/tutoring/blockers.contract.ts';
import type { visitsContract } from '../../../shared/tutoring/visits.contract.ts';
import { createBlockers, type Propose, type RequestsOf } from './blockers.service.ts';
import { createSimilarBlockers, type LikeBlockers } from './blockers.similar.ts';
import { createBlockersStore } from './blockers.store.ts';
import { createBlockerWriting, type BlockerWriting } from './blockers.writing.ts';
import { createTutoringEvents } from './calendarEvents.ts';
import { createFollowHandlers } from './follow.service.ts';
import { createGroupHandlers } from './groups.service.ts';
import { createGroupsStore } from './groups.store.ts';
import { minutesOf } from './log.minutes.ts';
import { createLogReading } from './log.reading.ts';
import { createLogHandlers } from './log.service.ts';
import { createLogStore } from './log.store.ts';
import { createTutoringOverview } from './overview.service.ts';
import { createSeriesHandlers } from './series.service.ts';
import { createSessionHandlers } from './sessions.service.ts';
import { createSplitHandlers } from './split.service.ts';
import { createTutoringContext, type TutoringContext } from './tutoring.context.ts';
import { createTutoringStore } from './tutoring.store.ts';
import { createVisits } from './visits.service.ts';
import { createTutoringViews } from './tutoring.views.ts';

type TutoringParts = FeatureParts & { readonly db: Reader; readonly ground: WaveGround };
type TutoringContract = typeof tutoringContract &
  typeof tutoringGroupsContract &
  typeof tutoringFilesContract &
  typeof similarContract &
  typeof blockersContract &
  typeof visitsContract &
  typeof logContract;

/** Tutoring of schools: groups, sessions and their log, visits, and what blocks schools. */
export function createTutoring(
  parts: TutoringParts & {
    readonly propose: Propose;
    readonly like: LikeBlockers;
    readonly requestsOf: RequestsOf;
  },
): Handlers<TutoringContract, CoreFailure> {
  const context = contextOf(parts);
  const rows = createGroupsStore(parts.db);
  const views = createTutoringViews(context);
  return {
    ...createTutoringOverview(context, views),
    ...createGroupHandlers(context, rows),
    ...createSplitHandlers(context, rows, views),
    ...createSeriesHandlers(context),
    ...createSessionHandlers(context, views),
    ...createFollowHandlers(context, rows, views),
    ...createSimilarBlockers(context, parts.like),
    ...createBlockers(context, parts.propose, parts.requestsOf),
    ...createVisits(context, parts.db),
    ...createLogHandlers(context, createLogStore(parts.db)),
  };
}

/** Writes into the register of blockers, for who else leads there. */
export function createRegisterWriting(
  parts: Pick<TutoringParts, 'db' | 'revival' | 'newId'>,
): BlockerWriting {
  return createBlockerWriting({ ...parts, blockers: createBlockersStore(parts.db) });
}

/** Sessions of tutoring as events of a calendar. */
export function createTutoringCalendar(
  parts: TutoringParts,
): ReturnType<typeof createTutoringEvents> {
  const context = contextOf(parts);
  return createTutoringEvents(parts.db, context, createTutoringViews(context));
}

/** Minutes of sessions, for who prints them. */
export function createTutoringPapers(
  parts: TutoringParts,
): (session: string, language: Language) => Result<Minutes, CoreFailure> {
  const rows = createLogStore(parts.db);
  const reading = createLogReading(contextOf(parts), rows);
  return (session, language) => {
    const found = reading.find(session);
    return found.ok ? ok(minutesOf(reading.read(found.value), rows, language)) : found;
  };
}

function contextOf(parts: TutoringParts): TutoringContext {
  return createTutoringContext({
    ...parts,
    store: createTutoringStore(parts.db),
    blockers: createBlockersStore(parts.db),
  });
}
