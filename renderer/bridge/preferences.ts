import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Preferences } from '../../shared/bridge/window.ts';
import type { Client } from './client.ts';

/** What this computer's user chose for the window. */
export interface PreferencesStore {
  readonly store: StoreApi<Preferences>;
  /** Applies at once and has the shell keep it. */
  write(changes: Partial<Preferences>): void;
}

/** Starts from what the shell gave at load. */
export function createPreferences(client: Client): PreferencesStore {
  const store = createStore<Preferences>(() => client.preferences.read());
  return {
    store,
    write(changes) {
      store.setState(
        changes.language === undefined ? changes : { ...changes, languageOpen: false },
      );
      void client.preferences.write(changes);
    },
  };
}
