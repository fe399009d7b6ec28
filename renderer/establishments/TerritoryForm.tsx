import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { OutputOf } from '../../shared/bridge/contract.ts';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import { useDo } from '../bridge/useDo.ts';
import { useFirstField } from '../ui/useFirstField.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { levelsAbove, usualLevel } from './levels.ts';
import { useProgramme } from './useProgramme.ts';
import styles from './EstablishmentsPage.module.css';

type ProgrammeView = OutputOf<Bridge['programmes.read']>;
type Territory = ProgrammeView['territories'][number];

interface TerritoryFormProps {
  readonly programme: string | undefined;
  readonly onDone: () => void;
}

/** Makes a territory that schools belong to, such as an academy, or changes one. */
export function TerritoryForm({ programme: wanted, onDone }: TerritoryFormProps) {
  const { t, label, script } = useLanguage();
  const { steered, programme, choose, view } = useProgramme(wanted);
  const [chosen, setChosen] = useState('');
  if (view === null) return null;
  const levels = levelsAbove(view.levels);
  const territory = view.territories.find(({ id }) => id === chosen) ?? null;
  return (
    <div className={styles['form']}>
      <h2>{t('schools:territory.title')}</h2>
      <p className={styles['of']}>
        {t('schools:territory.help', {
          levels: levels.map((level) => label(level.label)).join(', '),
        })}
      </p>
      {steered.length > 1 && (
        <NativeSelect
          label={t('schools.programme')}
          value={programme}
          data={steered.map(({ id, name }) => ({ value: id, label: script(name) }))}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      <NativeSelect
        label={t('schools:territory.which')}
        value={chosen}
        data={[
          { value: '', label: t('schools:territory.new') },
          ...levels.flatMap((level) =>
            view.territories
              .filter((one) => one.level === level.id)
              .map(({ id, name }) => ({ value: id, label: `${name} · ${label(level.label)}` })),
          ),
        ]}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      <Fields key={`${programme} ${chosen}`} view={view} territory={territory} onDone={onDone} />
    </div>
  );
}

interface FieldsProps {
  readonly view: ProgrammeView;
  readonly territory: Territory | null;
  readonly onDone: () => void;
}

function Fields({ view, territory, onDone }: FieldsProps) {
  const form = useFirstField<HTMLFormElement>();
  const { t, label } = useLanguage();
  const { run, busy } = useDo();
  const [fields, setFields] = useState({
    level: territory?.level ?? usualLevel(view.levels),
    name: territory?.name ?? '',
    nameAr: territory?.nameAr ?? '',
    code: territory?.code ?? '',
    parent: territory?.parent ?? '',
  });
  const put = (change: Partial<typeof fields>) => setFields((now) => ({ ...now, ...change }));
  const levels = levelsAbove(view.levels);
  const order = new Map(levels.map(({ id }, at) => [id, at]));
  const above = view.territories.filter(
    ({ id, level }) =>
      id !== territory?.id && (order.get(level ?? '') ?? 0) < (order.get(fields.level) ?? 0),
  );

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { level, name } = fields;
    const saved = await run(
      'programmes.saveTerritory',
      {
        programme: view.id,
        ...(territory !== null && { territory: territory.id }),
        set: {
          level,
          name: name.trim(),
          nameAr: fields.nameAr.trim() || null,
          code: fields.code.trim() || null,
          parent: fields.parent || null,
        },
      },
      () => t('schools:territory.saved', { name: name.trim() }),
    );
    if (saved !== null) onDone();
  }
  return (
    <form ref={form} className={styles['form']} onSubmit={(event) => void save(event)}>
      <NativeSelect
        label={t('schools:territory.level')}
        value={fields.level}
        data={levels.map((level) => ({ value: level.id, label: label(level.label) }))}
        onChange={(event) => put({ level: event.currentTarget.value, parent: '' })}
      />
      <TextInput
        label={t('schools:field.name')}
        required
        maxLength={200}
        value={fields.name}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      {view.country === 'MA' && (
        <TextInput
          label={t('schools:field.nameAr')}
          dir="rtl"
          lang="ar"
          maxLength={200}
          value={fields.nameAr}
          onChange={(event) => put({ nameAr: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('schools:field.code')}
        maxLength={40}
        value={fields.code}
        onChange={(event) => put({ code: event.currentTarget.value })}
      />
      {above.length > 0 && (
        <NativeSelect
          label={t('schools:territory.parent')}
          value={fields.parent}
          data={[
            { value: '', label: '—' },
            ...above.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => put({ parent: event.currentTarget.value })}
        />
      )}
      <div className={styles['row']}>
        <Button type="submit" loading={busy} disabled={fields.name.trim() === ''}>
          {t(territory === null ? 'schools:territory.make' : 'schools:territory.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('schools:close')}
        </Button>
      </div>
    </form>
  );
}
