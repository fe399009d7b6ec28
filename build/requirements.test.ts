import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from './runtime/paths.ts';

const text = readFileSync(join(projectRoot, 'docs/requirements.md'), 'utf8');
const rows = text.split('\n').filter((line) => /^\| R\d+ \|/.test(line));

/** Numbers of the requirements that were taken up, first and last of each range. */
const RANGES = [
  [1, 161],
  [174, 206],
  [224, 244],
] as const;

describe('the table of requirements', () => {
  it('has each number once, in order, with a place and a test or a reason', () => {
    const numbers = rows.map((row) => Number(/R(\d+)/.exec(row)![1]));
    const wanted = RANGES.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index),
    );
    expect(numbers).toEqual(wanted);
    for (const row of rows) {
      const cells = row.split('|').map((cell) => cell.trim());
      expect(cells.slice(1, 5).every((cell) => cell !== '')).toBe(true);
    }
  });

  it('names files that are there', () => {
    const files = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.(?:tsx?|json))`/g)].map(
      ([, file]) => file!,
    );
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
  });
});
