import { IconCheck } from '@tabler/icons-react';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { FieldValue } from './FieldValue.tsx';
import { useReview } from './ReviewContext.tsx';
import { useRowTitle, type RowFacts } from './rowFacts.ts';
import { stepValue } from './stepValue.ts';
import styles from './GoneConflicts.module.css';

interface GoneConflictsProps {
  readonly conflicts: readonly ConflictView[];
  readonly facts: RowFacts;
}

/** What somebody else settled meanwhile, and what the row shows since. */
export function GoneConflicts({ conflicts, facts }: GoneConflictsProps) {
  const { t } = useLanguage();
  const { review } = useReview();
  const rowTitle = useRowTitle();
  return (
    <ul className={styles['list']} role="status">
      {conflicts.map(({ id, entity, row, field, about }) => {
        const fact = facts.rows.get(row);
        const value = fact === undefined ? undefined : stepValue(fact.step, field);
        return (
          <li key={id} className={styles['item']}>
            <IconCheck size={16} className={styles['shape']} aria-hidden="true" />
            <div className={styles['said']}>
              <p>{t('conflict.gone', { title: rowTitle({ entity, row }, fact, about) })}</p>
              {value !== undefined && (
                <div className={styles['now']}>
                  <span>{t('review.showsNow')}</span>
                  <FieldValue
                    field={field}
                    value={value}
                    others={{ doneOn: fact?.step.doneOn ?? null }}
                  />
                </div>
              )}
            </div>
            <button type="button" className={styles['close']} onClick={() => review.forget(id)}>
              {t('conflict.goneSeen')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
