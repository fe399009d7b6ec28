import { useMemo } from 'react';
import type { TrainerStatement } from '../../../shared/training/coverage.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { DataTable, type DataColumn } from '../../ui/DataTable.tsx';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { READ, type Asked } from './coverageReads.ts';
import styles from './Coverage.module.css';

/** Days of trainers by month, as they are paid. */
export function TrainersReading({ asked }: { readonly asked: Asked }) {
  const { t, format, script } = useLanguage();
  const { value } = useCall('coverage.trainers', { ...asked }, READ);
  const columns = useMemo((): DataColumn<TrainerStatement>[] => {
    const figure = (
      id: 'sessions' | 'days' | 'halfDays' | 'km' | 'planned',
      label: string,
      spare?: number,
    ): DataColumn<TrainerStatement> => ({
      id,
      label,
      width: id === 'planned' ? '170px' : '110px',
      end: true,
      spare,
      cell: (row) => (
        <span className={row[id] === 0 ? styles['none'] : undefined}>{format.number(row[id])}</span>
      ),
    });
    return [
      {
        id: 'name',
        label: t('coverage:table.trainer'),
        width: 'minmax(140px, 1.2fr)',
        cell: ({ name, removed }) => (
          <bdi className={styles['name']}>{removed ? t('training:removed', { name }) : name}</bdi>
        ),
      },
      {
        id: 'pair',
        label: t('coverage:table.pair'),
        width: 'minmax(130px, 1fr)',
        spare: 2,
        cell: ({ pair }) => <bdi>{pair ?? '—'}</bdi>,
      },
      {
        id: 'town',
        label: t('coverage:table.town'),
        width: 'minmax(90px, 0.8fr)',
        spare: 3,
        cell: ({ town }) => (town === null ? '—' : script(town)),
      },
      {
        id: 'month',
        label: t('coverage:table.month'),
        width: '120px',
        cell: ({ month }) => format.monthYear(`${month}-01`),
      },
      figure('sessions', t('coverage:table.sessions'), 4),
      figure('days', t('coverage:table.days')),
      figure('halfDays', t('coverage:table.halfDays')),
      figure('km', t('coverage:table.km')),
      figure('planned', t('coverage:table.ahead'), 1),
    ];
  }, [t, format, script]);
  if (value?.total === 0) return <Message kind="empty">{t('coverage:empty.trainers')}</Message>;
  return (
    <DataTable
      id="coverage-trainers"
      label={t('coverage:list.trainers')}
      columns={columns}
      count={value?.rows.length ?? 0}
      rowAt={(index) => value?.rows[index]}
      keyOf={({ trainer, month }) => `${trainer} ${month}`}
      listKey={JSON.stringify(asked)}
    />
  );
}
