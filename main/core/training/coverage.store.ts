import { stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { StepStatus } from '../../../shared/kit/stepStatus.ts';
import type { Label } from '../../../shared/schema/values.ts';
import type { Mark } from '../../../shared/training/coverage.rules.ts';
import { IS_SCHOOL } from '../access/schoolLevels.ts';
import type { Reader } from '../store/database.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

/** A school of a wave, with when and how it switches over. */
export interface WaveSchool {
  readonly id: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly code: string | null;
  readonly switchoverDate: LocalDate | null;
  readonly variant: string | null;
}

/** An action of a kit that following a track does. */
export interface FollowedAction {
  readonly action: string;
  readonly title: Label | null;
  readonly dueOffsetDays: number | null;
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
  /** The one variant that it applies to; null: all. */
  readonly variant: string | null;
}

type StoredAction = Omit<FollowedAction, 'title' | 'dueOffsetVariants'> & {
  readonly title: string | null;
  readonly dueOffsetVariants: string | null;
};
/** A mark as it is stored: of a day of a series, or of a session. */
export type StoredMark = Omit<Mark, 'session'> & {
  readonly enrolment: string;
  readonly session: string | null;
  readonly occurrence: string | null;
};

export type CoverageStore = ReturnType<typeof createCoverageStore>;

/** What coverage reads beside the rows of trainings; statements are prepared once. */
export function createCoverageStore(db: Reader) {
  const schools = db.prepare<[string], WaveSchool>(
    `SELECT e.id, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town, e.code,
            coalesce(m.switchover_date, w.switchover_date) AS switchoverDate,
            coalesce(m.variant, w.variant) AS variant
     FROM wave_membership m
     JOIN establishment e ON e.scope = m.scope AND e.deleted IS NULL AND ${IS_SCHOOL}
     JOIN wave w ON w.id = m.wave
     WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL
     ORDER BY e.town, name, e.id`,
  );
  // Without signatures: they are most of what is stored of attendance.
  const marks = db.prepare<[string], StoredMark>(
    `SELECT a.enrolment, a.session, a.occurrence, a.half, a.day, a.status
     FROM attendance a JOIN training_enrolment e ON e.id = a.enrolment AND e.deleted IS NULL
     WHERE e.wave = ? AND a.deleted IS NULL AND a.status IS NOT NULL
       AND (a.session IS NOT NULL OR a.occurrence IS NOT NULL) AND a.half IS NOT NULL AND a.day IS NOT NULL`,
  );
  // The wave of a row is written once, when it is made.
  const first = db
    .prepare<[string, string, string], Stamp | null>(
      `SELECT min(made) FROM (${['training_enrolment', 'training_group', 'training_session']
        .map(
          (table) =>
            `SELECT min(json_extract(stamps, '$.wave')) AS made FROM "${table}"
             WHERE wave = ? AND deleted IS NULL`,
        )
        .join(' UNION ALL ')})`,
    )
    .pluck();
  const actions = db.prepare<[string], StoredAction>(
    `SELECT action, title, due_offset_days AS dueOffsetDays,
            due_offset_variants AS dueOffsetVariants, variant
     FROM kit_action
     WHERE scope = 'programme:' || ? AND deleted IS NULL AND retired IS NOT 1`,
  );
  const step = db
    .prepare<[string], StepStatus>(
      `SELECT coalesce(s.status, 'todo') FROM kit_step s WHERE s.id = ? AND ${SHOWN_STEP}`,
    )
    .pluck();
  const waveOf = db
    .prepare<{ scope: string; programme: string | null }, string>(
      `SELECT m.wave FROM wave_membership m
       JOIN wave w ON w.id = m.wave AND w.deleted IS NULL
       WHERE m.scope = @scope AND m.left_on IS NULL AND m.deleted IS NULL
         AND (@programme IS NULL OR w.programme = @programme)
       ORDER BY EXISTS (SELECT 1 FROM training_session s WHERE s.wave = w.id) DESC, m.wave LIMIT 1`,
    )
    .pluck();
  return {
    /** The wave that a school is in, of a programme where one is named, with trainings if there is. */
    waveOf: (school: string, programme: string | undefined): string | undefined =>
      waveOf.get({ scope: `establishment:${school}`, programme: programme ?? null }),
    schools: (wave: string): WaveSchool[] => schools.all(wave),
    /** When the first of a wave's trainings was written, in milliseconds since 1970; null: there are none. */
    firstWritten(wave: string): number | null {
      const stamp = first.get(wave, wave, wave) ?? null;
      return stamp === null ? null : stampTime(stamp);
    },
    /** By enrolment. */
    marks: (wave: string): Map<string, StoredMark[]> =>
      Map.groupBy(marks.all(wave), ({ enrolment }) => enrolment),
    /** By action id. */
    actions: (programme: string): Map<string, FollowedAction> =>
      new Map(
        actions.all(programme).map(({ title, dueOffsetVariants, ...action }) => [
          action.action,
          {
            ...action,
            title: title === null ? null : (JSON.parse(title) as Label),
            dueOffsetVariants:
              dueOffsetVariants === null
                ? null
                : (JSON.parse(dueOffsetVariants) as Record<string, number>),
          },
        ]),
      ),
    /** Status of a step; undefined: there is none. */
    stepStatus: (id: string): StepStatus | undefined => step.get(id),
  };
}
