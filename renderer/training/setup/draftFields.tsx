import { CommitArea } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { NumberField } from './NumberField.tsx';

interface Degrees {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

interface DegreesFieldsProps {
  readonly value: Degrees;
  readonly disabled: boolean;
  /** What it is asked for. */
  readonly hint?: string;
  readonly onChange: (part: Partial<Degrees>) => void;
}

/** Where something stands, in degrees north and east. */
export function DegreesFields({ value, disabled, hint, onChange }: DegreesFieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      <NumberField
        label={t('trainingSetup:latitude')}
        {...(hint !== undefined && { hint })}
        value={value.latitude}
        min={-90}
        max={90}
        step="any"
        disabled={disabled}
        onCommit={(latitude) => onChange({ latitude })}
      />
      <NumberField
        label={t('trainingSetup:longitude')}
        value={value.longitude}
        min={-180}
        max={180}
        step="any"
        disabled={disabled}
        onCommit={(longitude) => onChange({ longitude })}
      />
    </>
  );
}

interface NoteFieldProps {
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onChange: (part: { readonly note: string | null }) => void;
}

/** What else there is to say, as each form of the setup ends. */
export function NoteField({ value, disabled, onChange }: NoteFieldProps) {
  const { t } = useLanguage();
  return (
    <CommitArea
      label={t('trainingSetup:note')}
      value={value}
      maxLength={2_000}
      disabled={disabled}
      onCommit={(note) => onChange({ note })}
    />
  );
}
