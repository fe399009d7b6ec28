import { expect, it } from 'vitest';
import { isOlderVersion } from './versionOrder.ts';

it.each([
  ['23.4', '23.10', true],
  ['23.10', '23.4', false],
  ['23', '23.1', true],
  ['23.1', '23.1', false],
  ['v22 été', 'v23 hiver', true],
  ['N-1', 'N', true],
  ['N', 'N-1', false],
  ['N-2', 'n - 1', true],
  // Nothing to compare: nobody is told that it is old.
  ['N-1', '23.1', false],
  ['Lot A', 'Lot B', false],
])('says whether %s comes before %s: %s', (one, other, older) => {
  expect(isOlderVersion(one, other)).toBe(older);
});
