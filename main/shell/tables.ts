import { basename, extname, isAbsolute } from 'node:path';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CalendarShellContract } from '../../shared/calendar/calendar.contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { ImportShellContract } from '../../shared/imports/imports.contract.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { TicketShellContract } from '../../shared/assistance/tickets.contract.ts';
import type { CodesShellContract } from '../../shared/people/codes.contract.ts';
import type { CoverageShellContract } from '../../shared/training/coverage.contract.ts';
import type { TutoringShellContract } from '../../shared/tutoring/groups.contract.ts';
import type { FileCall } from './calls.ts';

/** What a table that is written holds. */
export type TableKind =
  | 'issues'
  | 'register'
  | 'codes'
  | 'coverage'
  | 'trainerDays'
  | 'tutorHours'
  | 'tickets'
  | 'calendar';

export interface TableParts {
  /** The system's dialogs; null when the person closes one. */
  readonly askTable: () => Promise<string | null>;
  readonly askWhere: (kind: TableKind) => Promise<string | null>;
  readonly call: (call: FileCall) => Promise<Result<unknown, Failure>>;
  readonly language: () => Language;
}

type Contract = ImportShellContract &
  CodesShellContract &
  CoverageShellContract &
  TutoringShellContract &
  TicketShellContract;
type Answer<M extends keyof Contract> = Promise<Result<OutputOf<Contract[M]>, CoreFailure>>;

/**
 * Tables between the window and the core: what is imported, what was wrong with it, and what is
 * taken out. Paths come from the system's dialogs and from what was dropped, never from the page.
 */
export class Tables {
  readonly #parts: TableParts;
  #dropped: string | null = null;

  constructor(parts: TableParts) {
    this.#parts = parts;
  }

  /** Keeps the first of the dropped files until it is opened. */
  drop(paths: unknown): void {
    const first: unknown = Array.isArray(paths) ? paths[0] : null;
    this.#dropped = typeof first === 'string' && isAbsolute(first) ? first : null;
  }

  /** Opens the table that the person chooses, or the one that was dropped last. */
  async choose(dropped: boolean): Answer<'imports.choose'> {
    const file = dropped ? this.#dropped : await this.#parts.askTable();
    this.#dropped = null;
    if (file === null) return ok(null);
    return this.#core('imports.open', { file });
  }

  async saveIssues(id: string): Answer<'imports.saveIssues'> {
    const file = await this.#where('issues', '.csv');
    if (file === null) return ok(null);
    const written = await this.#core<unknown>('imports.writeIssues', {
      id,
      file,
      language: this.#parts.language(),
    });
    return written.ok ? ok({ file: basename(file) }) : written;
  }

  async saveAll(): Answer<'exports.save'> {
    const file = await this.#where('register', '.zip');
    if (file === null) return ok(null);
    const written = await this.#core<{ rows: number }>('exports.all', { file });
    return written.ok ? ok({ file: basename(file), rows: written.value.rows }) : written;
  }

  async saveCodes(): Answer<'people.saveCodes'> {
    const file = await this.#where('codes', '.csv');
    if (file === null) return ok(null);
    const language = this.#parts.language();
    const written = await this.#core<{ codes: number }>('people.writeCodes', { file, language });
    return written.ok ? ok({ file: basename(file), codes: written.value.codes }) : written;
  }

  async saveCoverage(wanted: InputOf<Contract['coverage.save']>): Answer<'coverage.save'> {
    const file = await this.#where(
      wanted.table === 'trainers' ? 'trainerDays' : 'coverage',
      '.csv',
    );
    if (file === null) return ok(null);
    const language = this.#parts.language();
    const input = { ...wanted, file, language };
    const written = await this.#core<{ rows: number }>('coverage.write', input);
    return written.ok ? ok({ file: basename(file), rows: written.value.rows }) : written;
  }

  /** Writes what tutors have done to a table that the person names. */
  async saveTutorHours(
    wanted: InputOf<Contract['tutoring.saveStatement']>,
  ): Answer<'tutoring.saveStatement'> {
    const file = await this.#where('tutorHours', '.csv');
    if (file === null) return ok(null);
    const input = { ...wanted, file, language: this.#parts.language() };
    const written = await this.#core<{ rows: number }>('tutoring.writeStatement', input);
    return written.ok ? ok({ file: basename(file), rows: written.value.rows }) : written;
  }

  /** Writes requests as a table of an outside tool, and has noted that they were handed over. */
  async handOverTickets(wanted: InputOf<Contract['tickets.handOver']>): Answer<'tickets.handOver'> {
    const file = await this.#where('tickets', '.csv');
    if (file === null) return ok(null);
    const input = { ...wanted, file, language: this.#parts.language(), note: true };
    const written = await this.#core<{ rows: number; noted: number }>('tickets.export', input);
    return written.ok ? ok({ file: basename(file), ...written.value }) : written;
  }

  /** Writes sessions to a calendar file that the person names. */
  async saveCalendar(
    input: InputOf<CalendarShellContract['calendar.save']>,
  ): Promise<Result<OutputOf<CalendarShellContract['calendar.save']>, CoreFailure>> {
    const file = await this.#where('calendar', '.ics');
    if (file === null) return ok(null);
    const language = this.#parts.language();
    const written = await this.#core<{ events: number }>('calendar.export', {
      ...input,
      file,
      language,
    });
    return written.ok ? ok({ file: basename(file), events: written.value.events }) : written;
  }

  async #where(kind: TableKind, ending: string): Promise<string | null> {
    const chosen = await this.#parts.askWhere(kind);
    if (chosen === null) return null;
    return extname(chosen).toLowerCase() === ending ? chosen : chosen + ending;
  }

  /** Asks the core; the page is told a file's name, and not where it lies. */
  async #core<T>(method: FileCall['method'], input: unknown): Promise<Result<T, CoreFailure>> {
    const answer = await this.#parts.call({ to: 'core', method, input });
    if (answer.ok) return ok(answer.value as T);
    const failure = answer.error as CoreFailure;
    return err('file' in failure ? { ...failure, file: basename(failure.file) } : failure);
  }
}
