import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { KitView } from '../../../shared/kit/kit.contract.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Printed } from '../../../shared/print/print.contract.ts';
import type { Words } from '../../../shared/programme/words.ts';
import { fontFile } from './fontFile.ts';
import { writePaper } from './paperFiles.ts';
import { actorsOfRole, printedKit } from './printedKit.ts';

interface PrintRequest {
  readonly file: string;
  /** Whether the person has confirmed that another file there is to be replaced. */
  readonly over?: boolean | undefined;
  readonly establishment?: string | undefined;
  readonly role?: string | undefined;
  readonly language: Language;
}

/** Handlers of the papers' contract. */
export interface PrintService {
  kit(request: PrintRequest): Promise<Result<Printed, CoreFailure>>;
}

/**
 * @param readKit the kit of a school, as the page shows it
 * @param words what a programme calls things
 */
export function createPrintService(
  readKit: (input: { establishment?: string | undefined }) => Result<KitView, CoreFailure>,
  words: (programme: string | null, language: Language) => Words,
): PrintService {
  return {
    async kit({ file, over = false, establishment, role, language }) {
      const kit = readKit({ establishment });
      if (!kit.ok) return kit;
      const actors = role === undefined ? null : actorsOfRole(kit.value, role);
      if (actors?.length === 0) {
        const known = kit.value.actors.flatMap(({ id, roles }) => [id, ...roles]);
        return err({ type: 'BadInput', detail: `role: ${[...new Set(known)].join(' | ')}` });
      }
      // The library is large and few print: it is fetched when somebody does.
      const { kitPdf } = await import('./kitPdf.ts');
      const printed = printedKit(
        kit.value,
        language,
        actors,
        words(kit.value.establishment.programme?.id ?? null, language),
      );
      const { bytes, pages } = await kitPdf(printed, fontFile);
      const written = await writePaper(file, bytes, over);
      if (!written.ok) return written;
      const actions = printed.phases.reduce((sum, { steps }) => sum + steps.length, 0);
      return ok({ actions, pages, bytes: bytes.length });
    },
  };
}
