import { createContext, use } from 'react';
import type { KitStore } from '../kit/kit.store.ts';
import type { ReviewStore } from '../review/review.store.ts';

/** What outlives a page: going to the settings and back must not lose one's place in the kit. */
interface Stores {
  readonly kit: KitStore;
  readonly review: ReviewStore;
}

export const StoresContext = createContext<Stores | null>(null);

/** The stores that outlive a page. */
export function useStores(): Stores {
  const stores = use(StoresContext);
  if (stores === null) throw new Error('StoresContext is missing.');
  return stores;
}
