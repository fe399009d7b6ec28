import { Button } from '@mantine/core';
import { IconArrowsExchange, IconPin } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { attendanceStatuses } from '../../../shared/training/attendance.entity.ts';
import type { GroupDetail, MemberView } from '../../../shared/training/timetable.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { MoveMember } from './MoveMember.tsx';
import styles from './Groups.module.css';

interface MemberListProps {
  readonly overview: TrainingOverview;
  readonly detail: GroupDetail;
}

/** People of a group with where they come from and how often they came; then those who left. */
export function MemberList({ overview, detail }: MemberListProps) {
  const { t, format } = useLanguage();
  const [past, setPast] = useState(false);
  if (detail.members.length === 0 && detail.past.length === 0) {
    return <p className={styles['quiet']}>{t('trainingGroups:nobody')}</p>;
  }
  return (
    <>
      <ul className={styles['people']}>
        {detail.members.map((member) => (
          <Member
            key={member.id}
            group={detail.group}
            member={member}
            overview={overview}
            mayPlan={detail.mayPlan}
          />
        ))}
      </ul>
      {detail.past.length > 0 && (
        <>
          <button
            type="button"
            className={styles['link']}
            aria-expanded={past}
            onClick={() => setPast(!past)}
          >
            {t('trainingGroups:past', { n: format.number(detail.past.length) })}
          </button>
          {past && (
            <ul className={styles['people']}>
              {detail.past.map((member) => (
                <Member
                  key={member.id}
                  group={detail.group}
                  member={member}
                  overview={overview}
                  mayPlan={false}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

interface MemberProps {
  readonly overview: TrainingOverview;
  readonly group: string;
  readonly member: MemberView;
  readonly mayPlan: boolean;
}

function Member({ overview, group, member, mayPlan }: MemberProps) {
  const { t, format, script } = useLanguage();
  const { run } = useDo();
  const [moving, setMoving] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { name } = member;
  const came = attendanceStatuses.flatMap((status) => {
    const count = member.attended[status];
    return count === undefined
      ? []
      : [t(`trainingGroups:attended.${status}`, { n: format.number(count) })];
  });
  /** Ends their time in the other groups that they are in at once. */
  async function keepHere(): Promise<void> {
    const on = overview.today;
    for (const { id } of member.elsewhere) {
      const input = { enrolment: member.enrolment, from: id, to: group, on };
      await run('attendance.move', input, () => t('trainingGroups:done.saved', { name }));
    }
  }
  const joined = member.from !== null && member.from > overview.today ? member.from : null;
  return (
    <li className={styles['person']}>
      <div className={styles['personText']}>
        <bdi className={styles['personName']}>{script(name)}</bdi>
        <span className={styles['quiet']}>
          {format.line([member.function, member.schoolName, member.town])}
        </span>
        <span className={styles['quiet']}>
          {format.line([
            ...came,
            joined !== null &&
              t('trainingGroups:joins', { day: format.day(joined, overview.today) }),
            member.until !== null &&
              t('trainingGroups:until', { day: format.day(member.until, overview.today) }),
            member.reason,
          ])}
        </span>
      </div>
      {mayPlan && (
        <div className={styles['personActions']}>
          <Button
            ref={opener}
            variant="default"
            size="compact-xs"
            aria-expanded={moving}
            aria-label={t('trainingGroups:move.open', { name: script(name) })}
            leftSection={<IconArrowsExchange size={14} aria-hidden="true" />}
            onClick={() => setMoving(!moving)}
          >
            {t('trainingGroups:move.short')}
          </Button>
          <button
            type="button"
            className={cx(styles['pin'], member.pinned && styles['pinned'])}
            aria-pressed={member.pinned}
            aria-label={t('trainingGroups:pinMember', { name })}
            title={t('trainingGroups:pinMember', { name })}
            onClick={() =>
              void run('timetable.pinMember', { member: member.id, pinned: !member.pinned }, () =>
                t('trainingGroups:done.saved', { name }),
              )
            }
          >
            <IconPin size={16} aria-hidden="true" />
          </button>
        </div>
      )}
      {member.elsewhere.length > 0 && (
        <div className={styles['changes']}>
          <span>
            {t('trainingGroups:move.twice', {
              groups: format.list(member.elsewhere.map((one) => one.label)),
            })}
          </span>
          {mayPlan && (
            <div className={styles['row']}>
              <Button size="compact-xs" variant="default" onClick={() => void keepHere()}>
                {t('trainingGroups:move.keep', { name: script(name) })}
              </Button>
            </div>
          )}
        </div>
      )}
      {moving && (
        <MoveMember
          overview={overview}
          group={group}
          member={member}
          onDone={() => {
            setMoving(false);
            opener.current?.focus();
          }}
        />
      )}
    </li>
  );
}
