import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FollowedSchool } from '../../../shared/tutoring/groups.contract.ts';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { useDo } from '../../bridge/useDo.ts';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { MarkShape } from './Marks.tsx';
import styles from './Follow.module.css';

interface FollowedPanelProps {
  readonly overview: TutoringOverview;
  readonly school: FollowedSchool;
  readonly hrefOf: TutoringTabProps['hrefOf'];
}

/** A school: who follows it, in which sessions it was, and who followed it before. */
export function FollowedPanel({ overview, school, hrefOf }: FollowedPanelProps) {
  const { today, mayOrganise } = overview;
  const { t, format, named, script } = useLanguage();
  const { group, groupLabel, tutors, from, last, marks, past } = school;
  return (
    <>
      <div>
        <h2 className={styles['title']}>
          <bdi>{named(school)}</bdi>
        </h2>
        <p className={styles['quiet']}>
          {format.line([school.town !== null && script(school.town), school.code])}
        </p>
      </div>
      {group === null ? (
        <>
          <p>
            <Tag tone="late">{t('tutoring:follow.nobody')}</Tag>
          </p>
          {mayOrganise && overview.groups.length > 0 && (
            <Place overview={overview} school={school} />
          )}
        </>
      ) : (
        <Facts>
          <Fact name={t('tutoring:group')}>
            <a href={hrefOf('groups', group)}>
              <bdi>{groupLabel}</bdi>
            </a>
          </Fact>
          <Fact name={t('tutoring:tutors')}>
            <bdi>{format.list(tutors.map(script)) || '–'}</bdi>
          </Fact>
          {from !== null && (
            <Fact name={t('tutoring:follow.since')}>{format.day(from, today)}</Fact>
          )}
          <Fact name={t('tutoring:follow.last')}>
            {last === null
              ? t('tutoring:follow.never')
              : format.line([format.day(last.on, today), t(`tutoring:follow.kind.${last.kind}`)])}
          </Fact>
        </Facts>
      )}
      {marks.length > 0 && (
        <section className={styles['section']} aria-labelledby="follow-marks">
          <h3 id="follow-marks" className={styles['heading']}>
            {t('tutoring:follow.marks')}
          </h3>
          <ul className={styles['list']}>
            {marks.toReversed().map(({ session, day, status }) => (
              <li key={session} className={styles['line']}>
                <MarkShape status={status} />
                <a href={hrefOf('log', session)}>{format.day(day, today)}</a>
                <span>{t(`tutoring:presence.${status ?? 'none'}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {past.length > 0 && (
        <section className={styles['section']} aria-labelledby="follow-past">
          <h3 id="follow-past" className={styles['heading']}>
            {t('tutoring:follow.past')}
          </h3>
          <ul className={styles['list']}>
            {past.map((one) => (
              <li key={`${one.group} ${one.from}`} className={styles['line']}>
                {format.line([
                  one.label,
                  t('tutoring:follow.until', { day: format.day(one.until, today) }),
                  one.reason,
                ])}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Puts a school into a group from today on. */
function Place({ overview, school }: Pick<FollowedPanelProps, 'overview' | 'school'>) {
  const { t, format, named } = useLanguage();
  const { run, busy } = useDo();
  const { groups, wave } = overview;
  const smallest = groups.reduce((one, other) =>
    other.schools.length < one.schools.length ? other : one,
  );
  const [group, setGroup] = useState(smallest.id);
  const label = groups.find(({ id }) => id === group)?.label;
  return (
    <>
      <SelectField
        label={t('tutoring:group')}
        value={group}
        options={groups.map((one) => ({
          value: one.id,
          label: format.line([one.label, format.number(one.schools.length)]),
        }))}
        onChange={setGroup}
      />
      <Button
        disabled={busy}
        onClick={() =>
          void run('tutoring.place', { wave: wave!.id, establishments: [school.id], group }, () =>
            t('tutoring:done.moved', { name: named(school), group: label }),
          )
        }
      >
        {t('tutoring:addToGroup')}
      </Button>
    </>
  );
}
