import { Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { TrackView } from '../../../shared/training/training.views.ts';
import { trainingModes } from '../../../shared/training/trainingValues.ts';
import { DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LabelFields, labelOf, type LabelDraft } from './LabelFields.tsx';
import { useLengths } from './useLengths.ts';
import styles from './Setup.module.css';

type Module = TrackView['modules'][number];
export type ModuleDraft = Omit<Module, 'title'> & { readonly title: LabelDraft };

/** The module of a draft; null: something is missing, or its days are not in order. */
export function moduleOf({ title, ...rest }: ModuleDraft): Module | null {
  const label = labelOf(title);
  return label === null || endsFirst(rest) ? null : { ...rest, title: label };
}

function endsFirst({ notBefore, notAfter }: Pick<Module, 'notBefore' | 'notAfter'>): boolean {
  return notBefore !== null && notAfter !== null && notAfter < notBefore;
}

interface ModulesFieldProps {
  readonly modules: readonly ModuleDraft[];
  readonly asked: boolean;
  readonly disabled: boolean;
  readonly today: LocalDate;
  readonly onChange: (modules: readonly ModuleDraft[]) => void;
}

/** The days of a track in their order; one at a time is open. */
export function ModulesField({ modules, asked, disabled, today, onChange }: ModulesFieldProps) {
  const { t, label } = useLanguage();
  const lengths = useLengths();
  const [open, setOpen] = useState<string | null>(null);
  const wrong = asked ? modules.find((one) => moduleOf(one) === null)?.id : undefined;
  const shown = wrong ?? open;

  function set(id: string, part: Partial<ModuleDraft>): void {
    onChange(modules.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }
  function move(at: number, by: number): void {
    const next = [...modules];
    const [moved] = next.splice(at, 1);
    next.splice(at + by, 0, moved!);
    onChange(next);
  }
  function add(): void {
    const taken = new Set(modules.map(({ id }) => id));
    let number = modules.length + 1;
    while (taken.has(`m${number}`)) number += 1;
    const id = `m${number}`;
    const blank = { title: {}, mode: 'inPerson', halfDays: 2, trainingBase: false } as const;
    onChange([...modules, { id, ...blank, notBefore: null, notAfter: null }]);
    setOpen(id);
  }
  return (
    <section className={styles['section']} aria-label={t('trainingSetup:modules')}>
      <h3 className={styles['heading']}>{t('trainingSetup:modules')}</h3>
      <ol className={styles['modules']}>
        {modules.map((module, at) => {
          const title = labelOf(module.title);
          const name = title === null ? t('trainingSetup:untitled') : label(title);
          return (
            <li key={module.id} className={styles['module']}>
              <div className={styles['moduleHead']}>
                <button
                  type="button"
                  className={styles['open']}
                  aria-expanded={shown === module.id}
                  onClick={() => setOpen(open === module.id ? null : module.id)}
                >
                  <bdi>{name}</bdi>
                  <small>
                    {t(`timetable:mode.${module.mode}`)} · {lengths.days([module])}
                    {module.trainingBase && ` · ${t('trainingSetup:base')}`}
                  </small>
                </button>
                {!disabled && (
                  <>
                    <button
                      type="button"
                      className={styles['icon']}
                      aria-label={t('trainingSetup:moveUp', { name })}
                      disabled={at === 0}
                      onClick={() => move(at, -1)}
                    >
                      <IconArrowUp size={16} aria-hidden="true" />
                    </button>
                    <button
                      type="button"
                      className={styles['icon']}
                      aria-label={t('trainingSetup:moveDown', { name })}
                      disabled={at === modules.length - 1}
                      onClick={() => move(at, 1)}
                    >
                      <IconArrowDown size={16} aria-hidden="true" />
                    </button>
                    <button
                      type="button"
                      className={styles['icon']}
                      aria-label={t('trainingSetup:drop', { name })}
                      onClick={() => onChange(modules.filter((one) => one !== module))}
                    >
                      <IconX size={16} aria-hidden="true" />
                    </button>
                  </>
                )}
              </div>
              {shown === module.id && (
                <ModuleFields
                  module={module}
                  asked={asked}
                  disabled={disabled}
                  today={today}
                  onSet={(part) => set(module.id, part)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {modules.length === 0 && <p className={styles['quiet']}>{t('trainingSetup:noModules')}</p>}
      {!disabled && (
        <div className={styles['row']}>
          <Button variant="default" size="compact-sm" onClick={add}>
            {t('trainingSetup:addModule')}
          </Button>
        </div>
      )}
    </section>
  );
}

interface ModuleFieldsProps {
  readonly module: ModuleDraft;
  readonly asked: boolean;
  readonly disabled: boolean;
  readonly today: LocalDate;
  readonly onSet: (part: Partial<ModuleDraft>) => void;
}

function ModuleFields({ module, asked, disabled, today, onSet }: ModuleFieldsProps) {
  const { t } = useLanguage();
  return (
    <>
      <LabelFields
        value={module.title}
        asked={asked}
        disabled={disabled}
        onChange={(title) => onSet({ title })}
      />
      <div className={styles['fields']}>
        <SelectField
          label={t('timetable:modeLabel')}
          value={module.mode}
          disabled={disabled}
          options={trainingModes.map((value) => ({ value, label: t(`timetable:mode.${value}`) }))}
          onChange={(mode) => onSet({ mode: mode as Module['mode'] })}
        />
        <SelectField
          label={t('trainingSetup:length')}
          value={String(module.halfDays)}
          disabled={disabled}
          options={['1', '2'].map((value) => ({
            value,
            label: t(`trainingSetup:lengthIs.${value}`),
          }))}
          onChange={(value) => onSet({ halfDays: Number(value) })}
        />
      </div>
      <div className={styles['dates']}>
        <DateField
          label={t('trainingSetup:notBefore')}
          value={module.notBefore}
          today={today}
          disabled={disabled}
          onCommit={(notBefore) => onSet({ notBefore })}
        />
        <DateField
          label={t('trainingSetup:notAfter')}
          value={module.notAfter}
          today={today}
          disabled={disabled}
          wrong={endsFirst(module) ? t('trainingSetup:endsFirst') : undefined}
          onCommit={(notAfter) => onSet({ notAfter })}
        />
      </div>
      <Checkbox
        label={t('trainingSetup:needsBase')}
        checked={module.trainingBase}
        disabled={disabled}
        onChange={(event) => onSet({ trainingBase: event.currentTarget.checked })}
      />
    </>
  );
}
