import { basename, extname } from 'node:path';
import type { InputOf, OutputOf } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { PrintContract, Printed } from '../../shared/print/print.contract.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { CoreCall, FileCall } from './calls.ts';

const ENDING = '.pdf';

export interface PrintingParts {
  /**
   * The system's dialog; null when the person closes it.
   * @param place name of the school, for the name that is proposed; null: not known
   */
  readonly askWhereTo: (place: string | null) => Promise<string | null>;
  readonly call: (call: CoreCall | FileCall) => Promise<Result<unknown, Failure>>;
  /** Opens a file with the system's program for it. */
  readonly openPath: (path: string) => Promise<unknown>;
}

type Save = PrintContract['print.saveKit'];

/** Papers between the window and the core. Paths come from the system's dialog, never from the page. */
export class Printing {
  readonly #parts: PrintingParts;

  constructor(parts: PrintingParts) {
    this.#parts = parts;
  }

  /** Writes a kit to a file that the person names and, if wanted, opens it in the system's reader. */
  async saveKit(input: InputOf<Save>): Promise<Result<OutputOf<Save>, CoreFailure>> {
    const { open, ...kit } = input;
    const chosen = await this.#parts.askWhereTo(await this.#nameOf(kit.establishment));
    if (chosen === null) return ok(null);
    const named = extname(chosen).toLowerCase() === ENDING;
    const file = named ? chosen : chosen + ENDING;
    const answer = await this.#parts.call({
      to: 'core',
      method: 'print.kit',
      // The system has asked whether to replace what it was told, not what we make of it.
      input: { ...kit, file, over: named },
    });
    if (!answer.ok) return err(withoutFolder(answer.error as CoreFailure));
    if (open) await this.#parts.openPath(file);
    return ok({ ...(answer.value as Printed), file: basename(file) });
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
 * A name for the file of a kit: without what file systems refuse, and short enough for them.
 * @param kit what it is, in the person's language
 */
export function paperName(kit: string, place: string | null): string {
  const name = place === null ? kit : `${kit} - ${place}`;
  // oxlint-disable-next-line no-control-regex
  const plain = name.replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replaceAll(/\s+/g, ' ');
  return `${plain.slice(0, 100).trim().replace(/\.+$/, '')}${ENDING}`;
}

/** The page is told a file's name; where it lies is the person's affair. */
function withoutFolder(failure: CoreFailure): CoreFailure {
  return 'file' in failure ? { ...failure, file: basename(failure.file) } : failure;
}
