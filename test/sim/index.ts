/**
 * The deterministic simulator: seeded runs of devices, carriers and servers with faults, and the
 * invariants of sync checked over each. Its options: see `options.ts`.
 */
import { optionsOrExit } from '../support/options.ts';
import { runFleet } from './fleet.ts';
import { readOptions, USAGE } from './options.ts';

const options = optionsOrExit(USAGE, readOptions);
const summary = await runFleet(options);
console.log(
  options.json
    ? JSON.stringify(summary)
    : `${summary.seeds} seeds, ${summary.failures} failed, ${summary.operations} operations, ${(summary.ms / summary.seeds).toFixed(0)} ms a seed`,
);
process.exitCode = summary.failures > 0 ? 1 : 0;
