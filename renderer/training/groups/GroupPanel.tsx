import { Button } from '@mantine/core';
import { IconPin, IconPinnedOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { allSessionDays } from '../../../shared/training/sessionDays.rules.ts';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitArea, CommitField, SelectField } from '../../ui/fields.tsx';
import { ManyField } from '../../ui/ManyField.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { AddMembers } from './AddMembers.tsx';
import { GroupPapers } from './GroupPapers.tsx';
import { MemberList } from './MemberList.tsx';
import { Size } from './Size.tsx';
import type { GroupWords } from './useGroupWords.ts';
import styles from './Groups.module.css';

interface GroupPanelProps {
  readonly overview: TrainingOverview;
  readonly group: GroupView;
  readonly words: GroupWords;
  readonly hrefOf: TrainingTabProps['hrefOf'];
}

/** A group: who trains it where, its people, and its sessions. */
export function GroupPanel({ overview, group, words, hrefOf }: GroupPanelProps) {
  const { t, format, script } = useLanguage();
  const { run } = useDo();
  const [editing, setEditing] = useState(false);
  const detail = useCall('timetable.group', { group: group.id }, [
    'groupMember',
    'trainingEnrolment',
    'attendance',
    'trainingGroup',
  ]);
  const { mayPlan, wave, sites, trainers, sessions, today } = overview;
  const own = allSessionDays(sessions.filter((one) => one.groups.includes(group.id)));

  function save(set: Parameters<typeof run<'timetable.saveGroup'>>[1]['set']): void {
    void run('timetable.saveGroup', { wave: wave!.id, group: group.id, set }, ({ changed }) =>
      changed === 0 ? null : t('trainingGroups:done.saved', { name: group.label }),
    );
  }
  return (
    <>
      <div>
        <h2 className={styles['title']}>
          <bdi>{group.label}</bdi>
        </h2>
        <p className={styles['quiet']}>{format.line([words.track(group), words.site(group)])}</p>
        <p className={styles['quiet']}>
          <bdi>{words.trainers(group)}</bdi>
        </p>
      </div>
      {mayPlan && (
        <div className={styles['row']}>
          <Button
            variant="default"
            size="compact-sm"
            aria-expanded={editing}
            onClick={() => setEditing(!editing)}
          >
            {t('trainingGroups:edit')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            aria-pressed={group.pinned}
            leftSection={
              group.pinned ? (
                <IconPinnedOff size={16} aria-hidden="true" />
              ) : (
                <IconPin size={16} aria-hidden="true" />
              )
            }
            onClick={() => save({ pinned: !group.pinned })}
          >
            {t(group.pinned ? 'trainingGroups:unpin' : 'trainingGroups:pin')}
          </Button>
        </div>
      )}
      {overview.mayRecord && <GroupPapers group={group} />}
      {editing && (
        <>
          <CommitField
            label={t('trainingGroups:label')}
            value={group.label}
            maxLength={200}
            required
            onCommit={(label) => label !== null && save({ label })}
          />
          <SelectField
            label={t('trainingGroups:site')}
            value={group.site ?? ''}
            options={[
              { value: '', label: t('trainingGroups:none') },
              ...sites.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={(site) => save({ site: site || null })}
          />
          <ManyField
            label={t('trainingGroups:trainers')}
            add={t('trainingGroups:addTrainer')}
            values={group.trainers}
            options={trainers.map((one) => ({ value: one.id, label: script(one.name) }))}
            onChange={(all) => save({ trainers: [...all] })}
          />
          <CommitArea
            label={t('trainingGroups:note')}
            value={group.note}
            maxLength={2_000}
            onCommit={(note) => save({ note })}
          />
        </>
      )}
      <section className={styles['section']} aria-labelledby="group-sessions">
        <h3 id="group-sessions" className={styles['heading']}>
          {t('trainingGroups:sessions')}
        </h3>
        {own.length === 0 && <p className={styles['quiet']}>{t('trainingGroups:noSessions')}</p>}
        <ul className={styles['sessions']}>
          {own.map((session) => (
            <li key={session.key} className={styles['session']}>
              <span>{format.day(session.day, today)}</span>
              <a href={hrefOf('calendar', session.key)}>
                <bdi>{session.title}</bdi>
              </a>
              <span className={styles['quiet']}>{t(`timetable:status.${session.status}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles['section']} aria-labelledby="group-people">
        <h3 id="group-people" className={styles['heading']}>
          {t('trainingGroups:people')} · <Size group={group} bounds={words.bounds(group)} />
        </h3>
        {group.partial && <p className={styles['quiet']}>{t('trainingGroups:extract')}</p>}
        {detail.failure !== null && (
          <Message kind="error">{failureWords(t, detail.failure)}</Message>
        )}
        {detail.value !== null && (
          <>
            <MemberList overview={overview} detail={detail.value} />
            {mayPlan && <AddMembers group={group} detail={detail.value} />}
          </>
        )}
      </section>
    </>
  );
}
