import type { Changed } from '../access/waveGround.ts';
import { calendarOf, type Calendar } from '../../../shared/calendar/calendar.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Words } from '../../../shared/programme/words.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { timeZoneOf } from '../../../shared/calendar/timeZone.ts';
import type { Revival } from '../access/writing.ts';
import type { Recorded, Write } from '../store/record.ts';
import type { TrainingStore, TrainingWave } from './training.store.ts';

/** What trainings need of the rest of the core; passed in where the core is wired together. */
export interface TrainingParts {
  /** This device's person; null: nobody is enrolled. */
  readonly me: () => { readonly person: string; readonly name: string } | null;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** The store is read beside a running program: nothing is written. */
  readonly readOnly?: boolean | undefined;
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  /** Records one user action; on disk when it returns. */
  readonly record: (writes: readonly Write[]) => Recorded;
  /** Records an action of any size, in as many transactions as it takes; taken back as a whole. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => unknown;
  readonly revival: Revival;
  readonly newId: () => string;
  /** What a programme calls things. */
  readonly words: (programme: string | null, language: Language) => Words;
  /** Has rows that change told. Without it nothing that was read is kept. */
  readonly watch?: ((changed: Changed) => void) | undefined;
}

/** A wave with what its programme says of days and times. */
export interface FoundTraining {
  readonly wave: TrainingWave;
  readonly calendar: Calendar | null;
  /** The day that counts: today, or the day of practice data. */
  readonly today: LocalDate;
  readonly timeZone: string;
  /** The scope of the wave, and of what is known of its trainings beside the timetable. */
  readonly scope: ScopeId;
  readonly aside: ScopeId;
}

/** What the handlers of trainings share. */
export interface TrainingContext extends TrainingParts {
  readonly store: TrainingStore;
  /**
   * The wave of that id; without one, the first that has trainings.
   * Fails with WaveUnknown, NotEnrolled.
   */
  find(wave?: string): Result<FoundTraining, CoreFailure>;
  /** The same, for somebody who may change the timetable. Fails with NotAllowed besides. */
  findToPlan(wave: string): Result<FoundTraining, CoreFailure>;
  mayPlan(wave: string): boolean;
  mayRecord(wave: string): boolean;
}

export function createTrainingContext(
  parts: TrainingParts & { readonly store: TrainingStore },
): TrainingContext {
  const { store } = parts;
  const hasRole = (wave: string, ...roles: readonly Role[]): boolean => {
    const over = parts.rolesOver(scopeId('wave', wave));
    return roles.some((role) => over.has(role));
  };
  const context: TrainingContext = {
    ...parts,
    find(id) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const waves = store.waves();
      const wave = id === undefined ? waves[0] : waves.find((one) => one.id === id);
      if (wave === undefined) return err({ type: 'WaveUnknown', wave: id ?? '' });
      return ok({
        wave,
        calendar: calendarOf(wave.country, wave.calendar),
        today: wave.practiceDate ?? parts.today(),
        timeZone: timeZoneOf(wave.country),
        scope: scopeId('wave', wave.id),
        aside: scopeId('waveTraining', wave.id),
      });
    },
    findToPlan(id) {
      const found = context.find(id);
      if (!found.ok) return found;
      return context.mayPlan(id) ? found : err({ type: 'NotAllowed' });
    },
    mayPlan: (wave) => hasRole(wave, 'pilot', 'trainingLead'),
    mayRecord: (wave) => hasRole(wave, 'pilot', 'trainingLead', 'trainer'),
  };
  return context;
}
