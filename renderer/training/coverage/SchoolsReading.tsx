import { useMemo } from 'react';
import type { CoverageSchool } from '../../../shared/training/coverage.contract.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Bar } from '../../ui/Bar.tsx';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LastDay } from './LastDay.tsx';
import { ListedTable } from './ListedTable.tsx';
import type { Asked, CoverageFilter } from './coverageReads.ts';
import { useSchools } from './useListed.ts';
import styles from './Coverage.module.css';

interface SchoolsReadingProps {
  readonly asked: Asked;
  readonly filter: CoverageFilter;
  readonly onFilter: (change: CoverageFilter) => void;
  readonly today: string;
  readonly selected: string | null;
  readonly onOpen: (school: string) => void;
}

/** The schools of a wave, with how far their people are. */
export function SchoolsReading(props: SchoolsReadingProps) {
  const { asked, filter, onFilter, today, selected, onOpen } = props;
  const { t, format, named, script } = useLanguage();
  const { One, one } = useTerms();
  const { total, rowAt, onRange } = useSchools(asked, filter);
  const columns = useMemo((): DataColumn<CoverageSchool>[] => {
    const figure = (
      id: 'gap' | 'notEnrolled',
      label: string,
      mark: string,
    ): DataColumn<CoverageSchool> => ({
      id,
      label,
      width: '92px',
      end: true,
      cell: (row) => (
        <span className={row[id] > 0 ? styles[mark] : styles['none']}>
          {format.number(row[id])}
        </span>
      ),
    });
    return [
      {
        id: 'town',
        label: t('coverage:table.town'),
        width: 'minmax(90px, 1fr)',
        spare: 2,
        cell: ({ town }) => (town === null ? '—' : script(town)),
      },
      {
        id: 'name',
        label: One('establishment'),
        width: 'minmax(140px, 1.9fr)',
        cell: (school) => <bdi className={styles['name']}>{named(school)}</bdi>,
      },
      {
        id: 'progress',
        label: t('coverage:col.progress'),
        width: 'minmax(130px, 0.9fr)',
        cell: ({ toTrain, trained, gap }) => (
          <span className={styles['progress']}>
            <Bar whole={toTrain} done={trained} late={gap} />
            <span>
              {t('coverage:value.of', {
                done: format.number(trained),
                all: format.number(toTrain),
              })}
            </span>
          </span>
        ),
      },
      figure('gap', t('coverage:table.gap'), 'some'),
      { ...figure('notEnrolled', t('coverage:table.notEnrolled'), 'open'), spare: 1 },
      {
        id: 'last',
        label: t('coverage:col.last'),
        width: 'minmax(232px, 1.1fr)',
        cell: (row) => (
          <LastDay
            day={row.lastPlanned}
            switchover={row.switchoverDate}
            daysLate={row.daysLate}
            today={today}
            isOver={row.toTrain > 0 && row.toTrain === row.trained}
          />
        ),
      },
    ];
  }, [t, format, named, script, One, today]);
  return (
    <ListedTable
      id="coverage-schools"
      label={t('coverage:list.schools', { school: one('establishment') })}
      columns={columns}
      total={total}
      onFilter={onFilter}
      rowAt={rowAt}
      keyOf={({ id }) => id}
      selected={selected}
      onOpen={({ id }) => onOpen(id)}
      onRange={onRange}
      listKey={JSON.stringify([asked, filter])}
    />
  );
}
