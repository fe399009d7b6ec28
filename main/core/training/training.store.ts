import type { Actor } from '../../../shared/programme/programme.entity.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { attendance, studyTime } from '../../../shared/training/attendance.entity.ts';
import { trainer, trainerAbsence, trainerPair } from '../../../shared/training/trainer.entity.ts';
import {
  groupMember,
  trainingEnrolment,
} from '../../../shared/training/trainingEnrolment.entity.ts';
import { trainingGroup } from '../../../shared/training/trainingGroup.entity.ts';
import { businessPeriod, trainingRules } from '../../../shared/training/trainingRules.entity.ts';
import { trainingSession } from '../../../shared/training/trainingSession.entity.ts';
import { trainingRoom, trainingSite } from '../../../shared/training/trainingSite.entity.ts';
import { trainingTrack } from '../../../shared/training/trainingTrack.entity.ts';
import { sessionOfMark } from '../../../shared/training/sessionDays.rules.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

/** A day of a session on which somebody was marked. */
export interface MarkedDay {
  /** The day of the series that marks name, as `session@on`; null: they name none. */
  readonly occurrence: string | null;
  readonly day: LocalDate;
}

/** A wave with what trainings need of its programme. */
export interface TrainingWave {
  readonly id: string;
  readonly label: string;
  readonly switchoverDate: LocalDate | null;
  readonly programme: string;
  readonly programmeName: string;
  readonly country: string | null;
  readonly calendar: string | null;
  readonly practiceDate: LocalDate | null;
  readonly actors: readonly Actor[];
  /** Sessions that it has. */
  readonly sessions: number;
}

export type TrainingStore = ReturnType<typeof createTrainingStore>;

/** Rows of trainings as they are stored; statements are prepared once. */
export function createTrainingStore(db: Reader) {
  const waves = db.prepare<[], Omit<TrainingWave, 'actors'> & { actors: string | null }>(
    `SELECT w.id, coalesce(w.label, w.id) AS label, w.switchover_date AS switchoverDate,
            w.programme, coalesce(p.name, p.id) AS programmeName, p.country, p.calendar,
            p.practice_date AS practiceDate, p.actors,
            (SELECT count(*) FROM training_session s
             WHERE s.wave = w.id AND s.deleted IS NULL) AS sessions
     FROM wave w JOIN programme p ON p.id = w.programme AND p.deleted IS NULL
     WHERE w.deleted IS NULL
     ORDER BY sessions > 0 DESC, w.switchover_date DESC, label, w.id`,
  );
  /** Rows of a programme or of one of its waves: what all share, and what the wave has beside. */
  const shared = `t.scope IN ('programme:' || ?, 'wave:' || ?)`;
  const ofSession = entityRows(db, attendance, {
    where: `t.session = ? OR (t.occurrence > ? AND t.occurrence < ? || 'a')`,
  });
  const markedDays = db.prepare<[string, string], MarkedDay & { readonly session: string }>(
    `SELECT DISTINCT a.session, NULL AS occurrence, a.day
     FROM training_session s JOIN attendance a ON a.session = s.id
     WHERE s.wave = ? AND s.repeats IS NOT NULL AND s.deleted IS NULL
       AND a.status IS NOT NULL AND a.day IS NOT NULL AND a.deleted IS NULL
     UNION
     SELECT DISTINCT s.id, a.occurrence, a.day
     FROM attendance a
     JOIN training_session s ON s.id = substr(a.occurrence, 1, length(a.occurrence) - 11)
     WHERE a.occurrence IS NOT NULL AND s.wave = ? AND s.deleted IS NULL
       AND a.status IS NOT NULL AND a.day IS NOT NULL AND a.deleted IS NULL`,
  );
  const IN_WAVE = 'JOIN training_enrolment e ON e.id = t.enrolment AND e.deleted IS NULL';
  return {
    /** Waves on this device, those with trainings first, then the latest. */
    waves: (): TrainingWave[] =>
      waves.all().map(({ actors, ...wave }) => ({
        ...wave,
        actors: actors === null ? [] : (JSON.parse(actors) as Actor[]),
      })),
    /** By programme. */
    tracks: entityRows(db, trainingTrack, { where: 't.programme = ?', order: 't.position, t.id' }),
    /** By programme and wave, as are sites and rooms. */
    trainers: entityRows(db, trainer, { where: shared, order: 't.name, t.id' }),
    sites: entityRows(db, trainingSite, { where: shared, order: 't.town, t.name, t.id' }),
    rooms: entityRows(db, trainingRoom, { where: shared, order: 't.name, t.id' }),
    /** Those that were removed: what is past still names them, and diaries may still hold them. */
    removed: {
      sessions: entityRows(db, trainingSession, {
        where: 't.wave = ?',
        order: 't.day, t."from", t.id',
        removed: true,
      }),
      members: entityRows(db, groupMember, { join: IN_WAVE, where: 'e.wave = ?', removed: true }),
      trainers: entityRows(db, trainer, { where: shared, removed: true }),
      sites: entityRows(db, trainingSite, { where: shared, removed: true }),
      rooms: entityRows(db, trainingRoom, { where: shared, removed: true }),
    },
    /** By wave, as are all that follow but what names another. */
    pairs: entityRows(db, trainerPair, { where: 't.wave = ?' }),
    absences: entityRows(db, trainerAbsence, {
      where: `t.scope = 'waveTraining:' || ?`,
      order: 't."from", t.id',
    }),
    periods: entityRows(db, businessPeriod, { where: 't.wave = ?', order: 't."from", t.id' }),
    rules: entityRows(db, trainingRules, { where: 't.wave = ?' }),
    groups: entityRows(db, trainingGroup, { where: 't.wave = ?', order: 't.position, t.id' }),
    sessions: entityRows(db, trainingSession, {
      where: 't.wave = ?',
      order: 't.day, t."from", t.id',
    }),
    /** By its id. */
    session: entityRows(db, trainingSession, { where: 't.id = ?' }),
    group: entityRows(db, trainingGroup, { where: 't.id = ?' }),
    enrolments: entityRows(db, trainingEnrolment, { where: 't.wave = ?', order: 't.name, t.id' }),
    enrolment: entityRows(db, trainingEnrolment, { where: 't.id = ?' }),
    members: entityRows(db, groupMember, { join: IN_WAVE, where: 'e.wave = ?' }),
    /** By group. */
    membersOf: entityRows(db, groupMember, { where: 't."group" = ?', order: 't."from", t.id' }),
    attendances: entityRows(db, attendance, { join: IN_WAVE, where: 'e.wave = ?' }),
    /** By session, of all its days. */
    attendancesOf(session: string) {
      const id = `${session}@`;
      return ofSession(session, id, id).filter((row) => sessionOfMark(row) === session);
    },
    /** Days of a wave's series on which somebody was marked, by session. */
    markedDays: (wave: string): Map<string, MarkedDay[]> =>
      Map.groupBy(markedDays.all(wave, wave), ({ session }) => session),
    /** The same of one session. */
    markedDaysOf(session: string): MarkedDay[] {
      const marks = this.attendancesOf(session);
      return marks.flatMap(({ occurrence, day, status }) =>
        day === null || status === null ? [] : [{ occurrence, day }],
      );
    },
    studyTimes: entityRows(db, studyTime, { join: IN_WAVE, where: 'e.wave = ?', order: 't."on"' }),
  };
}

export type TrackRow = ReturnType<TrainingStore['tracks']>[number];
export type SessionRow = ReturnType<TrainingStore['sessions']>[number];
export type GroupRow = ReturnType<TrainingStore['groups']>[number];
