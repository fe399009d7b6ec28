import { fork, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startCluster, type Cluster } from '../support/postgres.ts';
import type { Outcome } from './run.ts';
import { replayCommand, type SimOptions } from './options.ts';
import { noFaults, type Fault, type FaultCounts } from './world/faults.ts';

/** What all seeds together came to. */
export interface Summary {
  readonly seeds: number;
  readonly failures: number;
  readonly operations: number;
  readonly faults: FaultCounts;
  /** Time taken, in milliseconds. */
  readonly ms: number;
  readonly failed: readonly number[];
}

/** From a worker's process: it wants a seed, or has done one. */
export type FromWorker = { readonly outcome: Outcome | null };
/** To a worker's process: the next seed, or null when there is none. */
export interface ToWorker {
  readonly seed: number | null;
  /** With the first seed. */
  readonly options?: SimOptions;
  readonly port?: number | null;
}

/** Runs the seeds in several processes, each with its own virtual world. */
export async function runFleet(options: SimOptions): Promise<Summary> {
  const started = performance.now();
  const queue = [...options.seeds];
  const faults = noFaults();
  const failed: number[] = [];
  let seeds = 0;
  let operations = 0;
  const take = (outcome: Outcome): void => {
    seeds += 1;
    operations += outcome.operations;
    for (const [name, count] of Object.entries(outcome.faults)) faults[name as Fault] += count;
    if (outcome.failure === null) return;
    failed.push(outcome.seed);
    if (options.first) queue.length = 0;
    console.log(`seed ${outcome.seed}: ${outcome.failure}`);
    console.log(`  ${replayCommand(outcome.seed, options)}`);
  };
  const cluster = options.database === 'postgres' ? await startInMemory() : null;
  const workers = Array.from({ length: options.workers }, () => startWorker());
  const stop = (): void => {
    for (const child of workers) child.kill('SIGKILL');
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await Promise.all(
      workers.map((child) => feed(child, { options, port: cluster?.port ?? null }, queue, take)),
    );
  } finally {
    stop();
    await cluster?.stop();
  }
  process.removeListener('SIGINT', stop);
  process.removeListener('SIGTERM', stop);
  const ms = Math.round(performance.now() - started);
  return {
    seeds,
    failures: failed.length,
    operations,
    faults,
    ms,
    failed: failed.sort((a, b) => a - b),
  };
}

/** A PostgreSQL whose files are in memory where the system has such a place. */
async function startInMemory(): Promise<Cluster> {
  if (fs.existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm';
  return startCluster();
}

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('process.ts', import.meta.url)), { serialization: 'json' });
}

async function feed(
  child: ChildProcess,
  start: Omit<ToWorker, 'seed'>,
  queue: number[],
  take: (outcome: Outcome) => void,
): Promise<void> {
  const give = (first: boolean): void => {
    const seed = queue.shift() ?? null;
    const message: ToWorker = first ? { ...start, seed } : { seed };
    child.send(message);
  };
  child.on('message', ({ outcome }: FromWorker) => {
    if (outcome !== null) take(outcome);
    give(false);
  });
  give(true);
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0) throw new Error(`a worker ended with ${code ?? signal ?? 'nothing'}`);
}
