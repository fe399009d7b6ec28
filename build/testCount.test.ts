import { describe, expect, it } from 'vitest';
import { count } from './testCount.ts';

const file = (status: string, ...tests: string[]): object => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});
const json = (...testResults: object[]): string => JSON.stringify({ testResults });

describe('count', () => {
  it('counts tests, and leaves out those that were skipped', () => {
    expect(
      count(json(file('passed', 'passed', 'pending'), file('failed', 'passed', 'failed')), 1),
    ).toEqual({
      passed: 2,
      failed: 1,
    });
  });

  it('counts a file that did not load as one failure', () => {
    expect(count(json(file('failed')), 1)).toEqual({ passed: 0, failed: 1 });
  });

  it('never calls a failed run a success', () => {
    expect(count(json(file('passed', 'passed')), 1)).toEqual({ passed: 1, failed: 1 });
    expect(count(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });
});
