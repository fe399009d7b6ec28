import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/**
 * The folder whose `include/node` holds the headers of any Node of version 20 or later, or undefined.
 * Node-API is the same in all of them, so it need not be the Node that runs us, which comes from the
 * registry without headers.
 */
export function nodeHeaders(): string | undefined {
  return candidates().find((folder) =>
    ['node_api.h', 'common.gypi', 'config.gypi'].every((file) =>
      existsSync(join(folder, 'include', 'node', file)),
    ),
  );
}

function candidates(): string[] {
  const named = process.env['npm_config_nodedir'];
  const programs = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .filter((program) => existsSync(program))
    .map((program) => dirname(dirname(realpathSync(program))));
  return [...(named === undefined ? [] : [named]), ...programs, '/usr/local', '/usr'];
}
