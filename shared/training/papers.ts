import type { LocalDate } from '../kernel/dates.ts';

/** Halves of a day of training, in their order. */
export const halfDays = ['morning', 'afternoon'] as const;
export type HalfDay = (typeof halfDays)[number];

/** Hours of a day as `HH:MM`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** Where a session is held, as people say it: `salle 204` and not `204`. */
export interface PaperPlace {
  readonly site: string;
  readonly room: string | null;
  readonly address: string | null;
}

/** One session on paper. Its words are in the language of the paper. */
export interface PaperSession {
  readonly on: LocalDate;
  readonly title: string;
  /** The halves of the day that it has. */
  readonly hours: Readonly<Partial<Record<HalfDay, Hours>>>;
  readonly mode: 'inPerson' | 'remote';
  readonly place: PaperPlace | null;
  /** Where it is joined from afar. */
  readonly link: string | null;
}

/** What the papers of one training say alike. */
export interface PaperTraining {
  readonly programme: string;
  /** The wave as the programme calls it: `V6`, `lot 1`. */
  readonly wave: string | null;
  /** Who calls people together: an academy, its training school, a ministry. */
  readonly organiser: string;
  readonly track: string;
  readonly group: string | null;
  /** The programme's own word for one establishment; absent: the product's. */
  readonly establishmentTerm?: string | null | undefined;
}

/** A person on paper. */
export interface PaperPerson {
  readonly name: string;
  readonly function: string;
  readonly establishment: string;
  readonly town: string | null;
}

/** A signature as it was drawn. */
export interface Signature {
  /** Lines of points; x and y go from 0 to 1, from the upper left corner. */
  readonly strokes: readonly (readonly (readonly [number, number])[])[];
  /** Width of the drawn surface by its height; absent: 3. */
  readonly aspect?: number | undefined;
}

export type AttendanceStatus = 'present' | 'late' | 'absent' | 'excused';

/** What became of one person in one half of a day. */
export interface AttendanceMark {
  readonly status: AttendanceStatus;
  /** `HH:MM`, for who came late. */
  readonly arrival?: string | null | undefined;
  readonly signature?: Signature | null | undefined;
  /** Two people have written it apart, and nobody has settled it: no paper says it as a fact. */
  readonly isDisputed?: boolean;
}

/** One person of an attendance sheet. */
export interface AttendanceLine extends PaperPerson {
  /** Came without being enrolled. */
  readonly isWalkIn: boolean;
  /** Name of the person whose place this one took. */
  readonly replaces: string | null;
  /** Absent: nothing is known yet, the cell is left to be signed. */
  readonly marks: Readonly<Partial<Record<HalfDay, AttendanceMark | null>>>;
}

/** The sheet that people sign. */
export interface AttendanceSheet extends PaperTraining {
  /** `blank`: everything is signed by hand, marks are not printed. */
  readonly variant: 'blank' | 'filled';
  readonly session: PaperSession;
  readonly trainers: readonly { readonly name: string; readonly signature?: Signature | null }[];
  readonly lines: readonly AttendanceLine[];
  /** Empty lines for who comes unannounced; absent: as {@link spareLines} says. */
  readonly spare?: number | undefined;
  /** Printed where only people of one's own school are known: it says so, and is not to be signed. */
  readonly isExtract?: boolean | undefined;
  readonly returnTo: string | null;
  readonly printedOn: LocalDate;
}

/** Lines that one page of an attendance sheet holds. */
export const LINES_A_PAGE = 25;
const SPARE_LINES = 3;
const SPARE_LINES_FOR_NOBODY = 12;

/** A numbered line of a sheet; null: empty, to be filled by hand. */
export interface SheetRow {
  readonly number: number;
  readonly line: AttendanceLine | null;
}

/** Halves that a session has, in the order of the day. */
export function halvesOf(session: Pick<PaperSession, 'hours'>): HalfDay[] {
  return halfDays.filter((half) => session.hours[half] !== undefined);
}

/**
 * Empty lines of a sheet: on a blank one up to three, as far as the page has room for them.
 * @param linesAPage fewer where their texts are long
 */
export function spareLines(
  { variant, lines, spare, isExtract }: AttendanceSheet,
  linesAPage = LINES_A_PAGE,
): number {
  if (spare !== undefined) return spare;
  if (variant === 'filled' || isExtract === true) return 0;
  if (lines.length === 0) return SPARE_LINES_FOR_NOBODY;
  const used = ((lines.length - 1) % linesAPage) + 1;
  return Math.min(SPARE_LINES, linesAPage - used);
}

/** The rows of a sheet, page by page; one page without rows where there is nobody. */
export function sheetPages(sheet: AttendanceSheet, linesAPage = LINES_A_PAGE): SheetRow[][] {
  const all = [
    ...sheet.lines,
    ...Array.from({ length: spareLines(sheet, linesAPage) }, (): AttendanceLine | null => null),
  ].map((line, index): SheetRow => ({ number: index + 1, line }));
  const pages: SheetRow[][] = [];
  for (let at = 0; at < all.length; at += linesAPage) pages.push(all.slice(at, at + linesAPage));
  return pages.length === 0 ? [[]] : pages;
}

/** How many of a sheet there were in one half of a day. */
export interface AttendanceCounts {
  readonly people: number;
  /** Who was there, also late. */
  readonly present: number;
  /** Of those who were there. */
  readonly late: number;
  readonly absent: number;
  readonly excused: number;
  /** Of whom nothing is known. */
  readonly unmarked: number;
}

/** Counts a half of a day: `people` is the sum of present, absent, excused and unmarked. */
export function attendanceCounts(
  lines: readonly Pick<AttendanceLine, 'marks'>[],
  half: HalfDay,
): AttendanceCounts {
  const of = (...wanted: readonly AttendanceStatus[]): number =>
    lines.filter(({ marks }) => wanted.some((status) => marks[half]?.status === status)).length;
  return {
    people: lines.length,
    present: of('present', 'late'),
    late: of('late'),
    absent: of('absent'),
    excused: of('excused'),
    unmarked: lines.filter(({ marks }) => !marks[half]).length,
  };
}

/** Whom a letter goes to. */
export interface SummonsRecipient extends PaperPerson {
  /** Lines of the postal address below the establishment. */
  readonly address: readonly string[];
}

/** A letter of summons: to a person, or to a head about people of the establishment. */
export interface SummonsLetter {
  readonly recipient: SummonsRecipient;
  /** Null: the recipient is the one who is summoned. */
  readonly people: readonly Pick<PaperPerson, 'name' | 'function'>[] | null;
}

/** Learning on one's own that belongs to a track. */
export interface SelfStudy {
  readonly title: string;
  readonly minutes: number;
  /** Last day to have done it. */
  readonly by: LocalDate | null;
  readonly link: string | null;
}

/** Who answers questions. */
export interface PaperContact {
  readonly name: string;
  readonly function: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Who signs a paper. */
export interface Signatory {
  readonly name: string;
  readonly function: string;
}

/** All that the letters and mails of summons of one group say. */
export interface SummonsList extends PaperTraining {
  readonly sessions: readonly PaperSession[];
  /** The letters tell of these instead; null: they call to all sessions. */
  readonly changes: readonly SessionChange[] | null;
  readonly selfStudy: SelfStudy | null;
  readonly trainers: readonly string[];
  /** What to bring, one thing each. */
  readonly bring: readonly string[];
  readonly contact: PaperContact | null;
  /** Where and when the letter is written. */
  readonly town: string | null;
  readonly on: LocalDate;
  readonly signatory: Signatory | null;
  readonly letters: readonly SummonsLetter[];
}

/** What became of one session since people were told. */
export type SessionChange =
  | { readonly kind: 'changed'; readonly before: PaperSession; readonly after: PaperSession }
  | { readonly kind: 'cancelled'; readonly session: PaperSession; readonly reason: string | null }
  | { readonly kind: 'new'; readonly session: PaperSession };

/** All that a mail about changes says. */
export interface ChangeNotice extends PaperTraining {
  readonly changes: readonly SessionChange[];
  readonly contact: PaperContact | null;
}

/** A session of a certificate: what the person was there for. */
export interface CertificateSession {
  readonly on: LocalDate;
  readonly title: string;
  readonly mode: PaperSession['mode'];
  readonly minutes: number;
}

/** What one person attended. */
export interface Certificate extends PaperTraining {
  readonly person: PaperPerson;
  readonly sessions: readonly CertificateSession[];
  /** Learning on one's own that was done, in minutes. */
  readonly selfStudyMinutes: number;
  readonly town: string | null;
  readonly on: LocalDate;
  readonly signatory: Signatory | null;
}

/** Minutes of a certificate; `total` is `inPerson` and `remote`. */
export interface CertificateTotals {
  readonly inPerson: number;
  /** At a distance: sessions joined from afar, and self-study. */
  readonly remote: number;
  /** Of those at a distance. */
  readonly selfStudy: number;
  readonly total: number;
}

/** Adds a certificate's sessions up. */
export function certificateTotals({
  sessions,
  selfStudyMinutes,
}: Pick<Certificate, 'sessions' | 'selfStudyMinutes'>): CertificateTotals {
  const sum = (mode: PaperSession['mode']): number =>
    sessions.reduce((total, each) => total + (each.mode === mode ? each.minutes : 0), 0);
  const inPerson = sum('inPerson');
  const remote = sum('remote') + selfStudyMinutes;
  return { inPerson, remote, selfStudy: selfStudyMinutes, total: inPerson + remote };
}
