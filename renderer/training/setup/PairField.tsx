import type { FullTrainer, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { partnersOf } from './partners.ts';
import { useSetupDo } from './useSetupDo.ts';

interface PairFieldProps {
  readonly setup: TrainingSetup;
  readonly trainer: FullTrainer;
  readonly disabled: boolean;
}

/** With whom a trainer teaches; written at once. */
export function PairField({ setup, trainer, disabled }: PairFieldProps) {
  const { t, format, script } = useLanguage();
  const { run, saved } = useSetupDo(setup.wave);
  const { wave } = setup;
  const partners = partnersOf(setup);
  const own = partners.get(trainer.id);
  const free = setup.trainers.filter(({ id }) => id !== trainer.id && !partners.has(id));
  async function choose(other: string): Promise<void> {
    if (other === '') {
      if (own === undefined) return;
      const input = { wave, kind: 'pair' as const, id: own.pair };
      await run('trainingSetup.remove', input, () => t('trainingSetup:done.parted'));
      return;
    }
    const id = own === undefined ? {} : { id: own.pair };
    const input = { wave, ...id, set: { first: trainer.id, second: other } };
    await run('trainingSetup.savePair', input, saved);
  }
  return (
    <SelectField
      label={t('trainingSetup:pair')}
      hint={t('trainingSetup:pairHint')}
      value={own?.id ?? ''}
      disabled={disabled}
      options={[
        { value: '', label: t('trainingSetup:noPair') },
        ...(own === undefined ? [] : [{ value: own.id, label: script(own.name) }]),
        ...free.map((one) => ({
          value: one.id,
          label: format.line([script(one.name), one.sphere]),
        })),
      ]}
      onChange={(value) => void choose(value)}
    />
  );
}
