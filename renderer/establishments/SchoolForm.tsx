import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { checkUai, uaiLetter } from '../../shared/imports/uai.ts';
import { establishmentCode } from '../../shared/wave/establishmentId.ts';
import { typeOfSchool } from '../../shared/wave/establishmentTypes.ts';
import { useDo } from '../bridge/useDo.ts';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useFirstField } from '../ui/useFirstField.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { levelsAbove } from './levels.ts';
import { useProgramme } from './useProgramme.ts';
import styles from './EstablishmentsPage.module.css';

interface SchoolFormProps {
  readonly programme: string | undefined;
  readonly onDone: (establishment: string | null) => void;
}

const EMPTY = { code: '', name: '', nameAr: '', type: '', town: '', department: '' };

/** Makes one school by hand: who it is, where it belongs, and its wave where it has one already. */
export function SchoolForm({ programme: wanted, onDone }: SchoolFormProps) {
  const { t, label, script } = useLanguage();
  const { run, busy } = useDo();
  const form = useFirstField<HTMLFormElement>();
  const { steered, programme, choose, view } = useProgramme(wanted);
  const { One, many } = useTerms(programme);
  const waves = useCall('waves.list', {}, ['wave']).value?.waves ?? [];
  const [fields, setFields] = useState(EMPTY);
  const [territory, setTerritory] = useState('');
  const [wave, setWave] = useState('');
  const put = (change: Partial<typeof EMPTY>) => setFields((now) => ({ ...now, ...change }));
  const french = (view?.country ?? 'FR') === 'FR';
  const { wrong } = codeWords();

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { code, name, ...others } = fields;
    const filled = Object.entries({ ...others, type: typeOfSchool(others.type), territory }).filter(
      ([, value]) => value.trim() !== '',
    );
    const made = await run(
      'establishments.create',
      {
        programme,
        ...(wave !== '' && { wave }),
        set: { ...Object.fromEntries(filled), code, name: name.trim() },
      },
      () => t('schools:made', { name: name.trim() }),
    );
    if (made !== null) onDone(made.establishment);
  }
  const levels = levelsAbove(view?.levels ?? []);
  const nameOfLevel = new Map(levels.map((level) => [level.id, label(level.label)]));
  return (
    <form ref={form} className={styles['form']} onSubmit={(event) => void save(event)}>
      <h2>{t('schools:make', { schools: many('establishment') })}</h2>
      {steered.length > 1 && (
        <NativeSelect
          label={t('schools.programme')}
          value={programme}
          data={steered.map(({ id, name }) => ({ value: id, label: script(name) }))}
          onChange={(event) => {
            choose(event.currentTarget.value);
            setTerritory('');
            setWave('');
          }}
        />
      )}
      <TextInput
        label={t(french ? 'schools:field.uai' : 'schools:field.code')}
        required
        maxLength={40}
        error={wrong}
        value={fields.code}
        onChange={(event) => put({ code: event.currentTarget.value })}
      />
      {text('name', true)}
      {!french && text('nameAr')}
      {text('type')}
      {text('town')}
      {text('department')}
      <NativeSelect
        label={t('schools:territory.one')}
        description={
          (view?.territories.length ?? 0) === 0 ? t('schools:territory.none') : undefined
        }
        value={territory}
        data={[
          { value: '', label: '—' },
          ...(view?.territories ?? []).map(({ id, name, level }) => ({
            value: id,
            label: [name, nameOfLevel.get(level ?? '')].filter(Boolean).join(' · '),
          })),
        ]}
        onChange={(event) => setTerritory(event.currentTarget.value)}
      />
      <NativeSelect
        label={One('wave')}
        description={t('schools:waveHelp')}
        value={wave}
        data={[
          { value: '', label: t('schools:noWave') },
          ...waves
            .filter((one) => one.programme.id === programme && one.status !== 'done')
            .map((one) => ({ value: one.id, label: one.label })),
        ]}
        onChange={(event) => setWave(event.currentTarget.value)}
      />
      <div className={styles['row']}>
        <Button
          type="submit"
          loading={busy}
          disabled={wrong !== undefined || fields.code.trim() === '' || fields.name.trim() === ''}
        >
          {t('schools:create')}
        </Button>
        <Button variant="default" onClick={() => onDone(null)}>
          {t('schools:close')}
        </Button>
      </div>
    </form>
  );

  function text(field: keyof typeof EMPTY, required = false) {
    return (
      <TextInput
        label={t(`schools:field.${field}`)}
        required={required}
        dir="auto"
        maxLength={field === 'type' || field === 'department' ? 40 : 120}
        value={fields[field]}
        onChange={(event) => put({ [field]: event.currentTarget.value })}
      />
    );
  }

  /** What is wrong with the code; a wrong letter is a slip of the pen. */
  function codeWords(): { readonly wrong?: string } {
    if (fields.code.trim() === '') return {};
    const code = establishmentCode(fields.code);
    if (code === null) return { wrong: t('schools:code.invalid') };
    if (!french) return {};
    const look = checkUai(code);
    if (look === 'otherForm') return { wrong: t('schools:code.uai') };
    return look === 'right'
      ? {}
      : { wrong: t('schools:code.letter', { letter: uaiLetter(code.slice(0, 7)) }) };
  }
}
