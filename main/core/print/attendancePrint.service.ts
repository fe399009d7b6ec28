import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import { allInScript } from '../../../shared/kernel/script.ts';
import type { printFilesContract } from '../../../shared/print/print.contract.ts';
import type { AttendanceSheet, Certificate, SummonsList } from '../../../shared/training/papers.ts';
import { writePaper } from './paperFiles.ts';

type Methods = Pick<
  typeof printFilesContract,
  'print.sheet' | 'print.certificate' | 'print.summons'
>;

interface Papers {
  readonly sheets: (input: {
    session: string;
    blank: boolean;
    language: Language;
  }) => Result<AttendanceSheet[], CoreFailure>;
  readonly certificate: (input: {
    person: string;
    language: Language;
  }) => Result<Certificate, CoreFailure>;
  readonly summons: (input: {
    group: string;
    heads: boolean;
    changes?: boolean;
    newcomers?: boolean;
    language: Language;
  }) => Result<SummonsList, CoreFailure>;
  /** Keeps what a group was told. */
  readonly note: (input: { group: string; changes: boolean; newcomers: boolean }) => boolean;
}

/**
 * Handlers of the papers of attendance. The library that draws them is fetched when needed.
 * @param papers their models; made when somebody prints
 */
export function createAttendancePrint(papers: () => Papers): Handlers<Methods, CoreFailure> {
  return {
    'print.sheet': async ({ file, over = false, session, blank, language }) => {
      const sheets = papers().sheets({ session, blank, language });
      if (!sheets.ok) return sheets;
      const { attendanceSheetPdf } = await import('./attendanceSheetPdf.ts');
      const { bytes, pages } = await attendanceSheetPdf(
        allInScript(sheets.value, language),
        language,
      );
      const written = await writePaper(file, bytes, over);
      if (!written.ok) return written;
      // Whoever comes on several days is one person on each sheet: the longest says how many there are.
      const people = Math.max(...sheets.value.map(({ lines }) => lines.length));
      const partial = sheets.value.some(({ isExtract = false }) => isExtract);
      return ok({ people, pages, bytes: bytes.length, partial });
    },
    'print.certificate': async ({ file, over = false, person, language }) => {
      const certificate = papers().certificate({ person, language });
      if (!certificate.ok) return certificate;
      const { certificatePdf } = await import('./certificatePdf.ts');
      const { bytes, pages } = await certificatePdf(
        [allInScript(certificate.value, language)],
        language,
      );
      const written = await writePaper(file, bytes, over);
      if (!written.ok) return written;
      return ok({ people: 1, pages, bytes: bytes.length });
    },
    'print.summons': async (input) => {
      const { file, over = false, group, heads = false, language } = input;
      const { changes = false, newcomers = false } = input;
      const models = papers();
      const summons = models.summons({ group, heads, changes, newcomers, language });
      if (!summons.ok) return summons;
      const { summonsPdf } = await import('./summonsPdf.ts');
      const { bytes, pages } = await summonsPdf(allInScript(summons.value, language), language);
      const written = await writePaper(file, bytes, over);
      if (!written.ok) return written;
      const people = summons.value.letters.reduce(
        (sum, letter) => sum + (letter.people?.length ?? 1),
        0,
      );
      const noted = models.note({ group, changes, newcomers });
      return ok({ people, pages, bytes: bytes.length, noted });
    },
  };
}
