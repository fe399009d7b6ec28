import type { ReactNode } from 'react';

/** What stands in the panel beside a reading of the wave. */
export type Panel = { readonly label: string; readonly content: ReactNode } | null;
