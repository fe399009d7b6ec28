import { calendarOf, type Calendar } from '../../../shared/calendar/calendar.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { EstablishmentSummary } from '../../../shared/kit/kit.contract.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { loadOf, type LoadLine } from '../../../shared/wave/load.rules.ts';
import { goesAlong } from '../../../shared/wave/status.rules.ts';
import type { Write } from '../store/record.ts';
import type { MemberRecord, WaveProgramme, WaveRecord, WavesStore } from './waves.store.ts';

/** What waves need of the rest of the core; passed in where the core is wired together. */
export interface WavesParts {
  readonly store: WavesStore;
  /** Whether a person is known here. */
  readonly isEnrolled: () => boolean;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  /** Figures of the kit by school and wave. */
  readonly figures: () => readonly EstablishmentSummary[];
  /** The calendar day by the computer's clock. */
  readonly today: () => LocalDate;
  /**
   * Records an action of several transactions; on disk when it returns. With `action`, goes on with
   * one that was recorded before: both are taken back together.
   */
  readonly recordAll: (
    lists: readonly (readonly Write[])[],
    action?: number,
  ) => { readonly n: number };
  readonly newId: () => string;
}

/** A wave with what its programme says. */
export interface FoundWave {
  readonly wave: WaveRecord;
  readonly programme: WaveProgramme;
  readonly calendar: Calendar | null;
  /** The day that lateness is counted from: today, or the day of practice data. */
  readonly today: LocalDate;
}

/** What the handlers of waves share: looking up, judging, remembering. */
export interface WavesContext extends WavesParts {
  /** Fails with WaveUnknown, NotEnrolled. */
  find(id: string): Result<FoundWave, CoreFailure>;
  /** The same, for somebody who may change it. Fails with NotAllowed besides. */
  findToEdit(id: string): Result<FoundWave, CoreFailure>;
  waveOf(wave: WaveRecord): FoundWave;
  isPilot(scope: ScopeId): boolean;
  members(wave: string): readonly MemberRecord[];
  /** Figures of the kit by {@link figureKey}. */
  kitFigures(): ReadonlyMap<string, EstablishmentSummary>;
  /** The load of a wave, or of one with some schools fewer or more. */
  load(wave: WaveRecord, change?: { readonly schools: number; readonly staff: number }): LoadLine[];
  /** Rows have changed: what is remembered of them is read anew. */
  forget(): void;
}

/** Names a school in a wave. */
export function figureKey(wave: string, establishment: string): string {
  return `${wave} ${establishment}`;
}

const NO_PROGRAMME: WaveProgramme = {
  id: '',
  name: '',
  country: null,
  calendarId: null,
  practiceDate: null,
  variants: [],
  bounds: null,
  rule: null,
};

export function createWavesContext(parts: WavesParts): WavesContext {
  const { store } = parts;
  let figures: ReadonlyMap<string, EstablishmentSummary> | null = null;
  let programmes: ReadonlyMap<string, WaveProgramme> | null = null;
  let staff: ReadonlyMap<string, number> | null = null;
  const members = new Map<string, readonly MemberRecord[]>();

  function waveOf(wave: WaveRecord): FoundWave {
    programmes ??= store.programmes();
    const programme = programmes.get(wave.programme ?? '') ?? {
      ...NO_PROGRAMME,
      id: wave.programme ?? '',
    };
    const { country, calendarId, practiceDate } = programme;
    return {
      wave,
      programme,
      calendar: calendarOf(country, calendarId),
      today: practiceDate ?? parts.today(),
    };
  }

  const context: WavesContext = {
    ...parts,
    waveOf,
    isPilot: (scope) => parts.rolesOver(scope).has('pilot'),
    find(id) {
      if (!parts.isEnrolled()) return err({ type: 'NotEnrolled' });
      const wave = store.waves().find((one) => one.id === id);
      return wave === undefined ? err({ type: 'WaveUnknown', wave: id }) : ok(waveOf(wave));
    },
    findToEdit(id) {
      const found = context.find(id);
      if (!found.ok) return found;
      return context.isPilot(scopeId('wave', id)) ? found : err({ type: 'NotAllowed' });
    },
    members(wave) {
      const known = members.get(wave) ?? store.members(wave);
      members.set(wave, known);
      return known;
    },
    kitFigures() {
      figures ??= new Map(
        parts.figures().map((one) => [figureKey(one.wave?.id ?? '', one.id), one]),
      );
      return figures;
    },
    load(wave, change = { schools: 0, staff: 0 }) {
      staff ??= store.staff();
      const going = context
        .members(wave.id)
        .filter(({ leftOn, status }) => leftOn === null && goesAlong(status)).length;
      return loadOf({
        establishments: Math.max(0, going + change.schools),
        staff: Math.max(0, (staff.get(wave.id) ?? 0) + change.staff),
        trainingPlaces: wave.trainingPlaces,
        tutoringPlaces: wave.tutoringPlaces,
        budget: wave.budget,
        costs: store.costs().get(wave.id) ?? 0,
      });
    },
    forget() {
      figures = null;
      programmes = null;
      staff = null;
      members.clear();
    },
  };
  return context;
}

/** The scope of a school. */
export function schoolScope(id: string): ScopeId {
  return scopeId('establishment', id);
}
