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
  /** Rows have changed, or left the device (no entities): what is kept of them is read anew. */
  changed(entities: readonly string[]): void;
}

/** Entities that say which schools a programme has, and how they are called. */
const READ = new Set(['programme', 'wave', 'waveMembership', 'establishment']);

/** The schools of a programme, with what each is found by. */
interface KeptSchools {
  readonly schools: readonly SchoolPlace[];
  /** In the order of the schools; null until somebody searches. */
  texts: readonly string[] | null;
}

/** @param systemToday the calendar day by the computer's clock */
export function createSchoolPages(places: Places, systemToday: () => LocalDate): SchoolPages {
  /** By programme: thousands of schools are not to be read anew at each key that one presses. */
  const kept = new Map<string, KeptSchools>();

  function keptOf(programme: string): KeptSchools {
    const known = kept.get(programme) ?? { schools: places.schools(programme), texts: null };
    kept.set(programme, known);
    return known;
  }

  /** The schools of a programme that the words mean. */
  function found(programme: string, words: readonly string[]): readonly SchoolPlace[] {
    const known = keptOf(programme);
    if (words.length === 0) return known.schools;
    const texts = (known.texts ??= known.schools.map(({ name, nameAr, town, code }) =>
      fold([name, nameAr, town, code].join('\n')),
    ));
    return known.schools.filter((_, at) => words.every((word) => texts[at]!.includes(word)));
  }

  const pages: SchoolPages = {
    changed(entities) {
      if (entities.length === 0 || entities.some((entity) => READ.has(entity))) kept.clear();
    },
    today: (programme) => programme?.practiceDate ?? systemToday(),
    programme: (id) => places.programmes().find((programme) => programme.id === id) ?? null,
    page(input, fits) {
      const known = places.programmes();
      const programme =
        input.programme === undefined
          ? (known[0] ?? null)
          : (known.find(({ id }) => id === input.programme) ?? null);
      const today = pages.today(programme);
      const words = fold(input.text ?? '')
        .split(/\s+/)
        .filter(Boolean);
      const fitting = programme === null ? undefined : fits?.(programme, today);
      const meant = programme === null ? [] : found(programme.id, words);
      const shown = fitting === undefined ? meant : meant.filter(fitting);
      return {
        programme,
        output: {
          programmes: known.map(refOf),
          programme: programme === null ? null : refOf(programme),
          today,
          total: shown.length,
          all: programme === null ? 0 : keptOf(programme.id).schools.length,
        },
        schools: shown.slice(input.offset, input.offset + input.limit),
      };
    },
    one({ establishment, programme: wanted }) {
      const stored = places.school(establishment);
      if (stored === null) return err({ type: 'EstablishmentUnknown', establishment });
      const programme =
        (wanted === undefined ? undefined : stored.programmes.find(({ id }) => id === wanted)) ??
        stored.programmes[0] ??
        null;
      const school =
        programme === null || programme === stored.programmes[0]
          ? stored.school
          : (keptOf(programme.id).schools.find(({ id }) => id === establishment) ?? stored.school);
      return ok({
        school,
        programme,
        programmes: stored.programmes.map(refOf),
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
