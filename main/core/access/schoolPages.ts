import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ListedSchool, ProgrammeRef } from '../../../shared/wave/schoolList.ts';
import type { Places, ProgrammePlace, SchoolPlace } from './places.ts';

interface PageInput {
  readonly programme?: string | undefined;
  readonly text?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** What every list of a programme's schools answers beside its rows. */
interface PageOutput {
  readonly programmes: ProgrammeRef[];
  readonly programme: ProgrammeRef | null;
  readonly today: LocalDate;
  readonly total: number;
  readonly all: number;
}

export interface SchoolPage {
  readonly programme: ProgrammePlace | null;
  readonly output: PageOutput;
  /** The schools of this page, in order. */
  readonly schools: readonly SchoolPlace[];
}

/** What is asked of one school: which programme it is about, and what the day is there. */
export interface OneSchool {
  readonly school: SchoolPlace;
  readonly programme: ProgrammePlace | null;
  readonly programmes: ProgrammeRef[];
  readonly today: LocalDate;
}

/** Lists of a programme's schools, part by part, and single schools. */
export interface SchoolPages {
  /**
   * @param fits a further condition; called with the programme before any school is looked at
   */
  page(
    input: PageInput,
    fits?: (programme: ProgrammePlace, today: LocalDate) => (school: SchoolPlace) => boolean,
  ): SchoolPage;
  /** Fails with EstablishmentUnknown. */
  one(input: {
    readonly establishment: string;
    readonly programme?: string | undefined;
  }): Result<OneSchool, CoreFailure>;
  /** The programme of that id; null: not on this device. */
  programme(id: string): ProgrammePlace | null;
  /** The day that counts in a programme: today, or the day of practice data. */
  today(programme: ProgrammePlace | null): LocalDate;
}

/** @param systemToday the calendar day by the computer's clock */
export function createSchoolPages(places: Places, systemToday: () => LocalDate): SchoolPages {
  const pages: SchoolPages = {
    today: (programme) => programme?.practiceDate ?? systemToday(),
    programme: (id) => places.programmes().find((programme) => programme.id === id) ?? null,
    page(input, fits) {
      const known = places.programmes();
      const programme =
        input.programme === undefined
          ? (known[0] ?? null)
          : (known.find(({ id }) => id === input.programme) ?? null);
      const today = pages.today(programme);
      const schools = programme === null ? [] : places.schools(programme.id);
      const words = fold(input.text ?? '')
        .split(/\s+/)
        .filter(Boolean);
      const fitting = programme === null ? undefined : fits?.(programme, today);
      const shown = schools.filter((school) => {
        if (words.length > 0) {
          const text = fold([school.name, school.nameAr, school.town, school.code].join('\n'));
          if (!words.every((word) => text.includes(word))) return false;
        }
        return fitting?.(school) ?? true;
      });
      return {
        programme,
        output: {
          programmes: known.map(refOf),
          programme: programme === null ? null : refOf(programme),
          today,
          total: shown.length,
          all: schools.length,
        },
        schools: shown.slice(input.offset, input.offset + input.limit),
      };
    },
    one({ establishment, programme: wanted }) {
      const found = places.school(establishment);
      if (found === null) return err({ type: 'EstablishmentUnknown', establishment });
      const programme =
        (wanted === undefined ? undefined : found.programmes.find(({ id }) => id === wanted)) ??
        found.programmes[0] ??
        null;
      const school =
        programme === null || programme === found.programmes[0]
          ? found.school
          : (places.schools(programme.id).find(({ id }) => id === establishment) ?? found.school);
      return ok({
        school,
        programme,
        programmes: found.programmes.map(refOf),
        today: pages.today(programme),
      });
    },
  };
  return pages;
}

/** Name and id alone. */
export function refOf({ id, name }: ProgrammeRef): ProgrammeRef {
  return { id, name };
}

/** A school as lists name it, without what only the core needs. */
export function listed(school: SchoolPlace): ListedSchool {
  const { id, name, nameAr, town, wave, opensOn } = school;
  return { id, name, nameAr, town, wave, opensOn };
}

/** A text as it is searched: without accents and capitals. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();
}
