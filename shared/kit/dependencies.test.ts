import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../kernel/dates.ts';
import { criticalPath, isOpen, latestDays, stepGraph, type LinkedStep } from './dependencies.ts';
import { stepStatuses } from './stepStatus.ts';

const END = '2024-01-01';
const TODAY = '2023-10-01';

function step(action: string, dependsOn: string[], more: Partial<LinkedStep> = {}): LinkedStep {
  return { id: `e:p:${action}`, action, dependsOn, status: 'todo', due: null, ...more };
}
const ids = (...actions: string[]) => actions.map((action) => `e:p:${action}`);

describe('what a step waits for', () => {
  const steps = [
    step('a', [], { status: 'done' }),
    step('b', ['a']),
    step('c', ['b']),
    step('d', ['c', 'a', 'gone']),
    step('e', ['x']),
    step('x', [], { status: 'notApplicable' }),
  ];
  const graph = stepGraph(steps);

  it('is what is open before it; done, not applicable and absent ones hold nobody up', () => {
    expect(graph.before('e:p:b')).toEqual([]);
    expect(graph.before('e:p:c')).toEqual(ids('b'));
    expect(graph.before('e:p:d')).toEqual(ids('c'));
    expect(graph.before('e:p:e')).toEqual([]);
  });

  it('begins with what can be done now', () => {
    expect(graph.first('e:p:d')).toEqual(ids('b'));
    expect(graph.first('e:p:b')).toEqual([]);
  });

  it('is told the other way round as well', () => {
    expect(graph.after('e:p:b')).toEqual(ids('c'));
    expect(graph.countAfter('e:p:b')).toBe(2);
    expect(graph.after('e:p:d')).toEqual([]);
  });

  it('locks nobody in a circle', () => {
    const circle = stepGraph([
      step('a', ['c']),
      step('b', ['a']),
      step('c', ['b', 'before']),
      step('before', []),
      step('self', ['self']),
      step('behind', ['b']),
    ]);
    expect(circle.before('e:p:a')).toEqual([]);
    expect(circle.before('e:p:c')).toEqual(ids('before'));
    expect(circle.before('e:p:self')).toEqual([]);
    expect(circle.before('e:p:behind')).toEqual(ids('b'));
    expect(circle.first('e:p:behind')).toEqual(ids('b'));
  });
});

describe('the critical path', () => {
  it('is the chain with the most planned days to the switchover', () => {
    const steps = [
      step('long', [], { due: '2023-10-03' }),
      step('short', [], { due: '2023-12-20' }),
      step('middle', ['long'], { due: '2023-11-02' }),
      step('last', ['middle', 'short'], { due: '2023-12-31' }),
      step('later', ['last'], { due: '2024-02-01' }),
    ];
    expect(criticalPath(steps, END, TODAY)).toEqual({
      steps: ids('long', 'middle', 'last'),
      days: 90,
      slack: 2,
    });
  });

  it('says by how much it is late, also where due days contradict the order', () => {
    const steps = [
      step('a', [], { due: '2023-10-20' }),
      step('b', ['a'], { due: '2023-10-05' }),
      step('c', ['b'], { due: '2023-10-05' }),
    ];
    expect(criticalPath(steps, END, TODAY).slack).toBe(2);
    expect(criticalPath(steps, END, '2023-10-10').slack).toBe(-7);
  });

  it('is empty when nothing is open, and without days counts steps', () => {
    expect(criticalPath([step('a', [], { status: 'done' })], END, TODAY)).toEqual({
      steps: [],
      days: 0,
      slack: null,
    });
    const chain = [step('a', []), step('b', ['a']), step('c', [])];
    expect(criticalPath(chain, null, TODAY)).toEqual({
      steps: ids('a', 'b'),
      days: 1,
      slack: null,
    });
  });
});

/** Any kit: any status, any due day or none, dependencies in any direction, also to nowhere. */
const anyKit = fc
  .array(
    fc.record({
      status: fc.constantFrom(...stepStatuses),
      due: fc.option(fc.integer({ min: -300, max: 60 }).map((days) => addDays(END, days))),
      dependsOn: fc.array(fc.nat(14), { maxLength: 4 }),
    }),
    { maxLength: 14 },
  )
  .map((made) =>
    made.map(({ status, due, dependsOn }, index) =>
      step(
        `a${index}`,
        dependsOn.map((other) => `a${other}`),
        { status, due },
      ),
    ),
  );

describe('any kit', () => {
  it('has no circle, and before and after are each other’s reverse', () => {
    fc.assert(
      fc.property(anyKit, (steps) => {
        const graph = stepGraph(steps);
        const open = new Set(steps.filter(isOpen).map(({ id }) => id));
        for (const { id } of steps) {
          for (const other of graph.before(id)) {
            expect(open.has(other)).toBe(true);
            if (open.has(id)) expect(graph.after(other)).toContain(id);
          }
          const first = graph.first(id);
          expect(first.length > 0).toBe(graph.before(id).length > 0);
          expect(first).not.toContain(id);
          for (const begin of first) expect(graph.before(begin)).toEqual([]);
        }
      }),
    );
  });

  it('has a path of open steps that wait for each other, none later than it may be', () => {
    fc.assert(
      fc.property(anyKit, (steps) => {
        const graph = stepGraph(steps);
        const open = steps.filter(isOpen);
        const path = criticalPath(steps, END, TODAY);
        expect(path.days).toBeGreaterThanOrEqual(Math.max(0, path.steps.length - 1));
        for (const [index, id] of path.steps.entries()) {
          if (index > 0) expect(graph.before(id)).toContain(path.steps[index - 1]);
        }
        const latest = latestDays(open, graph, END, TODAY);
        for (const { id, due } of open) {
          if (due !== null) expect(latest.get(id)!).toBeLessThanOrEqual(daysBetween(TODAY, due));
          for (const next of graph.after(id)) {
            expect(latest.get(id)!).toBeLessThan(latest.get(next)!);
          }
        }
      }),
    );
  });

  it('needs no longer once a step of it is done', () => {
    fc.assert(
      fc.property(anyKit, (steps) => {
        const path = criticalPath(steps, END, TODAY);
        const [begin] = path.steps;
        if (begin === undefined) return;
        const done = steps.map((one) =>
          one.id === begin ? { ...one, status: 'done' as const } : one,
        );
        expect(criticalPath(done, END, TODAY).days).toBeLessThanOrEqual(path.days);
      }),
    );
  });
});
