import { kitStepId } from '../../shared/kit/kitStep.entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { Template } from '../../shared/templates/template.schema.ts';
import { waveMembershipId } from '../../shared/wave/waveMembership.entity.ts';
import type { AdditionsFile, DemoFile } from './files.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';

const JANUARY = '01';

/** The variant of the kit that a wave follows, by the month of its switchover. */
function variantOf(switchoverDate: string): string {
  return switchoverDate.slice(5, 7) === JANUARY ? 'janvier' : 'septembre';
}

/** The rows of waves and of schools with their part in a wave. */
export function waveRows(demo: DemoFile): SeedRow[] {
  const groups = new Map(demo.accounting_groups.map(({ id, name }) => [id, name]));
  const waves = demo.waves.map((wave) =>
    seedRow('wave', wave.id, scopeId('wave', wave.id), {
      programme: demo.programme.id,
      label: wave.label,
      switchoverDate: wave.switchover_date,
      variant: variantOf(wave.switchover_date),
      status: wave.status,
    }),
  );
  const schools = demo.establishments.flatMap((school) => {
    const scope = scopeId('establishment', school.id);
    return [
      seedRow('establishment', school.id, scope, {
        code: school.uai,
        name: school.name,
        type: school.type,
        town: school.town,
        department: school.department,
        accountingGroup: groups.get(school.accounting_group_id ?? ''),
      }),
      seedRow('waveMembership', waveMembershipId(school.wave_id, school.id), scope, {
        wave: school.wave_id,
        establishment: school.id,
        joinedOn: school.informed_on,
      }),
    ];
  });
  return [...waves, ...schools];
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
