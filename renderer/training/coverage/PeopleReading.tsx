import { useMemo } from 'react';
import type { CoveragePerson } from '../../../shared/training/coverage.contract.ts';
import type { TrackView } from '../../../shared/training/training.views.ts';
import type { DataColumn } from '../../ui/DataTable.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LastDay } from './LastDay.tsx';
import { ListedTable } from './ListedTable.tsx';
import { StateTag } from './StateTag.tsx';
import type { Asked, CoverageFilter } from './coverageReads.ts';
import { usePeople } from './useListed.ts';
import styles from './Coverage.module.css';

interface PeopleReadingProps {
  readonly asked: Asked;
  readonly filter: CoverageFilter;
  readonly onFilter: (change: CoverageFilter) => void;
  readonly tracks: readonly TrackView[];
  readonly switchover: string | null;
  readonly today: string;
  readonly onOpen: (school: string) => void;
}

/** The people of a wave, each with how far they are. */
export function PeopleReading(props: PeopleReadingProps) {
  const { asked, filter, onFilter, tracks, switchover, today, onOpen } = props;
  const { t, format, label, script } = useLanguage();
  const { total, rowAt, onRange } = usePeople(asked, filter);
  const columns = useMemo((): DataColumn<CoveragePerson>[] => {
    const titles = new Map(tracks.map((track) => [track.id, label(track.label)]));
    return [
      {
        id: 'name',
        label: t('coverage:table.name'),
        width: 'minmax(130px, 1.2fr)',
        cell: ({ name }) => <bdi className={styles['name']}>{name}</bdi>,
      },
      {
        id: 'school',
        label: t('coverage:table.school'),
        width: 'minmax(130px, 1.3fr)',
        spare: 1,
        cell: ({ schoolName, town }) => format.line([schoolName, town && script(town)]),
      },
      {
        id: 'track',
        label: t('coverage:table.track'),
        width: 'minmax(110px, 1fr)',
        spare: 2,
        cell: ({ track }) => <bdi>{titles.get(track) ?? track}</bdi>,
      },
      {
        id: 'state',
        label: t('coverage:table.state'),
        width: '130px',
        cell: ({ state }) => <StateTag state={state} />,
      },
      {
        id: 'learned',
        label: t('coverage:col.learned'),
        width: '124px',
        cell: ({ attended, expected }) =>
          t('coverage:value.halfDays', {
            done: format.number(attended),
            all: format.number(expected),
          }),
      },
      {
        id: 'distance',
        label: t('coverage:col.distance'),
        width: '92px',
        spare: 3,
        cell: ({ hours, hoursTarget }) =>
          hoursTarget === 0
            ? '—'
            : t('coverage:value.hours', {
                done: format.number(hours),
                all: format.number(hoursTarget),
              }),
      },
      {
        id: 'last',
        label: t('coverage:col.last'),
        width: 'minmax(190px, 1fr)',
        cell: (row) => (
          <LastDay
            day={row.lastPlanned}
            switchover={switchover}
            daysLate={row.daysLate}
            today={today}
            isOver={row.state === 'trained'}
          />
        ),
      },
    ];
  }, [t, format, label, script, tracks, switchover, today]);
  return (
    <ListedTable
      id="coverage-people"
      label={t('coverage:list.people')}
      columns={columns}
      total={total}
      onFilter={onFilter}
      rowAt={rowAt}
      keyOf={({ id }) => id}
      onOpen={({ school }) => school !== null && onOpen(school)}
      onRange={onRange}
      listKey={JSON.stringify([asked, filter])}
    />
  );
}
