import type { MantineColorSchemeManager } from '@mantine/core';
import type { Preferences, Theme } from '../../shared/bridge/window.ts';
import type { PreferencesStore } from '../bridge/preferences.ts';

const schemes = { light: 'light', dark: 'dark', system: 'auto' } as const;

/** Mantine's name of a theme. */
export function schemeOf(theme: Theme): 'light' | 'dark' | 'auto' {
  return schemes[theme];
}

/** Has Mantine follow the preferences instead of a store of its own. */
export function colorSchemeManager({ store }: PreferencesStore): MantineColorSchemeManager {
  let unsubscribe = () => {};
  return {
    get: () => schemeOf(store.getState().theme),
    set: () => {},
    subscribe(onUpdate) {
      unsubscribe = store.subscribe((now: Preferences, before: Preferences) => {
        if (now.theme !== before.theme) onUpdate(schemeOf(now.theme));
      });
    },
    unsubscribe: () => unsubscribe(),
    clear: () => {},
  };
}

/** Puts the theme on the document before the first paint, so that nothing flashes. */
export function paintScheme(theme: Theme): void {
  const dark =
    theme === 'dark' ||
    (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';
}
