import { basename, extname } from 'node:path';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { PrintContract, Printed } from '../../shared/print/print.contract.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { CoreCall, FileCall } from './calls.ts';

const ENDING = '.pdf';

/** What is printed. */
export type PaperKind = 'kit' | 'sheet' | 'certificate' | 'summons' | 'changes' | 'minutes';

export interface PrintingParts {
  /**
   * The system's dialog; null when the person closes it.
   * @param of name of the school, session or person, for the name that is proposed; null: not known
   */
  readonly askWhereTo: (of: string | null, paper: PaperKind) => Promise<string | null>;
  readonly call: (call: CoreCall | FileCall) => Promise<Result<unknown, Failure>>;
  /** Opens a file with the system's program for it. */
  readonly openPath: (path: string) => Promise<unknown>;
}

type Save = PrintContract['print.saveKit'];
type SaveSheet = PrintContract['print.saveSheet'];
type SaveCertificate = PrintContract['print.saveCertificate'];
type SaveSummons = PrintContract['print.saveSummons'];
type SaveMinutes = PrintContract['print.saveMinutes'];

/** Papers between the window and the core. Paths come from the system's dialog, never from the page. */
export class Printing {
  readonly #parts: PrintingParts;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
  }

  /** Writes a kit to a file that the person names and, if wanted, opens it in the system's reader. */
  async saveKit(input: InputOf<Save>): Promise<Result<OutputOf<Save>, CoreFailure>> {
    const { open, ...kit } = input;
    const name = await this.#nameOf(kit.establishment);
    return this.#save<Printed>({ paper: 'kit', name, open, method: 'print.kit', input: kit });
  }

  /** The same for the attendance sheet of a session. */
  saveSheet(input: InputOf<SaveSheet>): Promise<Result<OutputOf<SaveSheet>, CoreFailure>> {
    const { open, title, ...sheet } = input;
    return this.#save({ paper: 'sheet', name: title, open, method: 'print.sheet', input: sheet });
  }

  /** The same for somebody's certificate of attendance. */
  saveCertificate(
    input: InputOf<SaveCertificate>,
  ): Promise<Result<OutputOf<SaveCertificate>, CoreFailure>> {
    const { open, name, ...certificate } = input;
    const method = 'print.certificate';
    return this.#save({ paper: 'certificate', name, open, method, input: certificate });
  }

  /** The same for the letters that call a group's people to their sessions. */
  saveSummons(input: InputOf<SaveSummons>): Promise<Result<OutputOf<SaveSummons>, CoreFailure>> {
    const { open, title, ...summons } = input;
    const method = 'print.summons';
    const paper = summons.changes === true ? 'changes' : 'summons';
    return this.#save({ paper, name: title, open, method, input: summons });
  }

  /** The same for the minutes of a session of tutoring. */
  saveMinutes(input: InputOf<SaveMinutes>): Promise<Result<OutputOf<SaveMinutes>, CoreFailure>> {
    const { open, title, ...minutes } = input;
    const method = 'print.minutes';
    return this.#save({ paper: 'minutes', name: title, open, method, input: minutes });
  }

  async #save<P>(what: {
    readonly paper: PaperKind;
    readonly name: string | null;
    readonly open: boolean;
    readonly method: Extract<FileCall['method'], `print.${string}`>;
    readonly input: object;
  }): Promise<Result<(P & { file: string }) | null, CoreFailure>> {
    const chosen = await this.#parts.askWhereTo(what.name, what.paper);
    if (chosen === null) return ok(null);
    const named = extname(chosen).toLowerCase() === ENDING;
    const file = named ? chosen : chosen + ENDING;
    const answer = await this.#parts.call({
      to: 'core',
      method: what.method,
      // The system has asked whether to replace what it was told, not what we make of it.
      input: { ...what.input, file, over: named },
    });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    if (what.open) await this.#parts.openPath(file);
    return ok({ ...(answer.value as P), file: basename(file) });
  }

  async #nameOf(establishment: string | undefined): Promise<string | null> {
    if (establishment === undefined) return null;
    const answer = await this.#parts.call({
      to: 'core',
      method: 'kit.names',
      input: { places: [scopeId('establishment', establishment)] },
    });
    return answer.ok ? ((answer.value as { name: string }[])[0]?.name ?? null) : null;
  }
}

/**
 * A name for the file of a paper: without what file systems refuse, and short enough for them.
 * @param paper what it is, in the person's language
 */
export function paperName(paper: string, of: string | null): string {
  const name = of === null ? paper : `${paper} - ${of}`;
  // oxlint-disable-next-line no-control-regex
  const plain = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replaceAll(/\s+/g, ' ');
  return `${plain.slice(0, 100).trim().replace(/\.+$/, '')}${ENDING}`;
}

/** The page is told a file's name; where it lies is the person's affair. */
function withoutFolder(failure: CoreFailure): CoreFailure {
  return 'file' in failure ? { ...failure, file: basename(failure.file) } : failure;
}
