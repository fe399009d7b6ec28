import { createContext, use, type ComponentType, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { KitState, KitStore } from './kit.store.ts';

/** What a part of the panel that belongs to another feature is given. */
interface PanelPartProps {
  readonly step: string;
  readonly undo: () => void;
}

/** What waits for a person about an action, beside its own state. */
export type StepMark = 'conflict' | 'refused' | 'both';

export interface KitValue {
  readonly kit: KitStore;
  /** Takes back the person's last action, whatever it was. */
  readonly undo: () => void;
  /** Sends and fetches now. */
  readonly syncNow: () => void;
  /** What other features show in the panel of a step. */
  readonly panelParts?: readonly {
    readonly name: string;
    readonly Part: ComponentType<PanelPartProps>;
  }[];
  /** Prints the kit. */
  readonly Print: ComponentType<{ readonly view: KitView }>;
  readonly marks: ReadonlyMap<string, StepMark>;
  /** Where conflicts are settled one after the other. */
  readonly conflictsHref: string;
  /** Shows its children once the texts beyond those of the first page are there. */
  readonly MoreTexts: ComponentType<{ readonly children: ReactNode }>;
  /** What is to be settled about an action, for its panel; fetched when there is something. */
  readonly Review: ComponentType<{ readonly step: KitStepView; readonly title: string }>;
}

const KitContext = createContext<KitValue | null>(null);

/** Gives the kit's parts the kit and the way to undo. */
export function KitProvider({ value, children }: { value: KitValue; children: ReactNode }) {
  return <KitContext value={value}>{children}</KitContext>;
}

/** The kit on the screen and its actions. */
export function useKit(): KitValue {
  const value = use(KitContext);
  if (value === null) throw new Error('KitProvider is missing.');
  return value;
}

/** Part of the kit's state; the component is drawn again when that part changes. */
export function useKitState<T>(select: (state: KitState) => T): T {
  return useStore(useKit().kit.store, select);
}
