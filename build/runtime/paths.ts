import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the clone: the folder of `package.json`. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The folder of an installed package, looked for as Node does: in `node_modules` of `from` and of
 * the folders above it. (`require.resolve` cannot be asked: many packages hide their package.json.)
 *
 * @throws Error when it is not installed.
 */
export function packageFolder(name: string, from: string = projectRoot): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed: run npm ci.`);
  }
}

/** The exact version of an installed package of the project. */
export function packageVersion(name: string): string {
  const text = readFileSync(join(packageFolder(name), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
