import { languages } from '../../../shared/kernel/language.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

/** A title while it is being written: French may still be missing. */
export type LabelDraft = Partial<Label>;

/** The title of a draft, once there is a French one. */
export function labelOf({ fr, en, ar }: LabelDraft): Label | null {
  if (fr === undefined) return null;
  return { fr, ...(en !== undefined && { en }), ...(ar !== undefined && { ar }) };
}

interface LabelFieldsProps {
  readonly value: LabelDraft;
  readonly disabled: boolean;
  /** Whether to say that the French one is missing. */
  readonly asked: boolean;
  readonly onChange: (value: LabelDraft) => void;
}

/** A title in the product's languages. */
export function LabelFields({ value, disabled, asked, onChange }: LabelFieldsProps) {
  const { t } = useLanguage();
  return languages.map((one) => (
    <CommitField
      key={one}
      label={t(`trainingSetup:titleIn.${one}`)}
      lang={one}
      value={value[one] ?? null}
      maxLength={400}
      disabled={disabled}
      wrong={
        asked && one === 'fr' && value.fr === undefined ? t('trainingSetup:needed') : undefined
      }
      onCommit={(text) => {
        const { [one]: _old, ...rest } = value;
        onChange(text === null ? rest : { ...rest, [one]: text });
      }}
    />
  ));
}
