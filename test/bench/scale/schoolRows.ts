import { addDays } from '../../../shared/kernel/dates.ts';
import { uaiLetter } from '../../../shared/imports/uai.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import { observationId } from '../../../shared/observation/observation.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Template } from '../../../shared/templates/template.schema.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import { seedRow, stampOf, type SeedRow } from '../../../server/demo/seedRows.ts';
import { PILOT, PROGRAMME, schoolId, TERRITORIES, TODAY, WAITING, waveId, WAVES } from './names.ts';

/** One school in this many has a step that the pilot has taken on by name. */
const ASSIGNED_EVERY = 40;
/** One school in this many waits for its wave, and is on the waiting list as well. */
const WAITS_EVERY = 25;

/** A school with its place in a wave, its kit, and what a report says of its budget. */
export function schoolRows(
  template: Template,
  school: number,
  town: string,
  random: () => number,
): SeedRow[] {
  const pick = (count: number): number => Math.floor(random() * count);
  const id = schoolId(school);
  const scope = scopeId('establishment', id);
  const wave = school % WAITS_EVERY === 7 ? WAITING : waveId(school % WAVES);
  const share = random() ** 2;
  const rows = [
    seedRow('establishment', id, scope, {
      name: `Collège ${town} ${school % 7}`,
      town,
      code: uaiOf(school),
      type: 'college',
      programme: PROGRAMME,
      territory: `aca-${school % TERRITORIES}`,
      channel: school % 3 === 0 ? 'amue' : null,
    }),
    seedRow('waveMembership', waveMembershipId(wave, id), scope, {
      wave,
      establishment: id,
      status: wave === WAITING ? 'candidate' : 'created',
      joinedOn: addDays(TODAY, -200 - pick(100)),
    }),
  ];
  if (random() < 0.8) {
    const observedOn = addDays(TODAY, -pick(30));
    rows.push(
      seedRow('observation', observationId(id, PROGRAMME, 'budgetLoaded', observedOn), scope, {
        establishment: id,
        programme: PROGRAMME,
        indicator: 'budgetLoaded',
        observedOn,
        value: 1,
      }),
    );
  }
  const assigned = school % ASSIGNED_EVERY === 0 ? pick(template.actions.length) : -1;
  for (const [index, action] of template.actions.entries()) {
    const chance = random();
    const status =
      chance < share
        ? 'done'
        : chance > 0.99
          ? 'blocked'
          : chance > 0.97
            ? 'notApplicable'
            : 'todo';
    const day = addDays(TODAY, -pick(200));
    rows.push(
      seedRow(
        'kitStep',
        kitStepId(id, PROGRAMME, action.id),
        scope,
        {
          establishment: id,
          programme: PROGRAMME,
          action: action.id,
          status,
          doneOn: status === 'done' ? day : null,
          assignee: index === assigned ? PILOT : null,
          note: status === 'blocked' || status === 'notApplicable' ? 'Raison' : null,
        },
        status === 'todo' ? undefined : stampOf(day, null),
      ),
    );
  }
  return rows;
}

/** A code with the letter that goes with its figures. */
function uaiOf(school: number): string {
  const figures = `08${String(school).padStart(5, '0')}`;
  return `${figures}${uaiLetter(figures)}`;
}
