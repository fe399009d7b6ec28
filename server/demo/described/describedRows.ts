import { derivedId } from '../../../shared/kernel/ids.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { parseScope, scopeId } from '../../../shared/schema/scope.ts';
import { programmeRows } from '../../../shared/templates/programmeRows.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { waveMembershipId } from '../../../shared/wave/waveMembership.entity.ts';
import { seedRow, stampOf, type SeedRow } from '../seedRows.ts';
import type { DescribedEstablishment, DescribedPerson, Description } from './description.ts';
import { helpRows } from './helpRows.ts';
import { stepRows } from './stepRows.ts';
import { trainingRows } from './trainingRows.ts';
import { tutoringRows } from './tutoringRows.ts';

/** Makes all rows of described practice data; the same ones each time. */
export function describedRows(description: Description): SeedRow[] {
  const { programme, territories, waves, establishments, people, windows = [] } = description;
  const template = findTemplate(programme.template);
  if (template === undefined) throw new Error(`No template ${programme.template}`);
  const started = stampOf(programme.startedOn, people[0]!.id);
  const scope = scopeId('programme', programme.id);
  const own: SeedRow[] = [
    ...programmeRows(template, programme),
    ...territories.map(({ id, ...values }) => ({
      entity: 'territory',
      id,
      scope,
      values: { ...values, programme: programme.id },
    })),
    ...windows.map((values, index) => ({
      entity: 'environmentWindow',
      id: `${programme.id}-window-${index + 1}`,
      scope,
      values: { ...values, programme: programme.id },
    })),
    ...waves.flatMap(({ id, fields, events }) => [
      {
        entity: 'wave',
        id,
        scope: scopeId('wave', id),
        values: { ...fields, programme: programme.id },
      },
      ...events.map((values, index) => ({
        entity: 'waveEvent',
        id: `${id}-event-${index + 1}`,
        scope: scopeId('wave', id),
        values: { ...values, wave: id },
      })),
    ]),
    ...establishments.flatMap((one) => establishmentRows(one, programme.id)),
    ...people.flatMap(personRows),
  ].map(({ entity, id, scope: of, values }) => seedRow(entity, id, of, values, started));
  return [
    ...own,
    ...establishments.flatMap((one) => stepRows(one, description, template, started)),
    ...trainingRows(description),
    ...tutoringRows(description),
    ...helpRows(description),
  ];
}

type Made = Omit<SeedRow, 'stamp'>;

function establishmentRows(
  { id, fields, wave, membership, rows = {} }: DescribedEstablishment,
  programme: string,
): Made[] {
  const scope = scopeId('establishment', id);
  return [
    { entity: 'establishment', id, scope, values: { ...fields, programme } },
    {
      entity: 'waveMembership',
      id: waveMembershipId(wave, id),
      scope,
      values: { ...membership, wave, establishment: id },
    },
    ...Object.entries(rows).flatMap(([entity, list]) =>
      list.map((values, index) => extraRow(entity, values, index, { id, programme, wave })),
    ),
  ];
}

/** What a derived id has after the establishment and the programme, by entity. */
const keys: Readonly<Record<string, readonly string[]>> = {
  readiness: [],
  agreement: [],
  accountDistribution: ['population'],
  environmentUse: ['environment'],
  serviceActivation: ['service'],
  observation: ['indicator', 'observedOn'],
};

function extraRow(
  entity: string,
  values: Readonly<Record<string, JsonValue>>,
  index: number,
  { id, programme, wave }: { id: string; programme: string; wave: string },
): Made {
  const scope = scopeId('establishment', id);
  const key = keys[entity];
  if (key === undefined) {
    const rest = entity === 'postponement' ? { wave } : {};
    const rowId = `${id}-${entity}-${index + 1}`;
    return { entity, id: rowId, scope, values: { ...rest, ...values, establishment: id } };
  }
  const name = values['targetName'];
  const parts = key.map((field) => String(values[field]));
  if (typeof name === 'string') parts.push(`${String(values['target'])}.${name}`);
  return {
    entity,
    id: derivedId(id, programme, ...parts),
    scope,
    values: { ...values, establishment: id, programme },
  };
}

function personRows(person: DescribedPerson): Made[] {
  const { id, login, firstName, lastName, language, grants } = person;
  const email = `${login}@exemple.invalid`;
  return [
    {
      entity: 'person',
      id,
      scope: scopeId('person', id),
      values: { login, firstName, lastName, email, language },
    },
    ...grants.flatMap(({ role, places, actors }) =>
      places.map((place) => {
        const { kind, id: of } = parseScope(place);
        return {
          entity: 'grant',
          id: derivedId(id, role, `${kind}.${of}`),
          scope: place,
          values: {
            person: id,
            role,
            name: `${firstName} ${lastName}`,
            email,
            ...(actors && { actors }),
          },
        };
      }),
    ),
  ];
}
