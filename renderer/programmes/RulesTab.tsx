import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { calendarIds } from '../../shared/calendar/calendar.ts';
import type { PostponementRule, TeamRule } from '../../shared/programme/programme.entity.ts';
import { readTicketRules, type TicketRules } from '../../shared/assistance/ticketRules.ts';
import { CommitField, SelectField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { ProgrammePart } from './useProgrammeEdit.ts';
import styles from './programmes.module.css';

const NO_CALENDAR = '';
const NO_RULE: PostponementRule = {
  noticeMonths: null,
  registeredLetter: false,
  longestDelayMonths: null,
};
const MAX_MONTHS = 60;
const MAX_PEOPLE = 20;
const MAX_FTE = 10;
const MAX_DAYS = 365;
const MAX_REQUESTS = 10_000;

/** The name, the calendar and the rules that the product holds people to. */
export function RulesTab({ view, edit }: ProgrammePart) {
  const { t } = useLanguage();
  const rule = view.postponementRule;
  return (
    <div className={styles['columns']}>
      <section className={styles['section']}>
        <h2>{t('programme:rules.general')}</h2>
        <CommitField
          label={t('programme:rules.name')}
          value={view.name}
          required
          disabled={edit === null}
          onCommit={(name) => name !== null && edit?.({ name: name.slice(0, 120) })}
        />
        <SelectField
          label={t('programme:rules.calendar')}
          value={view.calendar ?? NO_CALENDAR}
          disabled={edit === null}
          options={[
            { value: NO_CALENDAR, label: t('programme:rules.noCalendar') },
            ...calendarIds.map((id) => ({ value: id, label: t(`programme:calendar.${id}`) })),
          ]}
          onChange={(value) => edit?.({ calendar: calendarIds.find((id) => id === value) ?? null })}
        />
      </section>
      <section className={styles['section']}>
        <h2>{t('programme:rules.postponement')}</h2>
        {rule === null ? (
          <>
            <p className={styles['note']}>{t('programme:rules.noPostponement')}</p>
            {edit !== null && (
              <Button variant="default" onClick={() => edit({ postponementRule: NO_RULE })}>
                {t('programme:rules.addRule')}
              </Button>
            )}
          </>
        ) : (
          <PostponementFields
            rule={rule}
            onChange={edit && ((postponementRule) => edit({ postponementRule }))}
          />
        )}
      </section>
      <section className={styles['section']}>
        <h2>{t('programme:rules.team')}</h2>
        {view.teamRule === null ? (
          <p className={styles['note']}>{t('programme:rules.noTeam')}</p>
        ) : (
          <TeamFields rule={view.teamRule} onChange={edit && ((teamRule) => edit({ teamRule }))} />
        )}
      </section>
      {view.ticketRules !== null && (
        <section className={styles['section']}>
          <h2>{t('programme:rules.tickets')}</h2>
          <TicketFields
            rule={readTicketRules(view.ticketRules)}
            onChange={edit && ((ticketRules) => edit({ ticketRules }))}
          />
        </section>
      )}
    </div>
  );
}

interface RuleProps<T> {
  readonly rule: T;
  readonly onChange: ((rule: T) => void) | null;
}

function PostponementFields({ rule, onChange }: RuleProps<PostponementRule>) {
  const { t } = useLanguage();
  return (
    <>
      <NumberField
        label={t('programme:rules.notice')}
        hint={t('programme:rules.noticeHint')}
        value={rule.noticeMonths}
        max={MAX_MONTHS}
        onChange={onChange && ((noticeMonths) => onChange({ ...rule, noticeMonths }))}
      />
      <Checkbox
        label={t('programme:rules.letter')}
        checked={rule.registeredLetter}
        disabled={onChange === null}
        onChange={(event) => onChange?.({ ...rule, registeredLetter: event.currentTarget.checked })}
      />
      <NumberField
        label={t('programme:rules.longest')}
        hint={t('programme:rules.longestHint')}
        value={rule.longestDelayMonths}
        max={MAX_MONTHS}
        onChange={onChange && ((longestDelayMonths) => onChange({ ...rule, longestDelayMonths }))}
      />
    </>
  );
}

function TeamFields({ rule, onChange }: RuleProps<TeamRule>) {
  const { t } = useLanguage();
  return (
    <>
      {Object.entries(rule.fte).map(([name, share]) => (
        <NumberField
          key={name}
          label={t('programme:rules.fte', {
            function: t(`activation:function.${name}`, { defaultValue: name }),
          })}
          value={share}
          max={MAX_FTE}
          parts
          onChange={
            onChange && ((next) => onChange({ ...rule, fte: { ...rule.fte, [name]: next ?? 0 } }))
          }
        />
      ))}
      <NumberField
        label={t('programme:rules.functional')}
        value={rule.functionalCorrespondents}
        max={MAX_PEOPLE}
        onChange={
          onChange && ((next) => onChange({ ...rule, functionalCorrespondents: next ?? 0 }))
        }
      />
      <NumberField
        label={t('programme:rules.technical')}
        value={rule.technicalCorrespondents}
        max={MAX_PEOPLE}
        onChange={onChange && ((next) => onChange({ ...rule, technicalCorrespondents: next ?? 0 }))}
      />
    </>
  );
}

function TicketFields({ rule, onChange }: RuleProps<TicketRules>) {
  const { t, label } = useLanguage();
  return (
    <>
      <NumberField
        label={t('programme:rules.lateAfter')}
        value={rule.lateAfterDays}
        max={MAX_DAYS}
        onChange={
          onChange && ((next) => next !== null && onChange({ ...rule, lateAfterDays: next }))
        }
      />
      <NumberField
        label={t('programme:rules.autoClose')}
        hint={t('programme:rules.autoCloseHint')}
        value={rule.autoCloseDaysWithoutReply}
        max={MAX_DAYS}
        onChange={
          onChange && ((next) => onChange({ ...rule, autoCloseDaysWithoutReply: next || null }))
        }
      />
      <NumberField
        label={t('programme:rules.capped')}
        hint={t('programme:rules.cappedHint')}
        value={rule.cappedFrom}
        max={MAX_REQUESTS}
        onChange={onChange && ((next) => onChange({ ...rule, cappedFrom: next || null }))}
      />
      {rule.readings.length > 0 && (
        <SelectField
          label={t('programme:rules.reading')}
          value={rule.reading ?? rule.readings[0]!.id}
          disabled={onChange === null}
          options={rule.readings.map((one) => ({ value: one.id, label: label(one.label) }))}
          onChange={(reading) => onChange?.({ ...rule, reading })}
        />
      )}
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: number | null;
  readonly max: number;
  /** Whether parts of one count too. */
  readonly parts?: boolean;
  readonly onChange: ((value: number | null) => void) | null;
}

/** A number from zero to a bound; another one is said to be wrong and changes nothing. */
function NumberField({ label, hint, value, max, parts = false, onChange }: NumberFieldProps) {
  const { t, format } = useLanguage();
  const [wrong, setWrong] = useState(false);
  function commit(text: string | null): void {
    const number = text === null ? null : Number(text);
    const fits =
      number === null || (number >= 0 && number <= max && (parts || Number.isInteger(number)));
    setWrong(!fits);
    if (fits) onChange?.(number);
  }
  return (
    <CommitField
      label={label}
      hint={hint}
      wrong={
        wrong
          ? t('programme:rules.wrongNumber', { min: format.number(0), max: format.number(max) })
          : undefined
      }
      type="number"
      min={0}
      max={max}
      step={parts ? 'any' : 1}
      value={value === null ? null : String(value)}
      disabled={onChange === null}
      onCommit={commit}
    />
  );
}
