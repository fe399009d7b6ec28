import { basename, extname } from 'node:path';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { TemplateShellContract } from '../../shared/templates/templates.contract.ts';
import type { FileCall } from './calls.ts';

const ENDING = '.json';

export interface TemplateFilesParts {
  /** The system's dialogs; null when the person closes one. */
  readonly askWhich: () => Promise<string | null>;
  /** @param name what is proposed as the file's name, without its ending */
  readonly askWhereTo: (name: string) => Promise<string | null>;
  readonly call: (call: FileCall) => Promise<Result<unknown, Failure>>;
}

type Asked<M extends keyof TemplateShellContract> = InputOf<TemplateShellContract[M]>;
type Answer<M extends keyof TemplateShellContract> = Promise<
  Result<OutputOf<TemplateShellContract[M]>, CoreFailure>
>;

/**
 * Files of kit templates between the window and the core. Paths come from the system's dialogs,
 * never from the page.
 */
export class TemplateFiles {
  readonly #parts: TemplateFilesParts;

  constructor(parts: TemplateFilesParts) {
    this.#parts = parts;
  }

  /** Keeps the template of a file that the person chooses as a draft. */
  async open({ programme }: Asked<'templates.open'>): Answer<'templates.open'> {
    const file = await this.#parts.askWhich();
    if (file === null) return ok(null);
    const input = { programme, file };
    const answer = await this.#parts.call({ to: 'core', method: 'templates.import', input });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    return ok(answer.value as { version: string });
  }

  /** Writes a version, or the kit as it runs, to a file that the person names. */
  async save({ programme, version }: Asked<'templates.save'>): Answer<'templates.save'> {
    const chosen = await this.#parts.askWhereTo([programme, version].filter(Boolean).join(' '));
    if (chosen === null) return ok(null);
    const file = extname(chosen).toLowerCase() === ENDING ? chosen : chosen + ENDING;
    const input = { programme, version, file };
    const answer = await this.#parts.call({ to: 'core', method: 'templates.export', input });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    return ok({ file: basename(file) });
  }
}

/** The page is told a file's name; where it lies is the person's affair. */
function withoutFolder(failure: CoreFailure): CoreFailure {
  return 'file' in failure ? { ...failure, file: basename(failure.file) } : failure;
}
