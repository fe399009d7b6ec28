import type { Handlers } from '../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { ok } from '../../shared/kernel/result.ts';
import type { tutoringGroupsContract } from '../../shared/tutoring/groups.contract.ts';

/** Groups of tutoring in a window in memory: what is written is answered, and kept nowhere. */
export function memoryTutoringGroups(): Handlers<typeof tutoringGroupsContract, CoreFailure> {
  return {
    'tutoring.saveGroup': ({ group }) => ok({ id: group ?? 'new', changed: 1 }),
    'tutoring.removeGroup': () => ok({ schools: 0 }),
    'tutoring.people': () => ok({ total: 0, rows: [] }),
    'tutoring.place': ({ establishments }) => ok({ placed: establishments.length }),
    'tutoring.propose': () => ok({ unfollowed: 0, groups: [] }),
    'tutoring.applyProposal': ({ groups }) => ok({ groups: groups.length, schools: 0 }),
    'tutoring.previewSeries': () => ok({ days: [], gone: [] }),
    'tutoring.saveSeries': () => ok({ changed: 1 }),
    'tutoring.saveSession': ({ session }) => ok({ id: session, changed: 1 }),
    'tutoring.addSession': () => ok({ id: 'new' }),
    'tutoring.follow': () => ok({ today: '2024-01-22', unfollowed: 0, schools: [], tutors: [] }),
    'tutoring.statement': () => ok({ rows: [] }),
  };
}
