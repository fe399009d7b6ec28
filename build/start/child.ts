import type { ChildProcess } from 'node:child_process';

/** How long a program may take to close its files before it is ended all the same. */
const GRACE_MS = 10_000;

/** Resolves with the exit code once the program has ended; null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return Promise.resolve(child.exitCode);
  }
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(1));
  });
}

/** Ends a program that this process started: asks it, and after a while does not ask. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  child.kill('SIGTERM');
  await ended(child);
  clearTimeout(timer);
}

/** Calls `receive` with each finished line that the stream brings. */
export function onLine(stream: NodeJS.ReadableStream, receive: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) receive(line);
  });
  stream.on('end', () => {
    if (rest !== '') receive(rest);
  });
}
