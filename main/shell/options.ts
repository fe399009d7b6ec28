import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The program's own command line. */
export interface ShellOptions {
  /** Absolute path of the folder that holds everything of this installation; undefined: the system's. */
  readonly data?: string;
  /** Address of the central server. */
  readonly server?: string;
  /** One-time code with which a device that belongs to nobody yet is enrolled at start. */
  readonly enrol?: string;
}

/**
 * Reads `--data DIR --server URL --enrol CODE`. Chromium's and Electron's own switches stand on the
 * same line and are left to them.
 *
 * @param args the whole line without the program's name
 * @param folder what a relative path starts from
 */
export function readOptions(args: readonly string[], folder: string): ShellOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      server: { type: 'string' },
      enrol: { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const { data, server, enrol } = values;
  return {
    ...(isText(data) && { data: resolve(folder, data) }),
    ...(isText(server) && { server }),
    ...(isText(enrol) && { enrol }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
