import { IconCheck } from '@tabler/icons-react';
import type { ConflictView } from '../../shared/sync/sync.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { FieldValue } from './FieldValue.tsx';
import { isOfKit, programmeOf, useFieldName, useKitRowTitle, type KitFacts } from './kitFacts.ts';
import { useReview } from './ReviewContext.tsx';
import { useRowTitle, type RowFacts } from './rowFacts.ts';
import { stepValue } from './stepValue.ts';
import styles from './GoneConflicts.module.css';

interface GoneConflictsProps {
  readonly conflicts: readonly ConflictView[];
  readonly facts: RowFacts;
  readonly kits: KitFacts;
}

/** What was settled meanwhile otherwise than by a choice here, row by row, and what is shown since. */
export function GoneConflicts({ conflicts, facts, kits }: GoneConflictsProps) {
  const { t, format, label } = useLanguage();
  const { review } = useReview();
  const rowTitle = useRowTitle();
  const kitRowTitle = useKitRowTitle();
  const fieldName = useFieldName();
  const rows = Map.groupBy(conflicts, ({ entity, row }) => `${entity} ${row}`);

  function titleOf(conflict: ConflictView): string {
    const { entity, row, about, title } = conflict;
    if (isOfKit(conflict)) return kitRowTitle(conflict, kits.get(programmeOf(conflict)));
    if (entity !== 'kitStep' && title !== null) return label(title);
    const fact = facts.rows.get(row);
    return format.line([rowTitle({ entity, row }, fact, about), fact?.school ?? null]);
  }

  return (
    <ul className={styles['list']} role="status">
      {[...rows].map(([key, together]) => {
        const [first] = together;
        const fact = facts.rows.get(first!.row);
        const fields = format.list(together.map(fieldName));
        return (
          <li key={key} className={styles['item']}>
            <IconCheck size={16} className={styles['shape']} aria-hidden="true" />
            <div className={styles['said']}>
              <p>{t('conflict.gone', { title: titleOf(first!), fields })}</p>
              {together.map(({ id, field }) => {
                const value = fact === undefined ? undefined : stepValue(fact.step, field);
                return (
                  value !== undefined && (
                    <div key={id} className={styles['now']}>
                      <span>{t('review.showsNow')}</span>
                      <FieldValue
                        field={field}
                        value={value}
                        others={{ doneOn: fact?.step.doneOn ?? null }}
                      />
                    </div>
                  )
                );
              })}
            </div>
            <button
              type="button"
              className={styles['close']}
              onClick={() => {
                for (const { id } of together) review.forget(id);
              }}
            >
              {t('conflict.goneSeen')}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
