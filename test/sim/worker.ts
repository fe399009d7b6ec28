/**
 * Runs seeds in a process of its own. Randomness and writes are taken over, and bugs planted,
 * before the product is loaded.
 */
import { bugs } from './bugs.ts';
import { plant } from './bugHook.ts';
import { takeOverWrites } from './kernel/crash.ts';
import { takeOverEntropy } from './kernel/entropy.ts';
import type { SimOptions } from './options.ts';
import type { Outcome } from './run.ts';
import type { Templates } from './world/templates.ts';

/** Runs seeds one after the other. `next` hands out the next one, or null at the end. */
export async function work(
  options: SimOptions,
  /** Port of the PostgreSQL cluster; null: SQLite. */
  port: number | null,
  next: () => number | null | Promise<number | null>,
  done: (outcome: Outcome) => void,
): Promise<void> {
  // What a crashed program still complains of is nobody's affair.
  const say = console.error;
  console.error = () => undefined;
  takeOverEntropy();
  takeOverWrites();
  const bug = bugs.find(({ name }) => name === options.bug);
  if (bug !== undefined) plant(bug);
  const { runSeed } = await import('./run.ts');
  const { postgresTemplates, sqliteTemplates } = await import('./world/templates.ts');
  let templates: Templates;
  if (port === null) {
    templates = await sqliteTemplates();
  } else {
    const { takeOverPostgres } = await import('./parties/postgres.ts');
    takeOverPostgres();
    templates = await postgresTemplates(databaseUrl(port));
  }
  const together = port !== null;
  try {
    for (let seed = await next(); seed !== null; seed = await next()) {
      const { devices, servers, keep } = options;
      const trace = options.trace ? { trace: (line: string) => say(line) } : {};
      done(await runSeed({ seed, devices, servers, templates, together, keep, ...trace }));
    }
  } finally {
    await templates.remove();
  }
}

/** Addresses in the cluster that the tests start. */
function databaseUrl(port: number): (database: string) => string {
  return (database) => `postgres://bascule@127.0.0.1:${port}/${database}`;
}
