import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKits } from './compare.ts';
import { measureMerge } from './effects.ts';
import { sameBody, type KitAction, type RunningAction } from './kitContent.ts';
import { mergeKits, recommendedAnswers } from './merge.ts';
import { kitAction } from './testing.ts';

const pool = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

const body = fc.record({
  title: fc.constantFrom({ fr: 'un' }, { fr: 'deux' }, { fr: 'trois', ar: 'ثلاثة' }),
  dueOffsetDays: fc.constantFrom(-30, -5, 10),
  dependsOn: fc.subarray(pool, { maxLength: 2 }),
  phase: fc.constantFrom('p1', 'p2'),
  blocking: fc.boolean(),
});

/** A kit of some of the pool's actions, in any order. */
const kit = fc
  .tuple(fc.shuffledSubarray(pool), fc.array(body, { minLength: 10, maxLength: 10 }))
  .map(([ids, bodies]) => ids.map((id, index) => kitAction(id, bodies[index])));

const runningKit: fc.Arbitrary<RunningAction[]> = fc
  .tuple(kit, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }))
  .map(([actions, retired]) =>
    actions.map((action, index) => ({ ...action, retired: retired[index]! })),
  );

const world = fc.record({
  base: fc.option(kit),
  theirs: kit,
  ours: runningKit,
  worked: fc.subarray(pool).map((ids) => new Set(ids)),
  choices: fc.array(fc.constantFrom('ours' as const, 'theirs' as const), {
    minLength: 10,
    maxLength: 10,
  }),
});

describe('any version merged into any running kit', () => {
  it('takes no action out of it, and answers every choice', () => {
    fc.assert(
      fc.property(world, ({ choices, ...given }) => {
        const comparison = compareKits(given);
        const answers = Object.fromEntries(pool.map((id, index) => [id, choices[index]!]));
        const merged = mergeKits(given, comparison, answers);
        if (!merged.ok) throw new Error('answers were given');
        const after = merged.value.actions.map(({ id }) => id);
        expect(new Set(after).size).toBe(after.length);
        for (const { id } of given.ours) expect(after).toContain(id);
        const active = new Set(
          merged.value.actions.filter(({ retired }) => !retired).map(({ id }) => id),
        );
        for (const action of merged.value.actions) {
          if (action.retired) continue;
          for (const other of action.dependsOn) expect(active).toContain(other);
        }
      }),
    );
  });

  it('is the new version itself where the pilots changed nothing', () => {
    fc.assert(
      fc.property(kit, kit, fc.subarray(pool), (base, any, ids) => {
        // Versions that were checked wait for nothing that they do not have.
        const theirs = consistent(any);
        const ours = base.map((action) => ({ ...action, retired: false }));
        const comparison = compareKits({ base, theirs, ours, worked: new Set(ids) });
        const asked = comparison.differences.filter(({ conflict }) => conflict !== null);
        const answers = Object.fromEntries(asked.map(({ id }) => [id, 'theirs' as const]));
        const merged = mergeKits({ ours, theirs }, comparison, answers);
        if (!merged.ok) throw new Error('answers were given');
        const live = merged.value.actions.filter(({ retired }) => !retired);
        expect(live.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
        for (const [index, action] of live.entries()) {
          expect(sameBody(action, theirs[index]!), JSON.stringify([action, theirs[index]])).toBe(
            true,
          );
        }
      }),
    );
  });

  it('leaves nothing to merge a second time', () => {
    fc.assert(
      fc.property(world, (given) => {
        const theirs = consistent(given.theirs);
        const comparison = compareKits({ ...given, theirs });
        const merged = mergeKits({ ...given, theirs }, comparison, recommendedAnswers(comparison));
        if (!merged.ok) throw new Error('answers were given');
        const { actions, aliases } = merged.value;
        const known = theirs.map((action) => ({ ...action, id: aliases[action.id] ?? action.id }));
        const again = compareKits({ ...given, base: known, theirs: known, ours: actions });
        expect(again.differences).toEqual([]);
      }),
    );
  });

  it('counts every step once: it appears, goes, stays, or is as it was', () => {
    const school = {
      id: 's',
      variant: null,
      level: null,
      switchoverDate: '2026-01-01',
      open: true,
    };
    fc.assert(
      fc.property(world, (given) => {
        const comparison = compareKits(given);
        const merged = mergeKits(given, comparison, recommendedAnswers(comparison));
        if (!merged.ok) throw new Error('answers were given');
        const hasStep = (action: string): boolean => given.ours.some(({ id }) => id === action);
        const status = (_school: string, action: string) => {
          if (!hasStep(action)) return undefined;
          return given.worked.has(action) ? 'done' : 'todo';
        };
        const worked = (_school: string, action: string): boolean => given.worked.has(action);
        const { total, missing } = measureMerge(
          {
            before: given.ours,
            after: merged.value.actions,
            schools: [school],
            steps: { status, worked },
            today: '2026-01-02',
            calendar: null,
          },
          new Set(merged.value.actions.map(({ id }) => id)),
        );
        const shown = (actions: readonly RunningAction[], made: readonly string[]): number =>
          actions.filter(({ id, retired }) =>
            given.worked.has(id)
              ? hasStep(id) || made.includes(id)
              : !retired && (hasStep(id) || made.includes(id)),
          ).length;
        const before = shown(given.ours, []);
        const after = shown(
          merged.value.actions,
          missing.map(({ action }) => action),
        );
        expect(after - before).toBe(total.appear - total.disappear);
      }),
    );
  });
});

function consistent(actions: readonly KitAction[]): KitAction[] {
  const ids = new Set(actions.map(({ id }) => id));
  return actions.map((action) => ({
    ...action,
    dependsOn: action.dependsOn.filter((id) => ids.has(id)),
  }));
}
