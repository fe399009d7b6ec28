import { parseArgs } from 'node:util';
import { wholeNumber } from '../support/options.ts';
import { bugs } from './bugs.ts';

export const USAGE = `npm run sim -- --seeds N [--from K] [--devices D] [--servers S] [--database sqlite|postgres]
               [--workers W] [--bug NAME] [--first] [--json]
npm run sim -- --seed K [--trace] [--keep]  replays one; may leave its folder`;

export interface SimOptions {
  /** Seeds to run, from `from` on. */
  readonly seeds: readonly number[];
  readonly devices: number | undefined;
  readonly servers: number | undefined;
  readonly database: 'sqlite' | 'postgres';
  readonly workers: number;
  readonly bug: string | undefined;
  readonly json: boolean;
  readonly trace: boolean;
  /** Leaves the folders of the runs. */
  readonly keep: boolean;
  /** Ends at the first seed that fails. */
  readonly first: boolean;
}

/** What may be said on the command line, and what it means. @throws Error in words for a person */
export function readOptions(args: readonly string[]): SimOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      from: { type: 'string' },
      devices: { type: 'string' },
      servers: { type: 'string' },
      database: { type: 'string' },
      workers: { type: 'string' },
      bug: { type: 'string' },
      json: { type: 'boolean' },
      trace: { type: 'boolean' },
      first: { type: 'boolean' },
      keep: { type: 'boolean' },
    },
  });
  const number = (
    name: 'seeds' | 'seed' | 'from' | 'devices' | 'servers' | 'workers',
    least: number,
  ): number | undefined => {
    const text = values[name];
    return text === undefined ? undefined : wholeNumber(name, text, least);
  };
  const database = values.database ?? 'sqlite';
  if (database !== 'sqlite' && database !== 'postgres') {
    throw new Error(`--database must be sqlite or postgres, not ${database}`);
  }
  if (values.bug !== undefined && !bugs.some(({ name }) => name === values.bug)) {
    throw new Error(`no such bug: ${values.bug}. There are: ${bugs.map((b) => b.name).join(', ')}`);
  }
  const seed = number('seed', 0);
  const from = number('from', 0) ?? 1;
  const seeds =
    seed === undefined
      ? Array.from({ length: number('seeds', 1) ?? 100 }, (_, index) => from + index)
      : [seed];
  return {
    seeds,
    devices: number('devices', 1),
    servers: number('servers', 1),
    database,
    workers: Math.min(number('workers', 1) ?? 2, seeds.length),
    bug: values.bug,
    json: values.json ?? false,
    trace: values.trace ?? false,
    first: values.first ?? false,
    keep: values.keep ?? false,
  };
}

/** The command that replays one seed. */
export function replayCommand(seed: number, options: SimOptions): string {
  const { devices, servers, database, bug } = options;
  const parts = [`npm run sim -- --seed ${seed}`];
  if (devices !== undefined) parts.push(`--devices ${devices}`);
  if (servers !== undefined) parts.push(`--servers ${servers}`);
  if (database !== 'sqlite') parts.push(`--database ${database}`);
  if (bug !== undefined) parts.push(`--bug ${bug}`);
  return [...parts, '--trace'].join(' ');
}
