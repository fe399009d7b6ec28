import type { Database } from 'better-sqlite3';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { createRevival } from './access/writing.ts';
import { createWaveGround, type Changed } from './access/waveGround.ts';
import {
  createAssistance,
  createTicketFiles,
  createTicketsOfBlocker,
} from './assistance/assistance.ts';
import { createCalendarExport } from './calendar/calendarExport.ts';
import { joinedCalendar } from './calendar/joinedCalendar.ts';
import { createAttendancePrint } from './print/attendancePrint.service.ts';
import { createMinutesPrint } from './print/minutesPrint.service.ts';
import { createArticleFiles, createKnowledge } from './knowledge/knowledge.ts';
import { createSearch } from './search/search.ts';
import type { Propose } from './tutoring/blockers.service.ts';
import {
  createRegisterWriting,
  createTutoring,
  createTutoringCalendar,
  createTutoringPapers,
} from './tutoring/tutoring.ts';
import {
  createTraining,
  createTrainingCalendar,
  createTrainingPapers,
} from './training/training.ts';

type TrainingParts = Parameters<typeof createTraining>[0];

interface Parts extends Omit<TrainingParts, 'revival' | 'watch' | 'db'> {
  readonly db: Database;
  /** Milliseconds since 1970 by the computer's clock. */
  readonly now: () => number;
  readonly writable: boolean;
  readonly propose: Propose;
}

/** Blockers that are looked at for one text. */
const LIKE_AT_MOST = 20;

/** Trainings with their papers and calendar, and the support that follows them. */
export function createTrainingHandlers({ now, writable, propose, ...rest }: Parts) {
  const watchers: Changed[] = [];
  const parts: TrainingParts = {
    ...rest,
    revival: createRevival(rest.db),
    watch: (changed) => void watchers.push(changed),
  };
  const support = { ...parts, now, ground: createWaveGround(parts.db, parts) };
  const search = createSearch({ ...support, db: rest.db, writable });
  const handlers = {
    ...createTraining(parts),
    ...createTutoring({
      ...support,
      propose,
      requestsOf: createTicketsOfBlocker(support),
      like: (text) => search.like('blocker', text, LIKE_AT_MOST).map(({ id }) => id),
    }),
    ...search.handlers,
    ...createAssistance({
      ...support,
      db: rest.db,
      writable,
      register: createRegisterWriting(support),
    }),
    ...createKnowledge(support),
    ...createMinutesPrint(() => createTutoringPapers(support)),
    ...createAttendancePrint(() => createTrainingPapers(parts)),
    'calendar.export': createCalendarExport(
      joinedCalendar(createTrainingCalendar(parts), createTutoringCalendar(support)),
      now,
    ),
  };
  return {
    handlers,
    /** Where files of requests and articles live. */
    hosts: { ticket: createTicketFiles(support), article: createArticleFiles(support) },
    search,
    /** Rows of places have changed, by their entities, or left the device (none). */
    changed(entities: readonly string[], scopes: readonly ScopeId[]): void {
      for (const tell of watchers) tell(entities, scopes);
    },
  };
}
