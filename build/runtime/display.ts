import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { RuntimeProblem } from './problem.ts';

/** The smallest screen the product is drawn for. */
const SCREEN = '1366x768x24';
const READY_WITHIN_MS = 15_000;

export interface Display {
  /** What to add to the environment of a program that opens windows. */
  readonly env: Readonly<Record<string, string>>;
  /** Stops the screen, if it was started here. */
  close(): Promise<void>;
}

/** True on a Linux without a screen, where a virtual one has to be started. */
export function needsOwnDisplay(): boolean {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

/**
 * A screen to open windows on: the machine's own where there is one, otherwise a virtual screen
 * (Xvfb, 1366 × 768, 24 bits) on a free display number, stopped by `close` or with this process.
 *
 * @throws RuntimeProblem when Xvfb is missing or does not start.
 */
export async function openDisplay(): Promise<Display> {
  if (!needsOwnDisplay()) return { env: {}, close: async () => {} };
  // -displayfd: Xvfb itself looks for a free number, and writes it to descriptor 3 when it is ready.
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  const stop = (): void => {
    server.kill('SIGTERM');
  };
  process.once('exit', stop);
  try {
    const number = await displayNumber(server);
    // Nothing here may keep this process alive: the screen ends with it.
    server.unref();
    return {
      env: { DISPLAY: `:${number}` },
      close: async () => {
        process.removeListener('exit', stop);
        await ended(server);
      },
    };
  } catch (error) {
    process.removeListener('exit', stop);
    stop();
    throw error;
  }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    let written = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new RuntimeProblem(`The virtual screen Xvfb did not start: ${why}`));
    };
    const timer = setTimeout(() => fail('it gave no answer.'), READY_WITHIN_MS);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(complaint.trim() || `it ended with code ${code}.`));
    server.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const pipe = server.stdio[3] as NodeJS.ReadableStream;
    pipe.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      if (!written.includes('\n')) return;
      clearTimeout(timer);
      server.removeAllListeners('exit');
      for (const stream of [server.stderr, server.stdio[3]]) {
        if (stream && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
      }
      resolve(written.trim());
    });
  });
}

function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve();
    server.ref();
    server.once('exit', () => resolve());
    server.kill('SIGTERM');
  });
}
