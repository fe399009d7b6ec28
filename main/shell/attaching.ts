import { basename, extname, isAbsolute } from 'node:path';
import type {
  AttachmentShellContract,
  FileHost,
} from '../../shared/attachments/attachments.contract.ts';
import type { OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import { secretsInName } from '../../shared/kernel/secretsInName.ts';
import { BUNDLE_EXTENSION } from '../../shared/sync/bundle.ts';

const fileName = (path: string): string => basename(path);
/** Files that are attached in one action: a folder's worth dragged by mistake is not a hundred rows. */
const MAX_FILES = 20;

export interface AttachingParts {
  /** The system's dialog; nothing when the person closes it. */
  readonly ask: () => Promise<readonly string[]>;
  readonly add: (input: FileHost & { readonly file: string }) => Promise<Result<unknown, Failure>>;
  readonly open: (input: { id: string }) => Promise<Result<unknown, Failure>>;
  /** Opens a file with the system's program for it; false when there is none. */
  readonly openPath: (path: string) => Promise<boolean>;
  readonly showInFolder: (path: string) => void;
}

type Answer<M extends keyof AttachmentShellContract> = Promise<
  Result<OutputOf<AttachmentShellContract[M]>, CoreFailure>
>;

/**
 * Files between the window and the core. Paths come from the system's dialog and from what
 * was dropped on the window, never from the page, and none goes to it.
 */
export class Attaching {
  readonly #parts: AttachingParts;
  #dropped: readonly string[] = [];

  constructor(parts: AttachingParts) {
    this.#parts = parts;
  }

  /** Keeps the files among dropped ones that are no exchange files; answers how many. */
  drop(paths: unknown): number {
    const given: readonly unknown[] = Array.isArray(paths) ? paths : [];
    this.#dropped = given.filter(
      (path): path is string =>
        typeof path === 'string' &&
        isAbsolute(path) &&
        extname(path).toLowerCase() !== `.${BUNDLE_EXTENSION}`,
    );
    return this.#dropped.length;
  }

  /** Attaches files one after the other, once their names are no secrets. One that cannot be stops it; those before it stay. */
  async attach({
    dropped = false,
    confirmed = false,
    ...host
  }: FileHost & {
    readonly dropped?: boolean | undefined;
    readonly confirmed?: boolean | undefined;
  }): Answer<'attachments.attach'> {
    const files = dropped ? this.#dropped : await this.#parts.ask();
    this.#dropped = [];
    if (files.length === 0) return ok(null);
    const asks = confirmed
      ? []
      : files.map(fileName).filter((name) => secretsInName(name).length > 0);
    if (asks.length > 0) {
      this.#dropped = files;
      return ok({ names: [], asks });
    }
    const names: string[] = [];
    for (const file of files.slice(0, MAX_FILES)) {
      const answer = await this.#parts.add({ ...host, file });
      if (!answer.ok) return err(answer.error as CoreFailure);
      names.push((answer.value as { name: string }).name);
    }
    return ok({ names, asks });
  }

  /** Opens a file of a kind that runs nothing; shows any other in its folder. */
  async show(id: string): Answer<'attachments.show'> {
    const answer = await this.#parts.open({ id });
    if (!answer.ok) return err(answer.error as CoreFailure);
    const { path, opens } = answer.value as { path: string; opens: boolean };
    const opened = opens && (await this.#parts.openPath(path));
    if (!opened) this.#parts.showInFolder(path);
    return ok({ opened });
  }
}
