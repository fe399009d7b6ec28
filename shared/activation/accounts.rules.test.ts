import { expect, it } from 'vitest';
import { shareHandedOut, standingOf, stillToHandOut } from './accounts.rules.ts';

const distribution = (
  method: 'mail' | null,
  total: number | null,
  handedOut: number | null,
): Parameters<typeof standingOf>[0] => ({ method, total, handedOut });

it('says where a distribution stands', () => {
  expect(standingOf(distribution(null, null, null))).toBe('undecided');
  expect(standingOf(distribution(null, 30, 0))).toBe('undecided');
  expect(standingOf(distribution('mail', 30, 0))).toBe('decided');
  expect(standingOf(distribution(null, 30, 1))).toBe('underWay');
  expect(standingOf(distribution('mail', null, 4))).toBe('underWay');
  expect(standingOf(distribution('mail', 30, 30))).toBe('complete');
  expect(standingOf(distribution('mail', 30, 31))).toBe('tooMany');
  expect(standingOf(distribution('mail', 0, 0))).toBe('decided');
});

it('is whole only when the last account is out', () => {
  expect(shareHandedOut(distribution('mail', 300, 299))).toBe(99);
  expect(shareHandedOut(distribution('mail', 300, 300))).toBe(100);
  expect(shareHandedOut(distribution('mail', null, 3))).toBeNull();
  expect(stillToHandOut(distribution('mail', 300, 299))).toBe(1);
  expect(stillToHandOut(distribution('mail', 3, 5))).toBe(0);
});
