import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { waveKinds, waveStatuses } from '../../shared/wave/wave.entity.ts';
import type { WaveFields, WaveView } from '../../shared/wave/waves.contract.ts';
import { labelIn, type Localised } from '../ui/localised.ts';
import { TextArea } from '../ui/TextArea.tsx';
import { useFirstField } from '../ui/useFirstField.ts';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useDo } from '../bridge/useDo.ts';
import styles from './waves.module.css';

interface WaveFormProps {
  /** Null: a new one. */
  readonly wave: WaveView | null;
  /** Programmes that a new one may be in. */
  readonly programmes: readonly {
    readonly id: string;
    readonly name: string;
    readonly variants: readonly { readonly id: string; readonly label: Localised }[];
  }[];
  readonly onDone: (wave: string | null) => void;
}

/** What a wave is: its day, its way through the kit, the places that there are. */
export function WaveForm({ wave, programmes, onDone }: WaveFormProps) {
  const { t, language, script } = useLanguage();
  const [programme, setProgramme] = useState(programmes[0]?.id ?? '');
  const { One: oneHeading, many } = useTerms(wave?.programme.id ?? programme);
  const { run, busy } = useDo();
  const form = useFirstField<HTMLFormElement>();
  const [fields, setFields] = useState<WaveFields>({
    label: wave?.label ?? '',
    switchoverDate: wave?.switchoverDate ?? null,
    variant: wave?.variant?.id ?? null,
    status: wave?.status ?? 'planned',
    kind: wave?.kind ?? 'mass',
    trainingPlaces: wave?.trainingPlaces ?? null,
    tutoringPlaces: wave?.tutoringPlaces ?? null,
    budget: wave?.budget ?? null,
    endsOn: wave?.endsOn ?? null,
    note: wave?.note ?? null,
  });
  const put = (change: Partial<WaveFields>) => setFields((now) => ({ ...now, ...change }));
  const variants = wave?.variants ?? programmes.find(({ id }) => id === programme)?.variants ?? [];
  const afterEnd =
    fields.switchoverDate !== null &&
    fields.endsOn !== null &&
    fields.switchoverDate > fields.endsOn;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const name = fields.label;
    const target = wave === null ? { programme } : { wave: wave.id };
    const saved = await run('waves.save', { ...target, set: fields }, () =>
      t(wave === null ? 'waves:said.made' : 'waves:said.saved', { name }),
    );
    if (saved !== null) onDone(saved.wave);
  }

  const figure = (text: string | number) => (text === '' ? null : Number(text));
  return (
    <form ref={form} className={styles['panel']} onSubmit={(event) => void save(event)}>
      <h2>{t(wave === null ? 'waves:form.new' : 'waves:form.edit')}</h2>
      {wave === null && programmes.length > 1 && (
        <NativeSelect
          label={t('waves:form.programme')}
          value={programme}
          data={programmes.map(({ id, name }) => ({ value: id, label: script(name) }))}
          onChange={(event) => setProgramme(event.currentTarget.value)}
        />
      )}
      <TextInput
        label={t('waves:form.label')}
        required
        maxLength={120}
        value={fields.label}
        onChange={(event) => put({ label: event.currentTarget.value })}
      />
      <DateField
        label={oneHeading('switchover')}
        value={fields.switchoverDate ?? null}
        onCommit={(day) => put({ switchoverDate: day })}
      />
      {variants.length > 0 && (
        <NativeSelect
          label={t('waves:form.variant')}
          value={fields.variant ?? ''}
          data={[
            { value: '', label: '—' },
            ...variants.map(({ id, label }) => ({ value: id, label: labelIn(label, language) })),
          ]}
          onChange={(event) => put({ variant: event.currentTarget.value || null })}
        />
      )}
      <NativeSelect
        label={t('waves:form.kind')}
        description={t(`waves:kindHelp.${fields.kind}`)}
        value={fields.kind}
        data={waveKinds.map((value) => ({ value, label: t(`waves:kind.${value}`) }))}
        onChange={(event) => put({ kind: event.currentTarget.value as WaveFields['kind'] })}
      />
      <NativeSelect
        label={t('waves:form.status')}
        value={fields.status}
        data={waveStatuses.map((value) => ({ value, label: t(`waves:waveStatus.${value}`) }))}
        onChange={(event) => put({ status: event.currentTarget.value as WaveFields['status'] })}
      />
      <NumberInput
        label={t('waves:form.trainingPlaces')}
        min={0}
        allowDecimal={false}
        value={fields.trainingPlaces ?? ''}
        onChange={(value) => put({ trainingPlaces: figure(value) })}
      />
      <NumberInput
        label={t('waves:form.tutoringPlaces', { schools: many('establishment') })}
        min={0}
        allowDecimal={false}
        value={fields.tutoringPlaces ?? ''}
        onChange={(value) => put({ tutoringPlaces: figure(value) })}
      />
      <NumberInput
        label={t('waves:form.budget')}
        min={0}
        value={fields.budget ?? ''}
        onChange={(value) => put({ budget: figure(value) })}
      />
      <DateField
        label={t('waves:form.endsOn')}
        hint={t('waves:form.endsOnHelp')}
        value={fields.endsOn ?? null}
        onCommit={(day) => put({ endsOn: day })}
      />
      {afterEnd && (
        <p className={styles['warn']} role="alert">
          {t('waves:warn.afterEnd')}
        </p>
      )}
      <label className={styles['section']}>
        {t('waves:form.note')}
        <TextArea
          rows={3}
          maxLength={4000}
          value={fields.note ?? ''}
          onChange={(event) => put({ note: event.currentTarget.value || null })}
        />
      </label>
      <div className={styles['row']}>
        <Button type="submit" loading={busy} disabled={fields.label.trim() === ''}>
          {t('waves:do.save')}
        </Button>
        <Button variant="default" onClick={() => onDone(null)}>
          {t('waves:do.cancel')}
        </Button>
      </div>
    </form>
  );
}
