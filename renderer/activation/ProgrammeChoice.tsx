import type { ProgrammeRef } from '../../shared/wave/schoolList.ts';
import { Choice } from '../ui/Choice.tsx';
import { useLanguage } from '../ui/useLanguage.ts';

interface ProgrammeChoiceProps {
  readonly programmes: readonly ProgrammeRef[];
  readonly value: ProgrammeRef;
  readonly onChange: (programme: string) => void;
}

/** Which of a school's programmes is shown; nothing where there is but one. */
export function ProgrammeChoice({ programmes, value, onChange }: ProgrammeChoiceProps) {
  const { t, script } = useLanguage();
  if (programmes.length < 2) return null;
  return (
    <Choice
      label={t('activation:programme')}
      value={value.id}
      options={programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
      onChange={onChange}
    />
  );
}
