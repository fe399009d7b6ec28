import { IconX } from '@tabler/icons-react';
import type { KitView } from '../../shared/kit/kit.contract.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { activeFilters, NO_FILTERS, type KitFilters } from './kit.filters.ts';
import { useKit, useKitState } from './KitContext.tsx';
import styles from './FilterBar.module.css';

/** What the kit is narrowed to, in words, each of which can be taken away. */
export function FilterChips({ view }: { view: KitView }) {
  const { t } = useLanguage();
  const { kit } = useKit();
  const filters = useKitState((state) => state.filters);
  const words = useFilterWords(view);
  const active = activeFilters(filters);
  if (active.length === 0) return null;
  return (
    <div className={styles['chips']} role="group" aria-label={t('filter.chips')}>
      {active.map((name) => (
        <button
          key={name}
          type="button"
          className={styles['chip']}
          aria-label={t('filter.remove', { filter: words(name, filters) })}
          onClick={() => kit.narrow({ [name]: NO_FILTERS[name] })}
        >
          {words(name, filters)}
          <IconX size={13} aria-hidden="true" />
        </button>
      ))}
      {active.length > 1 && (
        <button type="button" className={styles['all']} onClick={() => kit.narrow(NO_FILTERS)}>
          {t('filter.clear')}
        </button>
      )}
    </div>
  );
}

/** Says a filter in words. */
function useFilterWords(view: KitView): (name: keyof KitFilters, filters: KitFilters) => string {
  const { t, format, label } = useLanguage();
  const { one } = useTerms(view.establishment.programme?.id);
  return (name, filters) => {
    switch (name) {
      case 'phase': {
        const phase = view.phases.find(({ id }) => id === filters.phase);
        return t('filter.phaseIs', {
          phase: phase === undefined ? filters.phase : label(phase.label),
        });
      }
      case 'actor': {
        const actor = view.actors.find(({ id }) => id === filters.actor);
        return t('filter.actorIs', {
          actor: actor === undefined ? filters.actor : label(actor.label),
        });
      }
      case 'status':
        return t(`status.${filters.status ?? 'todo'}`);
      case 'dueBefore':
        return t('filter.dueBeforeIs', {
          day: format.day(filters.dueBefore ?? view.today, view.today),
        });
      case 'late':
      case 'blocking':
      case 'waiting':
      case 'mine':
        return t(`filter.${name}`, { switchover: one('switchover') });
    }
  };
}
