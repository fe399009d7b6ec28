import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the child is killed. */
  readonly timeoutMs?: number;
}

export interface RunResult {
  /** Exit code; 127 when the command does not exist, 124 when it was stopped for its time limit. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const NOT_FOUND = 127;
const TIMED_OUT = 124;
const FAILED = 1;

/** Runs a command without a shell, and collects what it wrote. Never rejects: read `code`. */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const timer =
      options.timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, options.timeoutMs);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({
        code: error.code === 'ENOENT' ? NOT_FOUND : FAILED,
        stdout,
        stderr: `${stderr}${error.message}`,
      });
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: timedOut ? TIMED_OUT : (code ?? FAILED), stdout, stderr });
    });
  });
}

/** True when `command` can be found on the PATH. */
export async function exists(command: string): Promise<boolean> {
  return (await run('sh', ['-c', 'command -v "$0"', command])).code === 0;
}

/** The last lines of a tool's output, where it says why it failed. */
export function tail(text: string, lines = 12): string {
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
