import { plainText } from '../kernel/plainText.ts';
import type { LogLine } from './log.contract.ts';

/**
 * The difficulty that an answer is about when nobody says which: the last one, of the school where
 * one is named. Null: there is none.
 */
export function answered(
  lines: readonly Pick<LogLine, 'id' | 'kind' | 'establishment'>[],
  establishment: string | null,
): string | null {
  return (
    lines.findLast(
      (line) =>
        line.kind === 'difficulty' &&
        (establishment === null || line.establishment === establishment),
    )?.id ?? null
  );
}

type Told = Pick<LogLine, 'kind' | 'establishment' | 'text'>;

/** What a line says, to compare: kind, school and words, whatever their capitals and blanks. */
export function toldAs({ kind, establishment, text }: Told): string {
  return JSON.stringify([kind, establishment, plainText(text).trim()]);
}

/** Whether two lines say the same. */
export function sameLine(a: Told, b: Told): boolean {
  return toldAs(a) === toldAs(b);
}
