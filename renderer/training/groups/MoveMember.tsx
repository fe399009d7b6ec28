import { Button } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../../shared/kernel/dates.ts';
import type { MemberView } from '../../../shared/training/timetable.contract.ts';
import { movedMisses } from '../../../shared/training/movedMisses.rules.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { useFirstField } from '../../ui/useFirstField.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

interface MoveMemberProps {
  readonly overview: TrainingOverview;
  readonly group: string;
  readonly member: MemberView;
  readonly onDone: () => void;
}

/** Moves somebody to another group of their track, from a day on. */
export function MoveMember({ overview, group, member, onDone }: MoveMemberProps) {
  const { t, format, script } = useLanguage();
  const { run, busy } = useDo();
  const form = useFirstField<HTMLDivElement>();
  const { groups, today, sessions } = overview;
  const own = groups.find(({ id }) => id === group);
  const others = groups.filter((one) => one.id !== group && one.track === own?.track);
  const [to, setTo] = useState(() => firstChoice(overview, group, others));
  const [on, setOn] = useState(addDays(today, 1));
  const [reason, setReason] = useState<string | null>(null);
  if (others.length === 0) {
    return <p className={styles['quiet']}>{t('trainingGroups:move.noOther')}</p>;
  }
  const target = others.find(({ id }) => id === to)?.label ?? '';
  const { begun, missed } = movedMisses(sessions, { from: group, to, on });

  async function move(): Promise<void> {
    const input = {
      enrolment: member.enrolment,
      from: group,
      to,
      on,
      ...(reason === null ? {} : { reason }),
    };
    const moved = await run('attendance.move', input, () =>
      t('trainingGroups:done.moved', { name: member.name, group: target }),
    );
    if (moved !== null) onDone();
  }
  return (
    <div
      ref={form}
      className={styles['move']}
      role="group"
      aria-label={t('trainingGroups:move.open', { name: script(member.name) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onDone();
      }}
    >
      <SelectField
        label={t('trainingGroups:move.to')}
        value={to}
        options={others.map(({ id, label }) => ({ value: id, label }))}
        onChange={setTo}
      />
      <DateField
        label={t('trainingGroups:move.on')}
        hint={t('trainingGroups:move.hint')}
        value={on}
        today={today}
        required
        onCommit={(day) => day !== null && setOn(day)}
      />
      {begun && (
        <p role="status" className={styles[missed.length > 0 ? 'changes' : 'quiet']}>
          {missed.length > 0
            ? t('trainingGroups:move.missed', {
                group: target,
                name: script(member.name),
                modules: format.list(missed.map(script)),
              })
            : t('trainingGroups:move.begun', { group: target })}
        </p>
      )}
      <CommitField
        label={t('trainingGroups:move.reason')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button size="compact-sm" disabled={busy} onClick={() => void move()}>
          {t('trainingGroups:move.run', { name: member.name })}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onDone}>
          {t('trainingGroups:giveUp')}
        </Button>
      </div>
    </div>
  );
}

/** The group that is offered first: one in which nothing would be missed, the smallest of these. */
function firstChoice(
  { sessions, today }: TrainingOverview,
  from: string,
  others: readonly GroupView[],
): string {
  const on = addDays(today, 1);
  const missed = ({ id: to }: GroupView): number =>
    movedMisses(sessions, { from, to, on }).missed.length;
  const [first] = [...others].sort((a, b) => missed(a) - missed(b) || a.size - b.size);
  return first?.id ?? '';
}
