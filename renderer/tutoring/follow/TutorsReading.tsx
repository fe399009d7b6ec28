import type { TutorLoad } from '../../../shared/tutoring/groups.contract.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Follow.module.css';

/** What each tutor carries: schools, sessions that were held and that are to come, hours. */
export function TutorsReading({ tutors }: { readonly tutors: readonly TutorLoad[] }) {
  const { t, format, script } = useLanguage();
  const { Many } = useTerms();
  const counted = (id: 'held' | 'planned', label: string): DataColumn<TutorLoad> => ({
    id,
    label,
    width: '168px',
    end: true,
    cell: (row) =>
      format.line([
        t('tutoring:sessions', { count: row[id], replace: { count: format.number(row[id]) } }),
        t('tutoring:follow.hours', {
          hours: format.number(id === 'held' ? row.heldHours : row.plannedHours),
        }),
      ]),
  });
  const columns: readonly DataColumn<TutorLoad>[] = [
    {
      id: 'name',
      label: t('tutoring:tutor'),
      width: 'minmax(150px, 1.2fr)',
      cell: ({ name }) => <bdi className={styles['name']}>{script(name)}</bdi>,
    },
    {
      id: 'sphere',
      label: t('tutoring:pair.sphere'),
      width: 'minmax(100px, 0.8fr)',
      spare: 2,
      cell: ({ sphere }) => <bdi>{sphere ?? '—'}</bdi>,
    },
    {
      id: 'groups',
      label: t('tutoring:tab.groups'),
      width: 'minmax(140px, 1.2fr)',
      spare: 1,
      cell: ({ groups }) => <bdi>{format.list(groups)}</bdi>,
    },
    {
      id: 'schools',
      label: Many('establishment'),
      width: '150px',
      end: true,
      cell: ({ schools, overloaded }) => (
        <span className={styles['warn']}>
          {overloaded && <Tag tone="late">{t('tutoring:follow.overloaded')}</Tag>}
          {format.number(schools)}
        </span>
      ),
    },
    counted('held', t('tutoring:follow.held')),
    counted('planned', t('tutoring:follow.planned')),
  ];
  if (tutors.length === 0) return <Message kind="empty">{t('tutoring:follow.noTutors')}</Message>;
  return (
    <DataTable
      id="tutoring-tutors"
      label={t('tutoring:follow.tutors')}
      columns={columns}
      count={tutors.length}
      rowAt={(index) => tutors[index]}
      keyOf={({ tutor }) => tutor}
    />
  );
}
