import type { ActionLine, PilotCounts } from '../../../../shared/kit/pilot.contract.ts';
import { levelAbove } from '../../../../shared/wave/dealing.rules.ts';
import type { Desk } from './desk.ts';
import { cellsOn, codeOn } from './cells.ts';
import type { Figures } from './figures.ts';
import type { ActionFacts } from './indexStore.ts';
import type { Reading } from './lists.ts';
import { BLOCKED, DONE, NONE, NOT_APPLICABLE } from './matrix.ts';

/** Counts over some places. */
export function countsOf(
  figures: Figures,
  reading: Reading,
  numbers: readonly number[],
): PilotCounts {
  const counts = {
    establishments: 0,
    withoutKit: 0,
    buckets: { over: 0, between: 0, under: 0 },
    late: { establishments: 0, steps: 0 },
    blocked: { establishments: 0, steps: 0 },
  };
  for (const place of numbers) {
    const bucket = reading.bucket(place);
    if (bucket === null) {
      counts.withoutKit += 1;
      continue;
    }
    counts.establishments += 1;
    counts.buckets[bucket] += 1;
    for (const kind of ['late', 'blocked'] as const) {
      const steps = figures[kind][place]!;
      counts[kind].steps += steps;
      if (steps > 0) counts[kind].establishments += 1;
    }
  }
  return counts;
}

/** Each action of establishments in a programme's kit, over some of them, in the order of the kit. */
export function actionLines(
  desk: Desk,
  figures: Figures,
  programme: string,
  numbers: readonly number[],
): ActionLine[] {
  const kit = desk.kit(programme);
  if (kit === undefined) return [];
  const { actions } = kit.matrix;
  const { standing, actions: then } = kit.on(figures.past);
  const columns = actions.length;
  const done = new Uint32Array(columns);
  const applicable = new Uint32Array(columns);
  const late = new Uint32Array(columns);
  const blocked = new Uint32Array(columns);
  for (const number of numbers) {
    const place = figures.places[number]!;
    const cells = place.dealt ? cellsOn(desk, kit, place, figures.past) : undefined;
    if (cells === undefined) continue;
    const { status, since, start } = cells;
    const dues = kit.dues(place, figures.past);
    for (let column = 0; column < columns; column += 1) {
      const stored = status[start + column]!;
      if (stored === NONE || stored === NOT_APPLICABLE || standing[column] === 'notYet') continue;
      const code = codeOn(stored, since[start + column]!, figures.past);
      if (code === DONE) {
        done[column]! += 1;
        applicable[column]! += 1;
      } else if (standing[column] === 'there') {
        applicable[column]! += 1;
        if (code === BLOCKED) blocked[column]! += 1;
        if (dues[column]! < figures.day) late[column]! += 1;
      }
    }
  }
  const actionsHere = kit
    .actions()
    .map(({ action }) => then[kit.matrix.column(action)]!)
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(
      ({ action, level }) =>
        levelAbove(level) === null && standing[kit.matrix.column(action)] !== 'notYet',
    );
  return actionsHere.map((action) => {
    const column = kit.matrix.column(action.action);
    return {
      action: action.action,
      title: action.title ?? { fr: action.action },
      phase: action.phase ?? '',
      blocking: action.blocking,
      done: done[column]!,
      applicable: applicable[column]!,
      late: late[column]!,
      blocked: blocked[column]!,
    };
  });
}

function rank({ position }: ActionFacts): number {
  return position ?? Number.MAX_SAFE_INTEGER;
}
