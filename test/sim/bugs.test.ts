import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runScript } from '../support/processes.ts';
import { bugs } from './bugs.ts';
import { invariants } from './oracle/violation.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** A planted bug is found within this many seeds. */
const SEEDS = 200;

describe('planted bugs', () => {
  it.each(bugs)('$name: its text occurs exactly once in $file', ({ file, find }) => {
    expect(fs.readFileSync(path.join(root, file), 'utf8').split(find)).toHaveLength(2);
  });

  it('there is one for each invariant', () => {
    const broken = new Set(bugs.map(({ invariant }) => String(invariant)));
    expect([...broken].sort()).toEqual(Object.keys(invariants).sort());
  });

  it.each(bugs)(
    `$name is found within ${SEEDS} seeds`,
    async ({ name, invariant }) => {
      const args = ['--bug', name, '--seeds', String(SEEDS), '--first'];
      const { out, code } = await runScript('test/sim/index.ts', args);
      console.log(`${name} (invariant ${invariant}): ${out.split('\n')[0]}`);
      expect(code).toBe(1);
      expect(out).toContain(`--bug ${name}`);
    },
    180_000,
  );
});
