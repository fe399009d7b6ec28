import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const SECOND = 1000;
const NOT_TESTS = ['**/node_modules/**', 'out/**', 'dist/**'];

// The groups run one after the other: what measures time or starts programs wants the machine
// for itself.
export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['{shared,main,server,renderer,build}/**/*.{ts,tsx}'],
      exclude: ['**/*.test.*'],
    },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          globalSetup: ['test/support/postgresSetup.ts'],
          include: ['{shared,main,server,build}/**/*.test.ts'],
          exclude: NOT_TESTS,
          // Against what hangs: a busy machine takes ten times as long as an idle one.
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          exclude: NOT_TESTS,
          setupFiles: ['test/renderer/setup.ts'],
          testTimeout: 30 * SECOND,
          css: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          globalSetup: ['test/support/postgresSetup.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...NOT_TESTS, 'test/e2e/**'],
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          exclude: NOT_TESTS,
          globalSetup: ['test/e2e/setup.ts'],
          // One program at a time: each wants the screen, and its start is what is measured.
          fileParallelism: false,
          testTimeout: 120 * SECOND,
          hookTimeout: 120 * SECOND,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
