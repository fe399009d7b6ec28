/** One figure of a benchmark. */
export interface Figure {
  readonly name: string;
  /** Median over the runs. */
  readonly value: number;
  readonly unit: 'ms' | 'bytes';
  /** The same kind of figure for what the value is held against, in the same run. */
  readonly baseline: number;
  /** Median of value / baseline, pair by pair: it holds when the machine's speed drifts. */
  readonly ratio: number;
  /** Number of pairs. */
  readonly n: number;
}

/** The middle value of a list; the mean of the two middle ones where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
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
  return {
    name,
    value: round(median(values)),
    unit: 'ms',
    baseline: round(median(bases)),
    ratio: round(median(values.map((value, index) => value / bases[index]!))),
    n,
  };
}

/** Three significant decimals are more than a shared machine can hold. */
export function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
