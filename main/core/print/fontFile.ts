import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The file of a font: beside the built program, or in the package it comes with.
 * @param name such as `ibm-plex-sans-arabic-latin-400-normal.woff`
 */
export function fontFile(name: string): string {
  // A built file lies in `out/main` or in `out/main/chunks`.
  for (const folder of [join(here, 'fonts'), join(here, '../fonts')]) {
    const file = join(folder, name);
    if (existsSync(file)) return file;
  }
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@fontsource/ibm-plex-sans-arabic')), 'files', name);
}
