import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  Environment,
  Level,
  Service,
  ServiceGroup,
  TeamRule,
} from '../../../shared/programme/programme.entity.ts';
import type { ListedSchool, ProgrammeRef } from '../../../shared/wave/schoolList.ts';
import type { Reader } from '../store/database.ts';
import { IS_SCHOOL } from './schoolLevels.ts';

/** What a programme has beside its kit. */
export interface ProgrammePlace extends ProgrammeRef {
  /** Template that its terms and rules are those of. */
  readonly template: string;
  readonly levels: readonly Level[];
  readonly services: readonly Service[];
  readonly serviceGroups: readonly ServiceGroup[];
  readonly environments: readonly Environment[];
  readonly teamRule: TeamRule | null;
  readonly practiceDate: LocalDate | null;
}

/** A school in a programme. */
export interface SchoolPlace extends ListedSchool {
  readonly scope: string;
  readonly code: string | null;
}

/** The programmes on this device and the schools in each; statements are prepared once. */
export interface Places {
  /** By name. */
  programmes(): ProgrammePlace[];
  /**
   * Schools of a programme by town and name: those of its waves, and those that it keeps; no places
   * of other levels.
   */
  schools(programme: string): SchoolPlace[];
  /** One school with the programmes that it takes part in, by name; null: not on this device. */
  school(id: string): { school: SchoolPlace; programmes: ProgrammePlace[] } | null;
}

interface StoredProgramme {
  readonly id: string;
  readonly name: string | null;
  readonly template: string | null;
  readonly levels: string | null;
  readonly services: string | null;
  readonly serviceGroups: string | null;
  readonly environments: string | null;
  readonly teamRule: string | null;
  readonly practiceDate: LocalDate | null;
}

const PROGRAMMES = `
  SELECT p.id, p.name, p.template, p.levels, p.services, p.service_groups AS serviceGroups,
         p.environments, p.team_rule AS teamRule, p.practice_date AS practiceDate
  FROM programme p WHERE p.deleted IS NULL`;

const SCHOOL = `e.id, e.scope, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town, e.code`;

/** Memberships that count, with their wave. */
const IN_WAVES = `
  FROM wave w
  JOIN wave_membership m ON m.wave = w.id AND m.left_on IS NULL AND m.deleted IS NULL
  JOIN establishment e ON e.scope = m.scope AND e.deleted IS NULL
  WHERE w.deleted IS NULL`;

const OPENS_ON = 'coalesce(m.switchover_date, w.switchover_date) AS opensOn';

export function createPlaces(db: Reader): Places {
  const all = db.prepare<[], StoredProgramme>(`${PROGRAMMES} ORDER BY p.name, p.id`);
  const ofSchool = db.prepare<{ school: string }, StoredProgramme>(
    `${PROGRAMMES} AND (
       p.id IN (SELECT w.programme ${IN_WAVES} AND e.id = @school)
       OR p.id = (SELECT programme FROM establishment WHERE id = @school))
     ORDER BY p.name, p.id`,
  );
  const inWaves = db.prepare<[string], SchoolPlace>(
    `SELECT ${SCHOOL}, w.label AS wave, ${OPENS_ON} ${IN_WAVES} AND w.programme = ? AND ${IS_SCHOOL}
     ORDER BY e.town, name, e.id, opensOn`,
  );
  const kept = db.prepare<[string], SchoolPlace>(
    `SELECT ${SCHOOL}, NULL AS wave, NULL AS opensOn FROM establishment e
     WHERE e.programme = ? AND e.deleted IS NULL AND ${IS_SCHOOL}`,
  );
  const one = db.prepare<[string], SchoolPlace>(
    `SELECT ${SCHOOL}, NULL AS wave, NULL AS opensOn FROM establishment e
     WHERE e.id = ? AND e.deleted IS NULL`,
  );
  const waveOf = db.prepare<[string, string], Pick<SchoolPlace, 'wave' | 'opensOn'>>(
    `SELECT w.label AS wave, ${OPENS_ON} ${IN_WAVES} AND e.id = ? AND w.programme = ?
     ORDER BY opensOn`,
  );
  return {
    programmes: () => all.all().map(toProgramme),
    schools(programme) {
      const found = new Map<string, SchoolPlace>();
      for (const school of inWaves.all(programme)) {
        if (!found.has(school.id)) found.set(school.id, school);
      }
      const more = kept.all(programme).filter(({ id }) => !found.has(id));
      if (more.length === 0) return [...found.values()];
      return [...found.values(), ...more].sort(
        (a, b) => compare(a.town ?? '', b.town ?? '') || compare(a.name, b.name),
      );
    },
    school(id) {
      const school = one.get(id);
      if (school === undefined) return null;
      const programmes = ofSchool.all({ school: id }).map(toProgramme);
      const first = programmes[0];
      const part = first === undefined ? undefined : waveOf.get(id, first.id);
      return { school: { ...school, ...part }, programmes };
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toProgramme(stored: StoredProgramme): ProgrammePlace {
  return {
    id: stored.id,
    name: stored.name ?? stored.id,
    template: stored.template ?? stored.id,
    levels: parse<Level[]>(stored.levels) ?? [],
    services: parse<Service[]>(stored.services) ?? [],
    serviceGroups: parse<ServiceGroup[]>(stored.serviceGroups) ?? [],
    environments: parse<Environment[]>(stored.environments) ?? [],
    teamRule: parse<TeamRule>(stored.teamRule),
    practiceDate: stored.practiceDate,
  };
}

function parse<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
