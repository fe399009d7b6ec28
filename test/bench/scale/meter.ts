import { quantile, round } from '../measure.ts';

/** Milliseconds over some calls. */
export interface ScaleFigure {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  /** The same, of this process's own work: what else the machine does is not in it. */
  readonly cpu50: number;
  readonly cpu95: number;
  readonly n: number;
}

/** Milliseconds in the window. */
export interface WindowFigure {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly n: number;
  /** Of screens: the first time, when its part of the program is fetched and nothing is kept. */
  readonly first?: number;
}

export interface WindowFigures {
  readonly figures: readonly WindowFigure[];
  /** Resident megabytes (10^6 bytes) by kind of process; null where the system does not say. */
  readonly memory: Readonly<Record<string, number | null>>;
}

/** Collects figures, in the order in which they were taken. */
export interface Meter {
  readonly figures: ScaleFigure[];
  /** @param between what is done before each run, and not measured */
  measure(
    name: string,
    runs: number,
    run: (index: number) => Promise<unknown>,
    between?: (index: number) => unknown,
  ): Promise<void>;
}

/** @param only what has this in its name is measured, and nothing else */
export function createMeter(only: string): Meter {
  const figures: ScaleFigure[] = [];
  return {
    figures,
    async measure(name, runs, run, between = () => undefined) {
      if (!name.includes(only)) return;
      const times: number[] = [];
      const work: number[] = [];
      for (let index = 0; index < runs; index += 1) {
        await between(index);
        const before = process.cpuUsage();
        const started = performance.now();
        await run(index);
        times.push(performance.now() - started);
        const { user, system } = process.cpuUsage(before);
        work.push((user + system) / 1_000);
      }
      figures.push({
        name,
        p50: round(quantile(times, 0.5)),
        p95: round(quantile(times, 0.95)),
        cpu50: round(quantile(work, 0.5)),
        cpu95: round(quantile(work, 0.95)),
        n: runs,
      });
    },
  };
}
