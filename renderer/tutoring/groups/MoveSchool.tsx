import { Button } from '@mantine/core';
import { useState } from 'react';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface MoveSchoolProps {
  readonly overview: TutoringOverview;
  readonly school: { readonly id: string; readonly name: string; readonly nameAr: string | null };
  /** The group that it is in. */
  readonly from: string;
  readonly onDone: () => void;
}

/** Takes a school on to another group from a day on, or out of all. */
export function MoveSchool({ overview, school, from, onDone }: MoveSchoolProps) {
  const { t, named } = useLanguage();
  const { run, busy } = useDo();
  const { groups, today, wave } = overview;
  const others = groups.filter(({ id }) => id !== from);
  const [to, setTo] = useState(others[0]?.id ?? '');
  const [on, setOn] = useState(today);
  const [reason, setReason] = useState<string | null>(null);
  const target = others.find(({ id }) => id === to)?.label;

  async function move(): Promise<void> {
    const input = {
      wave: wave!.id,
      establishments: [school.id],
      group: to === '' ? null : to,
      on,
      ...(reason !== null && { reason }),
    };
    const moved = await run('tutoring.place', input, () =>
      to === ''
        ? t('tutoring:done.left', { name: named(school) })
        : t('tutoring:done.moved', { name: named(school), group: target }),
    );
    if (moved !== null) onDone();
  }
  return (
    <div className={styles['form']}>
      <SelectField
        label={t('tutoring:move.to')}
        value={to}
        options={[
          ...others.map(({ id, label }) => ({ value: id, label })),
          { value: '', label: t('tutoring:move.nowhere') },
        ]}
        onChange={setTo}
      />
      <DateField
        label={t('tutoring:fromDay')}
        hint={t('tutoring:move.hint')}
        value={on}
        today={today}
        max={today}
        required
        onCommit={(day) => day !== null && setOn(day)}
      />
      <CommitField
        label={t('tutoring:reason')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button
          size="compact-sm"
          disabled={busy || (to === '' && reason === null)}
          onClick={() => void move()}
        >
          {t(to === '' ? 'tutoring:move.leave' : 'tutoring:move.run')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </div>
  );
}
