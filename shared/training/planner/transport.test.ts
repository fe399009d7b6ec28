import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, type Transport } from './transport.ts';

function solved(problem: Transport): Int32Array {
  const work = assign(problem);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

const costOf = ({ costs, groups }: Transport, chosen: ArrayLike<number>): number =>
  Array.from(chosen).reduce((sum, group, thing) => sum + costs[thing * groups + group]!, 0);

/** The cheapest of all assignments that fit, by trying each. */
function cheapest(problem: Transport): number {
  const chosen = new Int32Array(problem.things);
  let least = Infinity;
  const tryFrom = (thing: number): void => {
    if (thing === problem.things) {
      if (fits(problem, chosen)) least = Math.min(least, costOf(problem, chosen));
      return;
    }
    for (let group = 0; group < problem.groups; group += 1) {
      chosen[thing] = group;
      tryFrom(thing + 1);
    }
  };
  tryFrom(0);
  return least;
}

function fits({ groups, fewest, most }: Transport, chosen: Int32Array): boolean {
  for (let group = 0; group < groups; group += 1) {
    const size = chosen.filter((one) => one === group).length;
    if (size < fewest[group]! || size > most[group]!) return false;
  }
  return true;
}

describe('the transportation problem', () => {
  it('is solved as cheaply as by trying everything', () => {
    const problems = fc
      .record({ things: fc.integer({ min: 4, max: 6 }), groups: fc.integer({ min: 2, max: 4 }) })
      .chain(({ things, groups }) => {
        const lengths = { minLength: groups, maxLength: groups };
        const costs = { minLength: things * groups, maxLength: things * groups };
        return fc.record({
          things: fc.constant(things),
          groups: fc.constant(groups),
          costs: fc.array(fc.nat(9), costs).map((list) => Float64Array.from(list)),
          fewest: fc.array(fc.nat(2), lengths),
          most: fc.array(fc.integer({ min: 1, max: 3 }), lengths),
        });
      })
      .map((problem) => ({
        ...problem,
        fewest: problem.fewest.map((one, group) => Math.min(one, problem.most[group]!)),
      }))
      .filter(({ things, fewest, most }) => {
        const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
        return sum(fewest) <= things && things <= sum(most);
      });
    fc.assert(
      fc.property(problems, (problem) => {
        const chosen = solved(problem);
        expect(fits(problem, chosen)).toBe(true);
        expect(costOf(problem, chosen)).toBe(cheapest(problem));
      }),
      { numRuns: 1500 },
    );
  });
});
