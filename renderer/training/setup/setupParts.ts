import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import type { TrainingTabProps } from '../trainingTabs.ts';

/** What trainings are made of, part by part, as the address names them. */
export const setupParts = ['tracks', 'materials', 'trainers', 'sites', 'calendar'] as const;
export type SetupPart = (typeof setupParts)[number];

/** What every part is given. */
export interface PartProps {
  readonly shared: TrainingTabProps;
  readonly setup: TrainingSetup;
}

/** What is open in a part's panel: one row, a new one, or nothing. */
export type Opened = { readonly id: string } | 'new' | null;

/** The row that is open; undefined: a new one, or none. */
export function openedIn<R extends { readonly id: string }>(
  rows: readonly R[],
  opened: Opened,
): R | undefined {
  return opened === null || opened === 'new' ? undefined : rows.find(({ id }) => id === opened.id);
}
