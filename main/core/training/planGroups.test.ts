import { expect, it } from 'vitest';
import type { Plan, PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import { standIns } from './planGroups.ts';
import type { GroupRow } from './training.store.ts';

const rows = (...groups: readonly (readonly [string, string | null])[]): GroupRow[] =>
  groups.map(([id, track]) => ({ id, track }) as GroupRow);
const planOf = (...groups: readonly (readonly [string, string])[]): Pick<Plan, 'groups'> => ({
  groups: groups.map(([id, track]) => ({ id, track, trainers: [], site: null, members: [] })),
});
const problem = {
  groups: [{ id: 'kept', track: 'ac' }],
  tracks: [{ id: 'ac' }, { id: 'sg' }],
} as unknown as PlanProblem;

it('a group that is made anew stands in the place of one of its track that was there', () => {
  const stored = rows(['kept', 'ac'], ['old-1', 'ac'], ['old-2', 'sg'], ['old-3', 'sg']);
  const { of, spare } = standIns(
    planOf(['kept', 'ac'], ['ac-2', 'ac'], ['sg-1', 'sg']),
    problem,
    stored,
  );
  expect([...of].map(([id, row]) => [id, row.id])).toEqual([
    ['ac-2', 'old-1'],
    ['sg-1', 'old-2'],
  ]);
  expect(spare.map(({ id }) => id)).toEqual(['old-3']);
});

it('what is of no track stays as it is', () => {
  expect(standIns(planOf(), problem, rows(['kept', 'ac'], ['apart', null])).spare).toEqual([]);
});
