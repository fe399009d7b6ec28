import { startStamp, seedRow, type SeedRow } from '../../server/demo/seedRows.ts';
import { kitStepId } from '../../shared/kit/kitStep.entity.ts';
import { kitActionId } from '../../shared/programme/kitAction.entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import { waveMembershipId } from '../../shared/wave/waveMembership.entity.ts';

export const SCHOOLS = 61;
export const STEPS = 120;
export const PILOT = 'pilote';

/** The workload of the sync benchmarks: one wave of 61 schools with 120 steps each, one pilot. */
export function wave61(): SeedRow[] {
  const rows: SeedRow[] = [
    seedRow('programme', 'p', scopeId('programme', 'p'), { name: 'P', phases: [], actors: [] }),
    seedRow('wave', 'w', scopeId('wave', 'w'), {
      programme: 'p',
      label: 'W',
      switchoverDate: '2024-01-01',
      status: 'in-progress',
    }),
    seedRow('person', PILOT, scopeId('person', PILOT), {
      login: PILOT,
      firstName: 'A',
      lastName: 'B',
    }),
    seedRow('grant', `${PILOT}:pilot:wave.w`, scopeId('wave', 'w'), {
      person: PILOT,
      role: 'pilot',
      name: 'A B',
    }),
  ];
  for (let action = 0; action < STEPS; action += 1) {
    rows.push(
      seedRow('kitAction', kitActionId('p', actionId(action)), scopeId('programme', 'p'), {
        programme: 'p',
        action: actionId(action),
        position: action,
        phase: 'one',
        title: { fr: `Action ${action}` },
        dueOffsetDays: action - 60,
      }),
    );
  }
  for (let school = 0; school < SCHOOLS; school += 1) {
    const id = `school-${school}`;
    const scope = scopeId('establishment', id);
    rows.push(
      seedRow('establishment', id, scope, { name: `School ${school}`, town: 'Town' }),
      seedRow('waveMembership', waveMembershipId('w', id), scope, { wave: 'w', establishment: id }),
    );
    for (let action = 0; action < STEPS; action += 1) {
      const values = {
        establishment: id,
        programme: 'p',
        action: actionId(action),
        status: 'todo',
      };
      rows.push(
        seedRow('kitStep', kitStepId(id, 'p', actionId(action)), scope, values, startStamp),
      );
    }
  }
  return rows;
}

/** Action ids of a length that real ones have. */
function actionId(action: number): string {
  return `verifier-les-pieces-${action}`;
}

/** Ids of all steps, school by school. */
export function stepIds(): string[] {
  const ids: string[] = [];
  for (let school = 0; school < SCHOOLS; school += 1) {
    for (let action = 0; action < STEPS; action += 1) {
      ids.push(kitStepId(`school-${school}`, 'p', actionId(action)));
    }
  }
  return ids;
}
