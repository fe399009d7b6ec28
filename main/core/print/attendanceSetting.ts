import type { AttendanceSheet } from '../../../shared/training/papers.ts';
import type { PaperWords } from '../../../shared/training/paperWords.ts';
import type { PaperParts } from './paper.ts';

/** What all parts of a sheet are laid out from. */
export interface SheetSetting {
  readonly sheet: AttendanceSheet;
  readonly parts: PaperParts;
  readonly words: PaperWords;
}
