import type { KnowledgePlace } from '../../shared/knowledge/knowledge.contract.ts';
import { SelectField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';

interface PlaceChoiceProps {
  readonly places: readonly KnowledgePlace[];
  readonly value: string;
  readonly onChange: (scope: string) => void;
}

/** Whose people read what is written; nothing to choose where there is one. */
export function PlaceChoice({ places, value, onChange }: PlaceChoiceProps) {
  const { t, script } = useLanguage();
  if (places.length < 2) return null;
  return (
    <SelectField
      label={t('knowledge:col.place')}
      value={value}
      options={places.map(({ scope, label }) => ({
        value: scope,
        label: scope.startsWith('waveSupport:')
          ? t('knowledge:helpersOf', { place: script(label) })
          : script(label),
      }))}
      onChange={onChange}
    />
  );
}
