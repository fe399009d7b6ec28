import type { Role } from '../../../shared/access/roles.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';

/** A row as the ground of a run has it. */
export interface GroundRow {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
}

export interface GroundGrant {
  readonly person: string;
  readonly role: Role;
  readonly place: ScopeId;
}

export const PROGRAMME = 'op';
export const ACTIONS = ['a1', 'a2', 'a3'] as const;
/** School → wave. */
export const SCHOOLS: Readonly<Record<string, string>> = { e1: 'w1', e2: 'w1', e3: 'w2' };

/** People by login; the login is the person's row id too. */
export const GRANTS: readonly GroundGrant[] = [
  { person: 'bea', role: 'bursar', place: 'establishment:e1' },
  { person: 'ali', role: 'assistant', place: 'establishment:e1' },
  { person: 'ali', role: 'assistant', place: 'establishment:e2' },
  { person: 'pia', role: 'pilot', place: 'wave:w1' },
  { person: 'tom', role: 'tutor', place: 'wave:w1' },
  { person: 'odo', role: 'authorisingOfficer', place: 'establishment:e2' },
  { person: 'eve', role: 'bursar', place: 'establishment:e3' },
  { person: 'max', role: 'pilot', place: 'programme:op' },
  { person: 'zoe', role: 'pilot', place: 'programme:op' },
];
/** Whose devices are scripted: they see everything, and nobody takes that from them. */
export const SCRIPTED = 'zoe';
const everybody = [...new Set(GRANTS.map(({ person }) => person))];
/** People who work on laptops. */
export const PEOPLE = everybody.filter((person) => person !== SCRIPTED);

/** The word in every seeded text of a scope, by which its data are found in files. */
export function markOf(scope: ScopeId): string {
  return `mark${scope.replace(':', 'x')}`;
}

export function grantRow({ person, role, place }: GroundGrant): GroundRow {
  return {
    entity: 'grant',
    id: `${person}:${role}:${place.replace(':', '.')}`,
    scope: place,
    values: { person, role, name: person.toUpperCase() },
  };
}

/** The rows that stand before anybody has done anything. */
export function groundRows(): GroundRow[] {
  const programme = scopeId('programme', PROGRAMME);
  const rows: GroundRow[] = [
    {
      entity: 'programme',
      id: PROGRAMME,
      scope: programme,
      values: { name: `Op ${markOf(programme)}` },
    },
    ...GRANTS.map(grantRow),
  ];
  for (const person of everybody) {
    const scope = scopeId('person', person);
    // Colleagues are told names; the address is the person's own.
    const values = { login: person, firstName: person, email: markOf(scope), language: 'fr' };
    rows.push({ entity: 'person', id: person, scope, values });
  }
  for (const wave of new Set(Object.values(SCHOOLS))) {
    const scope = scopeId('wave', wave);
    const values = { programme: PROGRAMME, label: `Wave ${markOf(scope)}`, status: 'planned' };
    rows.push({ entity: 'wave', id: wave, scope, values });
  }
  for (const [school, wave] of Object.entries(SCHOOLS)) rows.push(...schoolRows(school, wave));
  return rows;
}

function schoolRows(school: string, wave: string): GroundRow[] {
  const scope = scopeId('establishment', school);
  const mark = markOf(scope);
  return [
    {
      entity: 'establishment',
      id: school,
      scope,
      values: { name: `School ${mark}`, code: school },
    },
    {
      entity: 'waveMembership',
      id: `${wave}:${school}`,
      scope,
      values: { wave, establishment: school, joinedOn: '2023-06-01' },
    },
    ...ACTIONS.map((action) => ({
      entity: 'kitStep',
      id: `${school}:${PROGRAMME}:${action}`,
      scope,
      values: {
        establishment: school,
        programme: PROGRAMME,
        action,
        status: 'todo',
        note: `${mark} one two three four five six seven`,
      },
    })),
  ];
}
