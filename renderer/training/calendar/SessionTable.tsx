import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { IconRepeat } from '@tabler/icons-react';
import { ConflictMark } from './SessionChip.tsx';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

interface SessionTableProps {
  readonly overview: TrainingOverview;
  readonly sessions: readonly SessionDay[];
  readonly conflicts: Readonly<Record<string, readonly BrokenRule[]>>;
  readonly words: SessionWords;
  readonly selected: string | undefined;
  readonly onOpen: (session: string) => void;
}

const tones: Readonly<Record<SessionDay['status'], Tone>> = {
  planned: 'plain',
  confirmed: 'info',
  held: 'done',
  cancelled: 'late',
};

/** Sessions one below the other, by day. */
export function SessionTable(props: SessionTableProps) {
  const { overview, sessions, conflicts, words, selected, onOpen } = props;
  const { t, format, script } = useLanguage();
  const dayOf = format.days(
    sessions.map(({ day }) => day),
    overview.today,
  );
  const columns: readonly DataColumn<SessionDay>[] = [
    { id: 'day', label: t('timetable:day'), width: '110px', cell: ({ day }) => dayOf(day) },
    {
      id: 'times',
      label: t('timetable:times'),
      width: '104px',
      cell: (one) => <bdi dir="ltr">{words.times(one)}</bdi>,
    },
    {
      id: 'title',
      label: t('timetable:what'),
      width: 'minmax(160px, 2fr)',
      cell: ({ title, on }) => (
        <span className={styles['titled']}>
          <bdi>{script(title)}</bdi>
          {on !== null && (
            <IconRepeat size={14} role="img" aria-label={t('timetable:series.isOne')} />
          )}
        </span>
      ),
    },
    {
      id: 'groups',
      label: t('timetable:groupsHead'),
      width: 'minmax(120px, 1fr)',
      cell: (one) => <bdi>{words.groups(one)}</bdi>,
    },
    {
      id: 'place',
      label: t('timetable:place'),
      width: 'minmax(110px, 1fr)',
      spare: 1,
      cell: (one) => <bdi>{words.place(one)}</bdi>,
    },
    {
      id: 'trainers',
      label: t('timetable:trainers'),
      width: 'minmax(130px, 1.2fr)',
      spare: 2,
      cell: (one) => <bdi>{words.trainers(one)}</bdi>,
    },
    {
      id: 'status',
      label: t('timetable:state'),
      width: '110px',
      cell: ({ status }) => <Tag tone={tones[status]}>{t(`timetable:status.${status}`)}</Tag>,
    },
    {
      id: 'conflicts',
      label: t('timetable:conflicts'),
      width: '90px',
      cell: ({ key }) => <ConflictMark conflicts={conflicts[key] ?? []} />,
    },
  ];
  return (
    <DataTable
      id="training-sessions"
      label={t('timetable:list')}
      columns={columns}
      count={sessions.length}
      rowAt={(index) => sessions[index]}
      keyOf={({ key }) => key}
      selected={selected ?? null}
      onOpen={({ key }) => onOpen(key)}
    />
  );
}
