import { useState } from 'react';
import { MOST_DAYS } from '../../../shared/templates/template.schema.ts';
import { useOffset } from '../../bridge/useOffset.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionFields } from './action.fields.ts';
import styles from './draft.module.css';

/** The due day counted from the switchover, and for variants whose own differs. */
export function DueFields({ action, frame, disabled, onSet }: ActionFields) {
  const { t, label } = useLanguage();
  const { one } = useTerms();
  const { dueOffsetDays, dueOffsetVariants } = action;

  function setVariant(id: string, days: number | null): void {
    const { [id]: _, ...others } = dueOffsetVariants ?? {};
    const next = days === null ? others : { ...others, [id]: days };
    onSet({ dueOffsetVariants: Object.keys(next).length === 0 ? null : next });
  }
  return (
    <>
      <DaysField
        label={t('templates:edit.days', { switchover: one('switchover') })}
        days={dueOffsetDays}
        hint={dueOffsetDays === null ? t('templates:form.noDay') : undefined}
        disabled={disabled}
        onDays={(days) => onSet({ dueOffsetDays: days })}
      />
      {frame.variants.length > 0 && (
        <fieldset className={styles['group']}>
          <legend>{t('templates:field.dueOffsetVariants')}</legend>
          <div className={styles['pair']}>
            {frame.variants.map(({ id, label: name }) => (
              <DaysField
                key={id}
                label={label(name)}
                days={dueOffsetVariants?.[id] ?? null}
                hint={dueOffsetVariants?.[id] === undefined ? t('templates:form.same') : undefined}
                disabled={disabled}
                onDays={(days) => setVariant(id, days)}
              />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

interface DaysFieldProps {
  readonly label: string;
  readonly days: number | null;
  /** What an empty field means. */
  readonly hint: string | undefined;
  readonly disabled: boolean;
  readonly onDays: (days: number | null) => void;
}

function DaysField({ label, days, hint, disabled, onDays }: DaysFieldProps) {
  const { t, format } = useLanguage();
  const offset = useOffset();
  /** What was typed is out of bounds: it stands in the field and nowhere else. */
  const [isOut, setIsOut] = useState(false);
  return (
    <CommitField
      label={label}
      type="number"
      min={-MOST_DAYS}
      max={MOST_DAYS}
      step={1}
      value={days === null ? null : String(days)}
      hint={days === null ? hint : <bdi>{offset(days)}</bdi>}
      wrong={isOut ? t('templates:edit.daysBounds', { days: format.number(MOST_DAYS) }) : undefined}
      disabled={disabled}
      onType={() => setIsOut(false)}
      onCommit={(text) => {
        if (text === null) return onDays(null);
        const typed = Math.round(Number(text)) || 0;
        if (Math.abs(typed) > MOST_DAYS) setIsOut(true);
        else onDays(typed);
      }}
    />
  );
}
