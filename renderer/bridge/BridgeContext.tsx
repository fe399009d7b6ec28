import { createContext, use, useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Preferences } from '../../shared/bridge/window.ts';
import type { Client } from './client.ts';
import type { PreferencesStore } from './preferences.ts';
import type { Read, ReadState } from './read.ts';
import type { Reads } from './reads.ts';

export interface BridgeValue {
  readonly client: Client;
  readonly reads: Reads;
  readonly preferences: PreferencesStore;
}

const BridgeContext = createContext<BridgeValue | null>(null);

/** Gives the pages below it the way to the core. */
export function BridgeProvider({ bridge, children }: { bridge: BridgeValue; children: ReactNode }) {
  return <BridgeContext value={bridge}>{children}</BridgeContext>;
}

/** The way to the core. */
export function useBridge(): BridgeValue {
  const value = use(BridgeContext);
  if (value === null) throw new Error('BridgeProvider is missing.');
  return value;
}

/** What a shared read holds now. */
export function useRead<T>(read: Read<T>): ReadState<T> {
  return useStore(read.store);
}

/** The value of a shared read, or null while it is loading or has failed. */
export function useReadValue<T>(read: Read<T>): T | null {
  const state = useRead(read);
  return state.status === 'ready' ? state.value : null;
}

/** The value of a shared read that is kept fresh while it is looked at; not asked for unless wanted. */
export function useWatched<T>(read: Read<T>, wanted = true): T | null {
  useEffect(() => (wanted ? read.watch() : undefined), [read, wanted]);
  return useReadValue(read);
}

/** What this computer's user chose for the window, and the way to change it. */
export function usePreferences(): [Preferences, PreferencesStore['write']] {
  const { preferences } = useBridge();
  return [useStore(preferences.store), preferences.write];
}
