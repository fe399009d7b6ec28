import { existsSync } from 'node:fs';
import { run } from './run.ts';
import type { RunOptions, RunResult } from './run.ts';

/**
 * Runs the npm client that started us, or else the one on the PATH. The client knows the registry,
 * the proxy and the certificates this organisation uses; we do not.
 */
export function npm(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const client = process.env['npm_execpath'];
  return client !== undefined && /\.c?js$/.test(client) && existsSync(client)
    ? run(process.execPath, [client, ...args], options)
    : run('npm', args, options);
}
