import { useEffect, useRef } from 'react';
import { usePreferences, useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { useKit } from './KitContext.tsx';
import { keptFilters } from './kit.filters.ts';
import { kitTabs } from './kit.select.ts';
import { kitReadings } from './kit.store.ts';

/** Takes up what this person left the kit narrowed to on this computer, and keeps what they change. */
export function useKeptView(): void {
  const { kit } = useKit();
  const { reads } = useBridge();
  const [{ views }, write] = usePreferences();
  const session = useReadValue(reads.session);
  const person = session?.person.id ?? null;
  const known = useRef(views);
  known.current = views;

  useEffect(() => {
    if (person === null) return;
    const key = `kit ${person}`;
    const kept = known.current?.[key];
    const state = kit.store.getState();
    // A link that led here, or a choice made meanwhile, is newer.
    if (kept !== undefined && state.reading === 'list' && state.tab === 'all') {
      const { tab, reading, filters } = kept as Record<string, JsonValue | undefined>;
      kit.narrow(keptFilters(filters));
      kit.show(kitTabs.find((one) => one === tab) ?? 'all');
      kit.read(kitReadings.find((one) => one === reading) ?? 'list');
    }
    return kit.store.subscribe((now, before) => {
      const same =
        now.tab === before.tab && now.reading === before.reading && now.filters === before.filters;
      if (same) return;
      const left = { tab: now.tab, reading: now.reading, filters: { ...now.filters } };
      write({ views: { ...known.current, [key]: left } });
    });
  }, [kit, person, write]);
}
