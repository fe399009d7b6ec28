import type { KeyboardEvent } from 'react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { stepStatuses } from '../../shared/kit/stepStatus.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { DateField } from '../ui/fields.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { filterFlags, keptFilters } from './kit.filters.ts';
import { useKit, useKitState } from './KitContext.tsx';
import styles from './FilterBar.module.css';

/** Where the kit is narrowed; what is chosen applies at once. */
export function FilterForm({ view, onClose }: { view: KitView; onClose: () => void }) {
  const { t, label } = useLanguage();
  const { one } = useTerms(view.establishment.programme?.id);
  const { kit } = useKit();
  const filters = useKitState((state) => state.filters);
  const choices = [
    {
      name: 'phase',
      options: view.phases.map((phase) => ({ id: phase.id, text: label(phase.label) })),
    },
    {
      name: 'actor',
      options: view.actors.map((actor) => ({ id: actor.id, text: label(actor.label) })),
    },
    {
      name: 'status',
      options: stepStatuses.map((status) => ({ id: status, text: t(`status.${status}`) })),
    },
  ] as const;

  function set(name: string, value: string): void {
    // As if it had been kept: what is not a status or a day is none.
    kit.narrow(keptFilters({ ...filters, [name]: value === '' ? null : value }));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }

  return (
    <div
      className={styles['form']}
      role="group"
      aria-label={t('filter.title')}
      onKeyDown={onKeyDown}
    >
      {choices.map(({ name, options }) => (
        <label key={name} className={styles['field']}>
          {t(`filter.${name}`)}
          <select
            value={filters[name] ?? ''}
            onChange={(event) => set(name, event.currentTarget.value)}
          >
            <option value="">{t('filter.any')}</option>
            {options.map((option) => (
              <option key={option.id} value={option.id}>
                {option.text}
              </option>
            ))}
          </select>
        </label>
      ))}
      <DateField
        label={t('filter.dueBefore')}
        value={filters.dueBefore ?? null}
        today={view.today}
        onCommit={(day) => set('dueBefore', day ?? '')}
      />
      <div className={styles['flags']}>
        {filterFlags.map((name) => (
          <label key={name} className={styles['flag']}>
            <input
              type="checkbox"
              checked={filters[name]}
              onChange={(event) => kit.narrow({ [name]: event.currentTarget.checked })}
            />
            {t(`filter.${name}`, { switchover: one('switchover') })}
          </label>
        ))}
      </div>
    </div>
  );
}
