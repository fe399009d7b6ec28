import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { printFilesContract } from '../../../shared/print/print.contract.ts';
import type { Minutes } from '../../../shared/tutoring/minutes.ts';
import { writePaper } from './paperFiles.ts';

/**
 * Handler of minutes. The library that draws them is fetched when needed.
 * @param papers the minutes of a session; made when somebody prints
 */
export function createMinutesPrint(
  papers: () => (session: string, language: Language) => Result<Minutes, CoreFailure>,
): Handlers<Pick<typeof printFilesContract, 'print.minutes'>, CoreFailure> {
  return {
    'print.minutes': async ({ file, over = false, session, language }) => {
      const minutes = papers()(session, language);
      if (!minutes.ok) return minutes;
      const { minutesPdf } = await import('./minutesPdf.ts');
      const { bytes, pages } = await minutesPdf(minutes.value, language);
      const written = await writePaper(file, bytes, over);
      if (!written.ok) return written;
      return ok({ difficulties: minutes.value.difficulties.length, pages, bytes: bytes.length });
    },
  };
}
