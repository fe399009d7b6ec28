import { plainText } from '../../kernel/plainText.ts';

/** Something that a column can say. */
export interface ImportField {
  readonly id: string;
  /** Whether every row must say it. */
  readonly required: boolean;
  /** Headings that are understood by themselves, as `plainText` writes them. */
  readonly headings: readonly string[];
}

/** A field by the headings that are understood, the surest first. */
export function field(id: string, headings: readonly string[], required = false): ImportField {
  return { id, required, headings: headings.map(plainText) };
}
