import { parseArgs } from 'node:util';
import { wholeNumber } from '../support/options.ts';

export const USAGE =
  'npm run chaos -- --seconds N [--devices D] [--database sqlite|postgres] [--seed K] [--json]';

export interface ChaosOptions {
  readonly seconds: number;
  readonly devices: number;
  readonly database: 'sqlite' | 'postgres';
  readonly seed: number;
  readonly json: boolean;
}

/** What may be said on the command line, and what it means. @throws Error in words for a person */
export function readChaosOptions(args: readonly string[]): ChaosOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: { type: 'string', default: '30' },
      devices: { type: 'string', default: '4' },
      database: { type: 'string', default: 'postgres' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { database, json } = values;
  if (database !== 'sqlite' && database !== 'postgres') {
    throw new Error(`--database must be sqlite or postgres, not ${database}`);
  }
  const seconds = Number(values.seconds);
  if (!(seconds > 0 && seconds < 1e6)) {
    throw new Error(`--seconds must be a number above 0, not ${values.seconds}`);
  }
  return {
    seconds,
    devices: wholeNumber('devices', values.devices, 1),
    database,
    seed:
      values.seed === undefined
        ? Math.floor(Math.random() * 2 ** 31)
        : wholeNumber('seed', values.seed, 0),
    json,
  };
}
