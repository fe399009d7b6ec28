import { Button } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { useState } from 'react';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TrainingFrame } from '../TrainingFrame.tsx';
import type { TrainingTabProps } from '../trainingTabs.ts';
import { GroupPanel } from './GroupPanel.tsx';
import { NewGroup } from './NewGroup.tsx';
import { Size } from './Size.tsx';
import { useGroupWords } from './useGroupWords.ts';
import styles from './Groups.module.css';

/** Groups of a wave by track: with whom, where, how many, and when next. */
export function GroupsTab(shared: TrainingTabProps) {
  const { overview, open, onGo, hrefOf } = shared;
  const { groups, tracks, mayPlan, myGroups, today } = overview;
  const { t, format } = useLanguage();
  const words = useGroupWords(overview);
  const [making, setMaking] = useState(false);
  const opened = groups.find(({ id }) => id === open);
  const position = new Map(tracks.map(({ id }, index) => [id, index]));
  const mine = (group: GroupView): number => (myGroups.includes(group.id) ? 0 : 1);
  const ordered = groups.toSorted(
    (a, b) =>
      mine(a) - mine(b) ||
      (position.get(a.track ?? '') ?? tracks.length) -
        (position.get(b.track ?? '') ?? tracks.length),
  );
  const columns: readonly DataColumn<GroupView>[] = [
    {
      id: 'label',
      label: t('trainingGroups:group'),
      width: 'minmax(150px, 1.4fr)',
      cell: (group) => (
        <span className={styles['name']}>
          <bdi>{group.label}</bdi>
          {group.pinned && <IconPin size={14} role="img" aria-label={t('trainingGroups:pinned')} />}
          {myGroups.includes(group.id) && <Tag tone="info">{t('trainingGroups:mine')}</Tag>}
        </span>
      ),
    },
    {
      id: 'track',
      label: t('trainingGroups:track'),
      width: 'minmax(110px, 1fr)',
      spare: 2,
      cell: (group) => <bdi>{words.track(group)}</bdi>,
    },
    {
      id: 'size',
      label: t('trainingGroups:size'),
      width: '180px',
      cell: (group) => <Size group={group} bounds={words.bounds(group)} />,
    },
    {
      id: 'trainers',
      label: t('trainingGroups:trainers'),
      width: 'minmax(140px, 1.4fr)',
      spare: 1,
      cell: (group) => <bdi>{words.trainers(group)}</bdi>,
    },
    {
      id: 'site',
      label: t('trainingGroups:site'),
      width: 'minmax(120px, 1fr)',
      spare: 3,
      cell: (group) => <bdi>{words.site(group)}</bdi>,
    },
    {
      id: 'next',
      label: t('trainingGroups:next'),
      width: '120px',
      cell: (group) => {
        const next = words.next(group);
        return next === undefined ? t('trainingGroups:noNext') : format.day(next.day, today);
      },
    },
  ];
  function close(): void {
    setMaking(false);
    onGo('groups');
  }
  const panel = making
    ? {
        label: t('trainingGroups:new'),
        onClose: close,
        content: (
          <NewGroup
            overview={overview}
            onClose={close}
            onMade={(id) => {
              setMaking(false);
              onGo('groups', id);
            }}
          />
        ),
      }
    : opened === undefined
      ? null
      : {
          label: t('trainingGroups:panel'),
          onClose: close,
          content: (
            <GroupPanel
              key={opened.id}
              overview={overview}
              group={opened}
              words={words}
              hrefOf={hrefOf}
            />
          ),
        };
  return (
    <TrainingFrame
      shared={shared}
      tab="groups"
      actions={
        mayPlan && <Button onClick={() => setMaking(true)}>{t('trainingGroups:new')}</Button>
      }
      panel={panel}
    >
      {groups.length === 0 ? (
        <Message kind="empty">
          {t(mayPlan ? 'trainingGroups:emptyPlanner' : 'trainingGroups:empty')}
        </Message>
      ) : (
        <DataTable
          id="training-groups"
          label={t('trainingGroups:title')}
          columns={columns}
          count={ordered.length}
          rowAt={(index) => ordered[index]}
          keyOf={({ id }) => id}
          selected={open ?? null}
          onOpen={({ id }) => {
            setMaking(false);
            onGo('groups', id);
          }}
        />
      )}
    </TrainingFrame>
  );
}
