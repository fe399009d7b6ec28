import type { KitAction, RunningAction } from './kitContent.ts';

/** An action of a test's kit. */
export function kitAction(id: string, over: Partial<KitAction> = {}): KitAction {
  return {
    id,
    phase: 'p1',
    actors: ['sg'],
    title: { fr: `Titre ${id}` },
    description: null,
    dueOffsetDays: -10,
    dueOffsetVariants: {},
    variant: null,
    dependsOn: [],
    evidence: 'none',
    blocking: false,
    level: null,
    indicator: null,
    source: null,
    ...over,
  };
}

/** Actions as the running kit has them. */
export function running(actions: readonly KitAction[]): RunningAction[] {
  return actions.map((action) => ({ ...action, retired: false }));
}
