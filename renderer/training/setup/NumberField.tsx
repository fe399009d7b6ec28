import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** `any`: not whole numbers alone. */
  readonly step?: number | 'any';
  readonly disabled: boolean;
  readonly wrong?: string | undefined;
  readonly onCommit: (value: number | null) => void;
}

/** A figure between two others; what is out of them is kept within. */
export function NumberField({ value, onCommit, wrong, ...field }: NumberFieldProps) {
  const { t, format } = useLanguage();
  const { min, max, step = 1 } = field;
  const out = value !== null && (value < min || value > max || (step === 1 && value % 1 !== 0));
  const between = { from: format.number(min), to: format.number(max) };
  return (
    <CommitField
      {...field}
      type="number"
      step={step}
      value={value === null ? null : String(value)}
      wrong={out ? t('trainingSetup:between', between) : wrong}
      onCommit={(text) => {
        const figure = text === null ? null : Number(text);
        onCommit(figure === null || Number.isNaN(figure) ? null : figure);
      }}
    />
  );
}
