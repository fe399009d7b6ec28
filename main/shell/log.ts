import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** One file of this size and the one before it are kept. */
const MAX_BYTES = 1_000_000;

export interface Log {
  /**
   * Notes that something happened. `facts` are names, counts and codes only: never what a person
   * typed, never a name, never a secret.
   */
  note(event: string, facts?: Readonly<Record<string, string | number | boolean>>): void;
}

/** The shell's journal in `<folder>/shell.log`, one JSON object a line. It never throws. */
export function openLog(folder: string, now: () => number = Date.now): Log {
  const file = join(folder, 'shell.log');
  return {
    note(event, facts = {}) {
      const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`;
      try {
        mkdirSync(folder, { recursive: true });
        turnOver(file);
        appendFileSync(file, line, { mode: 0o600 });
      } catch {
        // A full disk must not stop the program for want of a journal.
      }
    },
  };
}

function turnOver(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
}
