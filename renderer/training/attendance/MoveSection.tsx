import { Button } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import { addDays, type LocalDate } from '../../../shared/kernel/dates.ts';
import type { Sheet, SheetRow } from '../../../shared/training/attendance.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Panels.module.css';

interface MoveSectionProps {
  readonly sheet: Sheet;
  readonly row: SheetRow;
}

/** Somebody's group: to settle where two computers moved them apart, and to move them. */
export function MoveSection({ sheet, row }: MoveSectionProps) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState('');
  const [on, setOn] = useState<LocalDate>(addDays(sheet.today, 1));
  const [reason, setReason] = useState<string | null>(null);
  const others = sheet.groups.filter(({ id }) => id !== row.group?.id);
  const labelOf = (id: string) => sheet.groups.find((group) => group.id === id)?.label ?? id;

  async function move(from: string | null, into: string, day: LocalDate): Promise<void> {
    const moved = await run(
      'attendance.move',
      {
        enrolment: row.enrolment,
        from,
        to: into,
        on: day,
        ...(reason === null ? {} : { reason }),
      },
      () =>
        t('attendance:move.done', {
          name: row.name,
          group: labelOf(into),
          day: format.day(day, sheet.today),
        }),
    );
    if (moved !== null) setOpen(false);
  }

  /** Keeps one of the groups that somebody is in at once. */
  async function keep(group: string): Promise<void> {
    for (const other of row.doubled) {
      if (other.id !== group) await move(other.id, group, sheet.today);
    }
  }

  if (row.doubled.length > 0) {
    return (
      <section className={styles['section']} aria-label={t('attendance:doubled.title')}>
        <h3 className={styles['sub']}>{t('attendance:doubled.title')}</h3>
        <p className={styles['quiet']}>{t('attendance:doubled.why')}</p>
        <div className={styles['buttons']}>
          {row.doubled.map(({ id, label }) => (
            <Button
              key={id}
              size="xs"
              variant="default"
              loading={busy}
              onClick={() => void keep(id)}
            >
              {t('attendance:doubled.keep', { group: label })}
            </Button>
          ))}
        </div>
      </section>
    );
  }
  if (others.length === 0) return null;
  if (!open) {
    return (
      <Button
        variant="default"
        leftSection={<IconArrowsExchange size={16} aria-hidden="true" />}
        onClick={() => {
          setTo(others[0]!.id);
          setOpen(true);
        }}
      >
        {t('attendance:move.title')}
      </Button>
    );
  }
  return (
    <section className={styles['section']} aria-label={t('attendance:move.title')}>
      <h3 className={styles['sub']}>{t('attendance:move.title')}</h3>
      <SelectField
        label={t('attendance:move.to')}
        value={to}
        options={others.map(({ id, label }) => ({ value: id, label }))}
        onChange={setTo}
      />
      <DateField
        label={t('attendance:move.on')}
        hint={t('attendance:move.hint')}
        value={on}
        today={sheet.today}
        required
        onCommit={(day) => day !== null && setOn(day)}
      />
      <CommitField
        label={t('attendance:move.reason')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['buttons']}>
        <Button size="xs" variant="subtle" onClick={() => setOpen(false)}>
          {t('attendance:cancel')}
        </Button>
        <Button size="xs" loading={busy} onClick={() => void move(row.group?.id ?? null, to, on)}>
          {t('attendance:move.save')}
        </Button>
      </div>
    </section>
  );
}
