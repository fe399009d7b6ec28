import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { wavesContract } from '../../shared/wave/waves.contract.ts';

/** Waves of the bridge in memory: there are none, until a test puts its own methods in place. */
export function memoryWaves(): Handlers<typeof wavesContract, CoreFailure> {
  const refuse = () => err({ type: 'NotAllowed' } as const);
  const nothing = () => ok({ total: 0, rows: [] });
  return {
    'waves.list': () => ok({ waves: [], programmes: [], today: '2024-01-22' }),
    'waves.read': ({ wave }) => err({ type: 'WaveUnknown', wave }),
    'waves.members': nothing,
    'waves.candidates': nothing,
    'waves.postponements': () => ok([]),
    'waves.schools': nothing,
    'waves.save': refuse,
    'waves.saveEvent': refuse,
    'waves.removeEvent': refuse,
    'waves.join': refuse,
    'waves.leave': refuse,
    'waves.setStatus': refuse,
    'waves.assess': refuse,
    'waves.promote': refuse,
    'waves.open': refuse,
    'waves.postpone': refuse,
  };
}
