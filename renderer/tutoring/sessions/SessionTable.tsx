import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import { StatusTag } from './StatusTag.tsx';
import styles from './Sessions.module.css';

interface SessionTableProps {
  readonly sessions: readonly TutoringSessionView[];
  readonly words: TutoringWords;
  readonly today: LocalDate;
  readonly selected: string | undefined;
  readonly listKey: string;
  /** Whether the list is of several groups. */
  readonly hasGroups: boolean;
  /** Those while which the group, or who leads it, has another. */
  readonly doubled: ReadonlySet<string>;
  /** The first session of each week, with the week's Monday. */
  readonly firstOfWeek: ReadonlyMap<string, LocalDate>;
  readonly onOpen: (id: string) => void;
}

/** Sessions one below the other, week by week. */
export function SessionTable(props: SessionTableProps) {
  const { sessions, doubled, words, today, selected, listKey, hasGroups, firstOfWeek, onOpen } =
    props;
  const { t, format } = useLanguage();
  const columns: readonly DataColumn<TutoringSessionView>[] = [
    {
      id: 'week',
      label: t('tutoring:col.week'),
      width: '104px',
      spare: 3,
      cell: ({ id }) => {
        const monday = firstOfWeek.get(id);
        return (
          monday !== undefined && (
            <span className={styles['quiet']}>
              {t('tutoring:weekOf', { day: format.day(monday, today) })}
            </span>
          )
        );
      },
    },
    {
      id: 'day',
      label: t('tutoring:col.day'),
      width: '128px',
      cell: ({ day }) => (
        <span className={day === today ? styles['today'] : undefined}>
          {day === today ? t('tutoring:today') : words.day(day)}
        </span>
      ),
    },
    {
      id: 'times',
      label: t('tutoring:col.times'),
      width: '104px',
      cell: (session) => words.times(session),
    },
    ...(hasGroups
      ? [
          {
            id: 'group',
            label: t('tutoring:group'),
            width: 'minmax(130px, 1fr)',
            cell: ({ group }: TutoringSessionView) => <bdi>{words.group(group)}</bdi>,
          },
        ]
      : []),
    {
      id: 'theme',
      label: t('tutoring:col.theme'),
      width: 'minmax(160px, 2fr)',
      cell: (session) => (
        <bdi
          className={
            session.status === 'cancelled'
              ? styles['cancelled']
              : session.theme === null
                ? styles['quiet']
                : undefined
          }
        >
          {format.line([words.title(session), words.school(session)])}
        </bdi>
      ),
    },
    {
      id: 'status',
      label: t('tutoring:col.status'),
      width: '124px',
      cell: (session) =>
        doubled.has(session.id) ? (
          <Tag tone="late">{t('tutoring:atOnce')}</Tag>
        ) : (
          <StatusTag {...session} />
        ),
    },
    {
      id: 'present',
      label: t('tutoring:col.present'),
      width: '92px',
      end: true,
      spare: 1,
      cell: ({ present, noted }) =>
        noted === 0 ? (
          <span className={styles['quiet']}>–</span>
        ) : (
          t('tutoring:of', { some: format.number(present), all: format.number(noted) })
        ),
    },
    {
      id: 'entries',
      label: t('tutoring:col.entries'),
      width: '84px',
      end: true,
      spare: 2,
      cell: ({ entries }) =>
        entries === 0 ? <span className={styles['quiet']}>–</span> : format.number(entries),
    },
  ];
  return (
    <DataTable
      id="tutoring-sessions"
      label={t('tutoring:tab.sessions')}
      columns={columns}
      count={sessions.length}
      rowAt={(index) => sessions[index]}
      keyOf={({ id }) => id}
      selected={selected ?? null}
      listKey={listKey}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}
