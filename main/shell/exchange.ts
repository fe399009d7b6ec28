import { statSync } from 'node:fs';
import { basename, extname, isAbsolute } from 'node:path';
import type { OutputOf } from '../../shared/bridge/contract.ts';
import type { ExchangeContract } from '../../shared/bridge/exchange.contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import { BUNDLE_EXTENSION, MAX_BUNDLE_BYTES } from '../../shared/sync/bundle.ts';
import type { ExportReport, ImportReport } from '../../shared/sync/devices.contract.ts';
import type { FileCall } from './calls.ts';

/** Files of one drop that are looked at: a whole folder dragged by mistake is not a hundred errors. */
const MAX_DROPPED = 50;
const ENDING = `.${BUNDLE_EXTENSION}`;

export interface ExchangeParts {
  /** The system's dialogs; null when the person closes one. */
  readonly askWhereTo: () => Promise<string | null>;
  readonly askWhich: () => Promise<string | null>;
  readonly call: (call: FileCall) => Promise<Result<unknown, Failure>>;
  /** A file was chosen and the work begins. */
  readonly onBegin: (what: 'export' | 'import') => void;
}

type Answer<M extends keyof ExchangeContract> = Promise<
  Result<OutputOf<ExchangeContract[M]>, CoreFailure>
>;

/**
 * Exchange files between the window and the core. Paths come from the system's dialogs and from
 * what was dropped on the window, never from the page.
 */
export class Exchange {
  readonly #parts: ExchangeParts;
  #dropped: string[] = [];

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
  }

  /** Keeps the exchange files among dropped ones until they are imported; answers how many. */
  drop(paths: unknown): number {
    const given: readonly unknown[] = Array.isArray(paths) ? paths.slice(0, MAX_DROPPED) : [];
    this.#dropped = given.filter(
      (path) => typeof path === 'string' && isAbsolute(path) && isBundle(path),
    ) as string[];
    return this.#dropped.length;
  }

  /** Writes what waits here for the server, or for a device, to a file that the person names. */
  async export(to: string | undefined): Answer<'exchange.export'> {
    const chosen = await this.#parts.askWhereTo();
    if (chosen === null) return ok(null);
    const file = isBundle(chosen) ? chosen : chosen + ENDING;
    this.#parts.onBegin('export');
    const input = to === undefined ? { file } : { file, to };
    const answer = await this.#parts.call({ to: 'core', method: 'bundle.export', input });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    return ok({ ...(answer.value as ExportReport), file: basename(file) });
  }

  /** Takes in a file that the person chooses, or the next of those that were dropped. */
  async import(dropped: boolean): Answer<'exchange.import'> {
    const file = dropped ? (this.#dropped.shift() ?? null) : await this.#parts.askWhich();
    if (file === null) return ok(null);
    const problem = problemWith(file);
    if (problem !== null) return err(withoutFolder(problem));
    this.#parts.onBegin('import');
    const answer = await this.#parts.call({ to: 'core', method: 'bundle.import', input: { file } });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    return ok(answer.value as ImportReport);
  }
}

function isBundle(path: string): boolean {
  return extname(path).toLowerCase() === ENDING;
}

/** What can be said of a file before anything reads it; null: nothing is wrong. */
function problemWith(file: string): CoreFailure | null {
  if (!isBundle(file)) return { type: 'NotABundle', file };
  try {
    const found = statSync(file);
    if (!found.isFile()) return { type: 'NotABundle', file };
    if (found.size > MAX_BUNDLE_BYTES) {
      return { type: 'FileTooLarge', file, limit: MAX_BUNDLE_BYTES };
    }
    return null;
  } catch (error) {
    return { type: 'FileUnusable', file, code: (error as NodeJS.ErrnoException).code ?? '' };
  }
}

/** The page is told a file's name; where it lies is the person's affair. */
function withoutFolder(failure: CoreFailure): CoreFailure {
  return 'file' in failure ? { ...failure, file: basename(failure.file) } : failure;
}
