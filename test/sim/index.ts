/**
 * The deterministic simulator: seeded runs of devices, carriers and servers with faults, and the
 * invariants of sync checked over each.
 *
 *   npm run sim -- --seeds N [--from K] [--devices D] [--servers S] [--database sqlite|postgres]
 *                  [--workers W] [--bug NAME] [--first] [--json]
 *   npm run sim -- --seed K [--trace] [--keep]  replays one; may leave its folder
 */
import { runFleet } from './fleet.ts';
import { readOptions, type SimOptions } from './options.ts';

let options: SimOptions;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
const summary = await runFleet(options);
console.log(
  options.json
    ? JSON.stringify(summary)
    : `${summary.seeds} seeds, ${summary.failures} failed, ${summary.operations} operations, ${(summary.ms / summary.seeds).toFixed(0)} ms a seed`,
);
process.exitCode = summary.failures > 0 ? 1 : 0;
