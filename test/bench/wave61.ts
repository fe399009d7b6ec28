import { startStamp, seedRow, type SeedRow } from '../../server/demo/seedRows.ts';
import { kitStepId } from '../../shared/kit/kitStep.entity.ts';
import { kitActionId } from '../../shared/programme/kitAction.entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import { waveMembershipId } from '../../shared/wave/waveMembership.entity.ts';

export const SCHOOLS = 61;
export const STEPS = 120;
export const PILOT = 'pilote';

/**
 * The workload of the sync benchmarks: waves of 61 schools with 120 steps each, and one pilot who
 * may read all of them.
 * @param first number of the first wave; only wave 0 brings the programme and the pilot
 */
export function wave61(times = 1, first = 0): SeedRow[] {
  const rows: SeedRow[] = first === 0 ? programmeRows() : [];
  for (let wave = first; wave < first + times; wave += 1) {
    rows.push(
      seedRow('wave', waveId(wave), scopeId('wave', waveId(wave)), {
        programme: 'p',
        label: `W ${wave}`,
        switchoverDate: '2024-01-01',
        status: 'in-progress',
      }),
    );
    for (let school = 0; school < SCHOOLS; school += 1) {
      rows.push(...schoolRows(waveId(wave), wave * SCHOOLS + school));
    }
  }
  return rows;
}

function programmeRows(): SeedRow[] {
  const rows = [
    seedRow('programme', 'p', scopeId('programme', 'p'), { name: 'P', phases: [], actors: [] }),
    seedRow('person', PILOT, scopeId('person', PILOT), {
      login: PILOT,
      firstName: 'A',
      lastName: 'B',
    }),
    seedRow('grant', `${PILOT}:pilot:programme.p`, scopeId('programme', 'p'), {
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
  return rows;
}

function schoolRows(wave: string, school: number): SeedRow[] {
  const id = schoolId(school);
  const scope = scopeId('establishment', id);
  const rows = [
    seedRow('establishment', id, scope, { name: `School ${school}`, town: 'Town' }),
    seedRow('waveMembership', waveMembershipId(wave, id), scope, { wave, establishment: id }),
  ];
  for (let action = 0; action < STEPS; action += 1) {
    const values = { establishment: id, programme: 'p', action: actionId(action), status: 'todo' };
    rows.push(seedRow('kitStep', stepId(school, action), scope, values, startStamp));
  }
  return rows;
}

function waveId(wave: number): string {
  return wave === 0 ? 'w' : `w-${wave}`;
}

export function schoolId(school: number): string {
  return `school-${school}`;
}

/** Action ids of a length that real ones have. */
export function actionId(action: number): string {
  return `verifier-les-pieces-${action}`;
}

/** Row id of a school's step. */
export function stepId(school: number, action: number): string {
  return kitStepId(schoolId(school), 'p', actionId(action));
}

/** Ids of all steps of the first wave, school by school. */
export function stepIds(): string[] {
  return Array.from({ length: SCHOOLS * STEPS }, (_, index) =>
    stepId(Math.floor(index / STEPS), index % STEPS),
  );
}
