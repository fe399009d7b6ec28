/** Receives one finished line of progress, without its line end. */
export type Say = (line: string) => void;

const HEARTBEAT_MS = 15_000;

/** Writes progress to standard error, so that standard output stays for results. */
export const sayOnStderr: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/**
 * Runs a slow step and says every 15 seconds that it is still going, with the seconds spent.
 * A step of minutes without a word looks like a hang, most of all in a CI log.
 */
export async function withHeartbeat<T>(say: Say, what: string, step: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const timer = setInterval(() => {
    say(`    ${what}: ${Math.round((Date.now() - started) / 1000)} s`);
  }, HEARTBEAT_MS);
  try {
    return await step();
  } finally {
    clearInterval(timer);
  }
}
