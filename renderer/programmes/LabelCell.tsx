import type { Language } from '../../shared/kernel/language.ts';
import type { Label } from '../../shared/schema/values.ts';
import { CommitField } from '../ui/fields.tsx';

const MAX_LABEL = 400;

interface LabelCellProps {
  /** What the cell is, for those who do not see its headings. */
  readonly name: string;
  /** Null: there is none yet. */
  readonly value: Label | null;
  readonly language: Language;
  /** What is said while it is empty. */
  readonly otherwise?: string | undefined;
  readonly disabled: boolean;
  /** It has a text in every case. */
  readonly required?: boolean;
  /** The text in that language; null: it was emptied. */
  readonly onCommit: (text: string | null) => void;
}

/** One text of a label in one language, in a table. */
export function LabelCell(props: LabelCellProps) {
  const { name, value, language, otherwise, disabled, required = false, onCommit } = props;
  return (
    <CommitField
      inTable
      label={name}
      lang={language}
      value={value?.[language] ?? null}
      placeholder={otherwise}
      disabled={disabled}
      required={required}
      onCommit={(text) => onCommit(text?.slice(0, MAX_LABEL) ?? null)}
    />
  );
}

/** A label with its text in one language changed; French, which every label has, is never emptied. */
export function withText(label: Label, language: Language, text: string | null): Label {
  if (language === 'fr') return text === null ? label : { ...label, fr: text };
  const { [language]: _old, ...rest } = label;
  return text === null ? rest : { ...rest, [language]: text };
}
