import { loadavg } from 'node:os';

/** One figure of a benchmark. */
export interface Figure {
  readonly name: string;
  /** Median over the runs. */
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'MB' | 'rows' | 'rows/s';
  /** The same kind of figure for what the value is held against, in the same run. */
  readonly baseline: number;
  /**
   * Median of value / baseline, pair by pair: it holds when the machine's speed drifts. Values
   * alone do not: see `load`.
   */
  readonly ratio: number;
  /** Number of pairs. */
  readonly n: number;
  /** Mean number of processes that wanted the processor in the minute before. */
  readonly load?: number;
  /** What else the runs say, by name. */
  readonly [more: string]: unknown;
}

/** The middle value of a list; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of the list stays below; between two of them, in proportion. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)]!;
  const high = sorted[Math.ceil(at)]!;
  return low + (high - low) * (at - Math.floor(at));
}

/** Runs two things in turn, A B A B, and holds one against the other. Times in milliseconds. */
export async function pairs(
  name: string,
  n: number,
  run: () => number | Promise<number>,
  baseline: () => number | Promise<number>,
): Promise<Figure> {
  const values: number[] = [];
  const bases: number[] = [];
  // The first pair warms both up and is not counted.
  for (let index = 0; index <= n; index += 1) {
    const base = await baseline();
    const value = await run();
    if (index === 0) continue;
    bases.push(base);
    values.push(value);
  }
  return figureOf(name, 'ms', values, bases);
}

/** A figure of values and baselines that were measured in turn. */
export function figureOf(
  name: string,
  unit: Figure['unit'],
  values: readonly number[],
  bases: readonly number[],
): Figure {
  return {
    name,
    value: round(median(values)),
    unit,
    baseline: round(median(bases)),
    ratio: round(median(values.map((value, index) => value / bases[index]!))),
    n: values.length,
    load: round(loadavg()[0]!),
  };
}

/** Three decimals are more than a shared machine can hold. */
export function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
