import { blockerStates } from '../../../shared/tutoring/blocker.entity.ts';
import type { BlockerRegister } from '../../../shared/tutoring/blockers.contract.ts';
import { SelectField } from '../../ui/fields.tsx';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { BlockerFilter } from './blockerFilter.ts';
import styles from './Blockers.module.css';

interface BlockerFiltersProps {
  readonly register: BlockerRegister;
  readonly filter: BlockerFilter;
  readonly onFilter: (filter: BlockerFilter) => void;
}

/** What the register is narrowed by. */
export function BlockerFilters({ register, filter, onFilter }: BlockerFiltersProps) {
  const { t, label } = useLanguage();
  const used = new Set(register.rows.map(({ action }) => action));
  const set = (part: Partial<BlockerFilter>): void => onFilter({ ...filter, ...part });
  const all = { value: '', label: t('blockers:filter.all') };
  return (
    <div className={styles['filters']}>
      <SearchBox
        id="blockers-filter"
        label={t('blockers:filter.text')}
        value={filter.text}
        onChange={(text) => set({ text })}
        onLeave={() => document.querySelector<HTMLElement>('#blockers [tabindex="0"]')?.focus()}
      />
      <SelectField
        label={t('blockers:col.state')}
        value={filter.state}
        options={[
          all,
          ...(['waiting', ...blockerStates] as const).map((value) => ({
            value,
            label: t(`blockers:state.${value}`),
          })),
        ]}
        onChange={(state) => set({ state: state as BlockerFilter['state'] })}
      />
      <SelectField
        label={t('blockers:col.theme')}
        value={filter.theme}
        options={[all, ...register.themes.map((value) => ({ value, label: value }))]}
        onChange={(theme) => set({ theme })}
      />
      <SelectField
        label={t('blockers:action')}
        value={filter.action}
        options={[
          all,
          ...register.actions
            .filter(({ id }) => used.has(id))
            .map(({ id, title }) => ({ value: id, label: label(title) })),
        ]}
        onChange={(action) => set({ action })}
      />
    </div>
  );
}
