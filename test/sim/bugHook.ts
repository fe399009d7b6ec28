import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bug } from './bugs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Plants a bug into its file when that is loaded. Call before anything of the product loads. */
export function plant(bug: Bug): void {
  // As a path: an address writes spaces and accents in another way.
  const wanted = join(root, bug.file);
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.startsWith('file:') || fileURLToPath(url) !== wanted) return loaded;
      const source = String(loaded.source);
      if (source.split(bug.find).length !== 2) {
        throw new Error(`${bug.name}: its text occurs not exactly once in ${bug.file}`);
      }
      return { ...loaded, source: source.replace(bug.find, () => bug.replace) };
    },
  });
}
