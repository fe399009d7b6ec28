import { calendarOf, type Calendar } from '../../../shared/calendar/calendar.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Progress } from '../../../shared/kit/kit.rules.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { levelAbove } from '../../../shared/wave/dealing.rules.ts';
import { loadOf, type LoadLine } from '../../../shared/wave/load.rules.ts';
import { goesAlong } from '../../../shared/wave/status.rules.ts';
import type { Write } from '../store/record.ts';
import type { MemberRecord, WaveProgramme, WaveRecord, WavesStore } from './waves.store.ts';

/** How far a school is with its kit. */
export interface MemberFigures {
  readonly progress: Progress;
  readonly late: number;
  readonly blocked: number;
}

/** What waves need of the rest of the core; passed in where the core is wired together. */
export interface WavesParts {
  readonly store: WavesStore;
  /** Whether a person is known here. */
  readonly isEnrolled: () => boolean;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  /** How far schools are with the kit, by wave and school. */
  readonly figures: () => (wave: string, establishment: string) => MemberFigures | undefined;
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
  /** What else ends when a school leaves a wave: who follows it there. */
  readonly leaving: (
    wave: string,
    establishment: string,
    on: LocalDate,
    reason: string | null,
  ) => readonly Write[];
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
  /** Members that go along: schools, and places of other levels, which no figure of schools counts. */
  going(wave: string): {
    readonly schools: readonly MemberRecord[];
    readonly others: readonly MemberRecord[];
  };
  /** Latest report of each school on its budget. */
  budgets(): ReadonlyMap<string, number>;
  /** The load of a wave, or of one with some schools fewer or more. */
  load(wave: WaveRecord, change?: LoadChange): LoadLine[];
  /** Rows of scopes have changed, or left the device (no entities): they are read anew. */
  changed(scopes: readonly string[], entities: readonly string[]): void;
  /** The same, of what has just been recorded. */
  written(lists: readonly (readonly Write[])[]): void;
}

/** What a load would be with other schools. */
export interface LoadChange {
  /** Ids of schools that leave the wave. */
  readonly leaves: ReadonlySet<string>;
  /** Scopes of schools that come to it. */
  readonly comes: readonly string[];
  /** By id: whether schools that stay switch over later than the wave from now on. */
  readonly later: ReadonlyMap<string, boolean>;
}

/** Whether a school's own day comes after the wave's. */
export function isLater(own: LocalDate | null, wave: WaveRecord): boolean {
  return own !== null && wave.switchoverDate !== null && own > wave.switchoverDate;
}

/** With more places changed than this, all that is remembered is let go. */
const MOST_PLACES = 400;

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
  let programmes: ReadonlyMap<string, WaveProgramme> | null = null;
  let costs: ReadonlyMap<string, number> | null = null;
  let budgets: ReadonlyMap<string, number> | null = null;
  /** People who work in the schools of a wave. */
  const staff = new Map<string, number>();
  const members = new Map<string, readonly MemberRecord[]>();

  function forget(): void {
    programmes = null;
    costs = null;
    budgets = null;
    staff.clear();
    members.clear();
  }

  /** Waves that schools are, or were, in as far as it is remembered, and those they are in now. */
  function wavesWith(scopes: ReadonlySet<string>): Set<string> {
    const found = new Set(store.wavesOf([...scopes]));
    for (const [wave, list] of members) {
      if (list.some(({ scope }) => scopes.has(scope))) found.add(wave);
    }
    return found;
  }

  function staffOf(wave: string): number {
    const known = staff.get(wave) ?? store.staffOfWave(wave);
    staff.set(wave, known);
    return known;
  }

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
    going(wave) {
      const schools: MemberRecord[] = [];
      const others: MemberRecord[] = [];
      for (const member of context.members(wave)) {
        if (member.leftOn !== null || !goesAlong(member.status)) continue;
        (levelAbove(member.level) === null ? schools : others).push(member);
      }
      return { schools, others };
    },
    budgets() {
      budgets ??= store.budgets();
      return budgets;
    },
    load(wave, change) {
      costs ??= store.costs();
      const { schools, others } = context.going(wave.id);
      const comes = change?.comes ?? [];
      const stay = schools.filter(({ id }) => change?.leaves.has(id) !== true);
      const onTime = stay.filter(
        ({ id, switchoverDate }) => !(change?.later.get(id) ?? isLater(switchoverDate, wave)),
      );
      // People of several schools count once, as long as one of these needs them.
      const peopleOf = (members: readonly MemberRecord[]): number =>
        store.staffIn([...[...members, ...others].map(({ scope }) => scope), ...comes]);
      const isSame = stay.length === schools.length && comes.length === 0;
      const staff = isSame ? staffOf(wave.id) : peopleOf(stay);
      const late = stay.length - onTime.length;
      return loadOf({
        establishments: stay.length + comes.length,
        staff,
        later: {
          establishments: late,
          staff: late === 0 ? 0 : Math.max(0, staff - peopleOf(onTime)),
        },
        trainingPlaces: wave.trainingPlaces,
        tutoringPlaces: wave.tutoringPlaces,
        budget: wave.budget,
        costs: costs.get(wave.id) ?? 0,
      });
    },
    changed(scopes, entities) {
      if (entities.length === 0 || scopes.length > MOST_PLACES) return forget();
      const named = new Set(entities);
      if (named.has('programme')) programmes = null;
      if (named.has('postponement')) costs = null;
      if (named.has('observation')) budgets = null;
      const isMembers = named.has('waveMembership') || named.has('establishment');
      if (!isMembers && !named.has('grant')) return;
      for (const wave of wavesWith(new Set(scopes))) {
        staff.delete(wave);
        if (isMembers) members.delete(wave);
      }
    },
    written(lists) {
      const writes = lists.flat();
      context.changed(
        [...new Set(writes.map(({ scope }) => scope))],
        [...new Set(writes.map(({ entity }) => entity))],
      );
    },
  };
  return context;
}

/** The scope of a school. */
export function schoolScope(id: string): ScopeId {
  return scopeId('establishment', id);
}
