import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Bug } from './bugs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Plants a bug into its file when that is loaded. Call before anything of the product loads. */
export function plant(bug: Bug): void {
  const wanted = new URL(bug.file, `file://${root}/`).pathname.replace('//', '/');
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
