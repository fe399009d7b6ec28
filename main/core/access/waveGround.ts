import { calendarOf, type Calendar } from '../../../shared/calendar/calendar.ts';
import { timeZoneOf } from '../../../shared/calendar/timeZone.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Actor } from '../../../shared/programme/programme.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from '../store/database.ts';
import type { Recorded, Write } from '../store/record.ts';
import type { Revival } from './writing.ts';

/**
 * Hears of rows that change, by their entities (none: rows have left the device) and their places.
 */
export type Changed = (entities: readonly string[], scopes: readonly ScopeId[]) => void;

/** What features that write rows need of the rest of the core; passed in where it is wired. */
export interface FeatureParts {
  /** This device's person; null: nobody is enrolled. */
  readonly me: () => { readonly person: string; readonly name: string } | null;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  /** Records one user action; on disk when it returns. */
  readonly record: (writes: readonly Write[]) => Recorded;
  /** Records an action of any size, in as many transactions as it takes; taken back as a whole. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => unknown;
  readonly revival: Revival;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Has rows that change told. Without it nothing that was read is kept. */
  readonly watch?: ((changed: Changed) => void) | undefined;
}

/** A wave on this device, with what its programme says. */
export interface GroundWave {
  readonly id: string;
  readonly label: string;
  readonly switchoverDate: LocalDate | null;
  readonly programme: string;
  readonly programmeName: string;
  readonly country: string | null;
  readonly actors: readonly Actor[];
  /** Rules of the help desk as they are stored; null: the programme has none. */
  readonly ticketRules: Readonly<Record<string, JsonValue>> | null;
  readonly calendar: Calendar | null;
  /** The day that counts: today, or the day of practice data. */
  readonly today: LocalDate;
  /** Whether it is practice data, whose day stands still. */
  readonly practice: boolean;
  readonly timeZone: string;
}

/** Waves with the days and words of their programmes, for features that stand beside each other. */
export interface WaveGround {
  /** Waves on this device, the latest switchover first. */
  waves(): GroundWave[];
  /**
   * The wave of that id; without one, the first that `prefers` likes, else the first.
   * Fails with WaveUnknown, NotEnrolled.
   */
  find(
    wave: string | undefined,
    prefers?: (wave: GroundWave) => boolean,
  ): Result<GroundWave, CoreFailure>;
}

export function createWaveGround(
  db: Reader,
  parts: Pick<FeatureParts, 'me' | 'today'>,
): WaveGround {
  const read = db.prepare<
    [],
    Omit<GroundWave, 'actors' | 'ticketRules' | 'calendar' | 'today' | 'practice' | 'timeZone'> & {
      actors: string | null;
      ticketRules: string | null;
      calendarId: string | null;
      practiceDate: LocalDate | null;
    }
  >(
    `SELECT w.id, coalesce(w.label, w.id) AS label, w.switchover_date AS switchoverDate,
            w.programme, coalesce(p.name, p.id) AS programmeName, p.country,
            p.calendar AS calendarId, p.practice_date AS practiceDate, p.actors,
            p.ticket_rules AS ticketRules
     FROM wave w JOIN programme p ON p.id = w.programme AND p.deleted IS NULL
     WHERE w.deleted IS NULL
     ORDER BY w.switchover_date DESC, label, w.id`,
  );
  const ground: WaveGround = {
    waves: () =>
      read.all().map(({ actors, ticketRules, calendarId, practiceDate, ...wave }) => ({
        ...wave,
        actors: actors === null ? [] : (JSON.parse(actors) as Actor[]),
        ticketRules:
          ticketRules === null
            ? null
            : (JSON.parse(ticketRules) as Readonly<Record<string, JsonValue>>),
        calendar: calendarOf(wave.country, calendarId),
        today: practiceDate ?? parts.today(),
        practice: practiceDate !== null,
        timeZone: timeZoneOf(wave.country),
      })),
    find(id, prefers = () => true) {
      if (parts.me() === null) return err({ type: 'NotEnrolled' });
      const waves = ground.waves();
      const wave =
        id === undefined
          ? (waves.find(prefers) ?? waves[0])
          : waves.find((candidate) => candidate.id === id);
      return wave === undefined ? err({ type: 'WaveUnknown', wave: id ?? '' }) : ok(wave);
    },
  };
  return ground;
}
