import { NativeSelect } from '@mantine/core';
import type { TrackView } from '../../../shared/training/training.views.ts';
import { coverageStates } from '../../../shared/training/coverage.rules.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { CoverageFilter } from './coverageReads.ts';
import styles from './Coverage.module.css';

interface CoverageFiltersProps {
  readonly filter: CoverageFilter;
  readonly onFilter: (change: Partial<CoverageFilter>) => void;
  readonly tracks: readonly TrackView[];
  /** Id of the list beneath, to go on to. */
  readonly list: string;
  readonly searchLabel: string;
}

/** What narrows the list: words, a track, a state. */
export function CoverageFilters(props: CoverageFiltersProps) {
  const { filter, onFilter, tracks, list, searchLabel } = props;
  const { t, label } = useLanguage();
  return (
    <div className={styles['filters']}>
      <SearchBox
        id="coverage-search"
        label={searchLabel}
        value={filter.text}
        onChange={(text) => onFilter({ text: text.slice(0, 200) })}
        onLeave={() => document.querySelector<HTMLElement>(`#${list} [tabindex="0"]`)?.focus()}
      />
      <NativeSelect
        aria-label={t('coverage:filter.track')}
        value={filter.track}
        onChange={(event) => onFilter({ track: event.currentTarget.value })}
        data={[
          { value: '', label: t('coverage:filter.allTracks') },
          ...tracks.map((track) => ({ value: track.id, label: label(track.label) })),
        ]}
      />
      <NativeSelect
        aria-label={t('coverage:filter.state')}
        value={filter.state}
        onChange={(event) => onFilter({ state: event.currentTarget.value })}
        data={[
          { value: '', label: t('coverage:filter.allStates') },
          ...[...coverageStates, 'late'].map((state) => ({
            value: state,
            label: t(`coverage:state.${state}`),
          })),
        ]}
      />
    </div>
  );
}
