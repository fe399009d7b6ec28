import { useMemo } from 'react';
import type { SchoolColumn, SchoolLine } from '../../shared/kit/pilot.contract.ts';
import { Bar } from '../ui/Bar.tsx';
import type { DataColumn } from '../ui/DataTable.tsx';
import { Tag } from '../ui/Tag.tsx';
import { useTerms } from '../bridge/useTerms.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './EstablishmentsPage.module.css';

export type Column = Extract<
  SchoolColumn,
  'town' | 'name' | 'wave' | 'percent' | 'late' | 'blocked'
>;

/** What the kit that a row opens says as well. */
const SPARE: Partial<Record<Column, number>> = { wave: 2, blocked: 1 };

/** The columns of the list of schools. */
export function useColumns(): readonly DataColumn<SchoolLine, Column>[] {
  const { t, format, named, script, label: levelLabel } = useLanguage();
  const { One } = useTerms();
  return useMemo(() => {
    const hasKit = (school: SchoolLine): boolean => school.bucket !== null;
    /** Says what is no school; where it has no town, in that place, so that its name is not cut. */
    const levelTag = ({ level }: SchoolLine) =>
      level !== null && <Tag tone="plain">{levelLabel(level)}</Tag>;
    const column = (
      id: Column,
      width: string,
      cell: DataColumn<SchoolLine, Column>['cell'],
      end = false,
    ): DataColumn<SchoolLine, Column> => ({
      id,
      label: id === 'name' ? One('establishment') : id === 'wave' ? One('wave') : t(`column.${id}`),
      width,
      end,
      sortable: true,
      spare: SPARE[id],
      cell,
    });
    return [
      column('town', 'minmax(80px, 1fr)', (school) =>
        school.town === null ? levelTag(school) : script(school.town),
      ),
      column('name', 'minmax(130px, 1.6fr)', (school) => (
        <span className={styles['named']} title={named(school)}>
          <span className={styles['name']}>{named(school)}</span>{' '}
          {school.town !== null && levelTag(school)}
        </span>
      )),
      column('wave', 'minmax(50px, 0.9fr)', ({ wave }) => (
        <span
          className={styles['wave']}
          dir="auto"
          title={wave === undefined || wave === null ? undefined : script(wave.label)}
        >
          {wave === undefined || wave === null ? null : script(wave.label)}
        </span>
      )),
      column('percent', 'minmax(210px, 1.2fr)', (school) => {
        const { done, applicable, percent } = school.progress;
        if (!hasKit(school)) return <span className={styles['of']}>{t('schools.noKit')}</span>;
        return (
          <span className={styles['progress']}>
            <Bar whole={applicable} done={done} late={school.late} />
            <span className={styles['share']}>{format.percent(percent)}</span>
            <span className={styles['of']}>
              {t('schools.done', { done: format.number(done), whole: format.number(applicable) })}
            </span>
          </span>
        );
      }),
      column(
        'late',
        '84px',
        (school) =>
          hasKit(school) && (
            <span className={school.late > 0 ? styles['some'] : undefined}>
              {format.number(school.late)}
            </span>
          ),
        true,
      ),
      column(
        'blocked',
        '84px',
        (school) =>
          hasKit(school) && (
            <span className={school.blocked > 0 ? styles['stuck'] : undefined}>
              {format.number(school.blocked)}
            </span>
          ),
        true,
      ),
    ];
  }, [t, format, named, script, levelLabel, One]);
}
