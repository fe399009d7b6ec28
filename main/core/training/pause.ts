import type { TrainingContext } from './training.context.ts';

/** From when until when nobody is taught in the middle of a day. */
export interface Pause {
  readonly from: string;
  readonly to: string;
}

/** Where a wave says nothing of it. */
const PAUSE: Pause = { from: '12:00', to: '13:30' };

/** The middle of the day of that wave. */
export function pauseOf(
  { context }: { readonly context: Pick<TrainingContext, 'store'> },
  wave: string,
): Pause {
  const [rules] = context.store.rules(wave);
  return { from: rules?.morningTo ?? PAUSE.from, to: rules?.afternoonFrom ?? PAUSE.to };
}
