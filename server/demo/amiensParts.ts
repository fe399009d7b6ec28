import { observationId } from '../../shared/observation/observation.entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import type { DemoFile } from './files.ts';
import { seedRow, stampOf, type SeedRow } from './seedRows.ts';

/** Kinds of communications that the product calls otherwise. */
const eventKinds: Readonly<Record<string, string>> = { note: 'circular' };
/** Steps of the waves' time lines that no communication stands for. */
const moreEvents = [
  ['op-v6', '2023-10-02', 'creation', 'Établissements créés par le ministère'],
  ['op-v6', '2024-01-01', 'milestone', 'Entrée dans la vague'],
  ['op-v7', '2024-06-03', 'creation', 'Création des établissements prévue'],
  ['op-v7', '2024-09-01', 'milestone', 'Entrée dans la vague'],
  ['op-v5', '2023-09-01', 'milestone', 'Entrée dans la vague'],
] as const;

/** Territories, time lines, what reports observe, and the weeks of the training base. */
export function amiensParts(demo: DemoFile): SeedRow[] {
  const programme = demo.programme.id;
  const scope = scopeId('programme', programme);
  const territories = demo.hierarchy.map(({ id, level, label_fr, parent_id }) =>
    seedRow('territory', id, scope, { programme, level, name: label_fr, parent: parent_id }),
  );
  const windows = demo.fm1_weeks.map((week, index) =>
    seedRow('environmentWindow', `fm1-${index + 1}`, scope, {
      programme,
      environment: 'fm1',
      opensOn: week.opens_on,
      closesOn: week.closes_on,
      dataAsOf: week.data_as_of,
    }),
  );
  const observations = demo.budgets.flatMap(({ establishment_id, loaded_on }) =>
    loaded_on === null
      ? []
      : [
          seedRow(
            'observation',
            observationId(establishment_id, programme, 'budgetLoaded', loaded_on),
            scopeId('establishment', establishment_id),
            {
              establishment: establishment_id,
              programme,
              indicator: 'budgetLoaded',
              observedOn: loaded_on,
              value: 1,
              source: 'Restitution Op@le du 19/01/2024',
            },
            stampOf(loaded_on, null),
          ),
        ],
  );
  return [...territories, ...eventRows(demo), ...windows, ...observations];
}

function eventRows(demo: DemoFile): SeedRow[] {
  const told = demo.communications.flatMap(({ date, kind, wave, title_fr }) =>
    demo.waves
      .filter(({ label }) => wave === 'all' || wave === label)
      .map(({ id }) => [id, date, eventKinds[kind] ?? kind, title_fr] as const),
  );
  return [...told, ...moreEvents].map(([wave, happensOn, kind, label], index) =>
    seedRow('waveEvent', `${wave}-event-${index + 1}`, scopeId('wave', wave), {
      wave,
      happensOn,
      kind,
      label,
    }),
  );
}
