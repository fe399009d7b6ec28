import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { projectRoot } from './runtime/paths.ts';

// The oldest Electron the program is started with is the registry's copy, 33: what it lacks in
// syntax is compiled away. Newer functions of Node or the browser are not added by this.
const OLDEST_NODE = 'node20.18';
const OLDEST_CHROMIUM = 'chrome130';

/** Fonts of printed papers, copied beside the program: it reads them as files. */
const paperFonts: Plugin = {
  name: 'paper-fonts',
  generateBundle() {
    const folder = join(projectRoot, 'node_modules/@fontsource/ibm-plex-sans-arabic/files');
    for (const script of ['latin', 'latin-ext', 'arabic']) {
      for (const weight of [400, 700]) {
        const name = `ibm-plex-sans-arabic-${script}-${weight}-normal.woff`;
        const source = readFileSync(join(folder, name));
        this.emitFile({ type: 'asset', fileName: `fonts/${name}`, source });
      }
    }
  },
};

const path = (name: string): string => join(projectRoot, name);

/** The bundles of the desktop program, written to `out/`. */
export default defineConfig({
  main: {
    root: projectRoot,
    plugins: [paperFonts],
    build: {
      outDir: path('out/main'),
      target: OLDEST_NODE,
      sourcemap: true,
      // Everything is bundled but the one package with a binary of its own.
      externalizeDeps: false,
      rolldownOptions: {
        external: ['better-sqlite3'],
        input: { index: path('main/shell/index.ts'), worker: path('main/core/worker.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    root: projectRoot,
    build: {
      outDir: path('out/preload'),
      target: OLDEST_NODE,
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path('main/preload/index.ts') },
        // A sandboxed preload is one CommonJS file: it can require nothing but Electron.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: path('renderer'),
    plugins: [react()],
    build: {
      outDir: path('out/renderer'),
      target: OLDEST_CHROMIUM,
      sourcemap: true,
      minify: true,
      // Small images would become data: addresses, which the page's security policy need not allow.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: path('renderer/index.html') } },
    },
  },
});
