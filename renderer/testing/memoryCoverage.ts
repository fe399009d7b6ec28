import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { coverageContract } from '../../shared/training/coverage.contract.ts';
import { countStates } from '../../shared/training/coverage.rules.ts';

const HEAD = {
  wave: 'w',
  asOf: '2024-01-22',
  today: '2024-01-22',
  partial: false,
  total: 0,
};

/** Coverage in memory: of a wave in which nobody is to be trained, unless a test answers otherwise. */
export function memoryCoverage(): Handlers<typeof coverageContract, CoreFailure> {
  return {
    'coverage.read': () =>
      ok({
        ...HEAD,
        figures: {
          ...countStates([]),
          tracks: 0,
          groups: 0,
          staffInGroups: 0,
          averageGroup: 0,
          trainers: 0,
          trainerPairs: 0,
          outsideGroups: 0,
          held: 0,
          planned: 0,
          attendance: null,
          schools: 0,
          schoolsTrained: 0,
          schoolsLate: 0,
        },
        tracks: [],
        rows: [],
      }),
    'coverage.people': () => ok({ ...HEAD, rows: [] }),
    'coverage.school': ({ establishment }) => err({ type: 'EstablishmentUnknown', establishment }),
    'coverage.trainers': () => ok({ ...HEAD, rows: [] }),
    'coverage.proposals': () => ok({ rows: [] }),
  };
}
