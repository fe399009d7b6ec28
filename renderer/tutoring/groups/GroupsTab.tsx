import { Button } from '@mantine/core';
import { useState } from 'react';
import { GROUP_MOST, pairProblem } from '../../../shared/tutoring/groups.rules.ts';
import type { TutoringGroupView } from '../../../shared/tutoring/tutoring.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import type { PagePanel } from '../../ui/Page.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import { FOLLOW_READ } from '../useTutoring.ts';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { useTutoringWords } from '../useTutoringWords.ts';
import { GroupPanel } from './GroupPanel.tsx';
import { NewGroup } from './NewGroup.tsx';
import { ProposalPanel } from './ProposalPanel.tsx';
import styles from './Groups.module.css';

/** Groups of a wave: who follows how many schools, and when they meet. */
export function GroupsTab(shared: TutoringTabProps) {
  const { overview, open, onGo } = shared;
  const { groups, sessions, wave, today, mayOrganise, mayHelp, me } = overview;
  const { t, format, script } = useLanguage();
  const { Many, counted } = useTerms();
  const words = useTutoringWords(overview);
  const [form, setForm] = useState<'new' | 'propose' | null>(null);
  const follow = useCall(
    'tutoring.follow',
    wave === null || !mayHelp ? null : { wave: wave.id },
    FOLLOW_READ,
  ).value;
  const unfollowed = follow?.unfollowed ?? 0;
  const opened = groups.find(({ id }) => id === open);
  const columns: readonly DataColumn<TutoringGroupView>[] = [
    {
      id: 'label',
      label: t('tutoring:group'),
      width: 'minmax(150px, 1.1fr)',
      cell: ({ label, tutors }) => (
        <span className={styles['name']}>
          <bdi>{label}</bdi>
          {tutors.some(({ id }) => id === me) && <Tag tone="info">{t('tutoring:mine')}</Tag>}
        </span>
      ),
    },
    {
      id: 'tutors',
      label: t('tutoring:tutors'),
      width: 'minmax(170px, 1.6fr)',
      cell: ({ tutors }) => {
        const problem = pairProblem(tutors);
        return (
          <span className={styles['name']}>
            <bdi>{format.list(tutors.map(({ name }) => script(name)))}</bdi>
            {problem !== null && (
              <Tag tone={problem === 'nobody' ? 'late' : 'wait'}>
                {t(`tutoring:pair.short.${problem}`)}
              </Tag>
            )}
          </span>
        );
      },
    },
    {
      id: 'schools',
      label: Many('establishment'),
      width: '120px',
      end: true,
      cell: ({ schools }) => (
        <span className={styles['name']}>
          {schools.length > GROUP_MOST && <Tag tone="wait">{t('tutoring:tooMany')}</Tag>}
          {format.number(schools.length)}
        </span>
      ),
    },
    {
      id: 'series',
      label: t('tutoring:series.title'),
      width: 'minmax(180px, 1.8fr)',
      spare: 1,
      cell: (group) => words.series(group),
    },
    {
      id: 'next',
      label: t('tutoring:next.short'),
      width: '128px',
      cell: ({ id }) => {
        const next = sessions.find(
          ({ group, day, status }) => group === id && day >= today && status === 'planned',
        );
        return next === undefined ? t('tutoring:noNext') : words.day(next.day);
      },
    },
  ];
  function close(): void {
    setForm(null);
    onGo('groups');
  }
  function openGroup(id: string): void {
    setForm(null);
    onGo('groups', id);
  }
  return (
    <TutoringFrame
      shared={shared}
      tab="groups"
      actions={
        mayOrganise && (
          <>
            {unfollowed > 0 && (
              <Button variant="default" onClick={() => setForm('propose')}>
                {t('tutoring:propose.open', { schools: counted('establishment', unfollowed) })}
              </Button>
            )}
            <Button onClick={() => setForm('new')}>{t('tutoring:newGroup')}</Button>
          </>
        )
      }
      panel={panelOf()}
    >
      {groups.length === 0 ? (
        <Message kind="empty">
          {t(mayOrganise ? 'tutoring:emptyGroupsPilot' : 'tutoring:emptyGroups')}
        </Message>
      ) : (
        <DataTable
          id="tutoring-groups"
          label={t('tutoring:tab.groups')}
          columns={columns}
          count={groups.length}
          rowAt={(index) => groups[index]}
          keyOf={({ id }) => id}
          selected={open ?? null}
          onOpen={({ id }) => openGroup(id)}
        />
      )}
    </TutoringFrame>
  );

  function panelOf(): PagePanel | null {
    if (form === 'new') {
      return {
        label: t('tutoring:newGroup'),
        onClose: close,
        content: <NewGroup overview={overview} onMade={openGroup} onClose={close} />,
      };
    }
    if (form === 'propose') {
      return {
        label: t('tutoring:propose.title'),
        onClose: close,
        content: <ProposalPanel overview={overview} onDone={close} />,
      };
    }
    if (opened === undefined) return null;
    return {
      label: t('tutoring:group'),
      onClose: close,
      content: (
        <GroupPanel
          key={opened.id}
          overview={overview}
          group={opened}
          words={words}
          unfollowed={follow?.schools.filter(({ group }) => group === null) ?? []}
          onGone={close}
          onSessions={() => onGo('sessions')}
        />
      ),
    };
  }
}
