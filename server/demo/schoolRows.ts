import { kitStepId } from '../../shared/kit/kitStep.entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { Template } from '../../shared/templates/template.schema.ts';
import { waveMembershipId } from '../../shared/wave/waveMembership.entity.ts';
import type { AdditionsFile, DemoFile } from './files.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';
import { pointOf } from './towns.ts';

const JANUARY = '01';
/** The day that wave 6 was told, and its kit dealt out. */
const KIT_ON = '2023-06-05';
/** The day that a school joined wave 5 late: invented, the announcement is known alone. */
const LATE_ON = '2023-06-01';
/** Twenty places in each group of a training; heads of school have half a day of their own. */
const GROUP_PLACES = 20;

/** The variant of the kit that a wave follows, by the month of its switchover. */
function variantOf(switchoverDate: string): string {
  return switchoverDate.slice(5, 7) === JANUARY ? 'janvier' : 'septembre';
}

/** Places in the trainings and the tutoring of the wave that is under way; of others none are known. */
function placesOf(demo: DemoFile, wave: DemoFile['waves'][number]): Record<string, number> {
  if (wave.status !== 'in-progress') return {};
  const schools = demo.establishments.filter(({ wave_id }) => wave_id === wave.id).length;
  const trainingPlaces = demo.training_groups.length * GROUP_PLACES + schools;
  return { trainingPlaces, tutoringPlaces: schools };
}

/** The rows of waves and of schools with their part in a wave. */
export function waveRows(demo: DemoFile): SeedRow[] {
  const groups = new Map(demo.accounting_groups.map((group) => [group.id, group]));
  const waves = demo.waves.map((wave) =>
    seedRow('wave', wave.id, scopeId('wave', wave.id), {
      programme: demo.programme.id,
      label: wave.label,
      switchoverDate: wave.switchover_date,
      variant: variantOf(wave.switchover_date),
      status: wave.status,
      kind: 'mass',
      openedOn: demo.kit_progress.some(({ establishment_id }) =>
        demo.establishments.some((one) => one.id === establishment_id && one.wave_id === wave.id),
      )
        ? KIT_ON
        : undefined,
      endsOn: demo.programme.end_of_deployment,
      ...placesOf(demo, wave),
    }),
  );
  const statuses = new Map(demo.waves.map(({ id, status }) => [id, status]));
  const schools = demo.establishments.flatMap((school) => {
    const scope = scopeId('establishment', school.id);
    return [
      seedRow('establishment', school.id, scope, {
        code: school.uai,
        name: school.name,
        type: school.type,
        town: school.town,
        ...pointOf(school.town),
        department: school.department,
        accountingGroup: groups.get(school.accounting_group_id ?? '')?.name,
        programme: demo.programme.id,
        territory: `dep-${school.department}`,
        attachedTo: hostOf(school.id, groups.get(school.accounting_group_id ?? '')),
        legacySoftware: 'GFC',
      }),
      seedRow('waveMembership', waveMembershipId(school.wave_id, school.id), scope, {
        wave: school.wave_id,
        establishment: school.id,
        joinedOn: school.added_late_to_wave ? LATE_ON : school.informed_on,
        reason: school.added_late_to_wave ? 'Ajouté après l’annonce de la vague' : undefined,
        status: memberStatus(statuses.get(school.wave_id)!),
      }),
    ];
  });
  return [...waves, ...schools];
}

/** A school of a past wave is switched over; one of the wave under way is in its switchover. */
function memberStatus(wave: string): string {
  return wave === 'done' ? 'switched' : wave === 'in-progress' ? 'inSwitchover' : 'informed';
}

/** The seat of the accounting office that keeps a school's accounts; none for the seat itself. */
function hostOf(
  school: string,
  group: DemoFile['accounting_groups'][number] | undefined,
): string | undefined {
  return group?.host_establishment_id === school ? undefined : group?.host_establishment_id;
}

interface Touched {
  readonly by: string | null;
  readonly on: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The kit steps of every school whose progress is known. */
export function kitRows(demo: DemoFile, additions: AdditionsFile, template: Template): SeedRow[] {
  const waveOf = new Map(demo.establishments.map(({ id, wave_id }) => [id, wave_id]));
  const variants = new Map(demo.waves.map((wave) => [wave.id, variantOf(wave.switchover_date)]));
  return demo.kit_progress.flatMap(({ establishment_id: school, done }) => {
    const variant = variants.get(waveOf.get(school)!);
    const touched = new Map<string, Touched>();
    for (const { action_id, done_on, by_person_id } of done) {
      const values = { status: 'done', doneOn: done_on };
      touched.set(action_id, { by: by_person_id, on: done_on, values });
    }
    for (const { establishment_id, action_id, by_person_id, on, note } of additions.blocked) {
      if (establishment_id !== school) continue;
      touched.set(action_id, { by: by_person_id, on, values: { status: 'blocked', note } });
    }
    return template.actions
      .filter((action) => action.variant === null || action.variant === variant)
      .map((action) => stepRow(school, demo.programme.id, action.id, touched.get(action.id)));
  });
}

function stepRow(
  establishment: string,
  programme: string,
  action: string,
  touched: Touched | undefined,
): SeedRow {
  return seedRow(
    'kitStep',
    kitStepId(establishment, programme, action),
    scopeId('establishment', establishment),
    { establishment, programme, action, status: 'todo', ...touched?.values },
    touched === undefined ? undefined : stampOf(touched.on, touched.by),
  );
}
