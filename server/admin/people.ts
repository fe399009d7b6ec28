import { DELETED_FIELD } from '../../shared/sync/change.ts';
import { personName } from '../accounts/people.ts';
import type { Reading } from '../db/storage.ts';
import type { Say } from '../speak.ts';
import { table } from './table.ts';

export interface PersonListed {
  readonly login: string;
  readonly name: string;
  /** `place` is the id of a scope. */
  readonly roles: readonly { readonly role: string; readonly place: string }[];
}

/** Everybody with what they do where, by login. */
export async function listPeople(read: Reading): Promise<PersonListed[]> {
  const roles = new Map<string, { role: string; place: string }[]>();
  for (const { scope, values } of await read.rowsOfEntity('grant')) {
    if (values[DELETED_FIELD] === true) continue;
    const { person, role } = values;
    if (typeof person !== 'string' || typeof role !== 'string') continue;
    const list = roles.get(person) ?? [];
    list.push({ role, place: scope });
    roles.set(person, list);
  }
  return (await read.rowsOfEntity('person'))
    .filter(({ values }) => values[DELETED_FIELD] !== true)
    .map((row) => {
      const { id, login, name } = personName(row);
      return { login, name, roles: roles.get(id) ?? [] };
    })
    .sort((a, b) => (a.login < b.login ? -1 : 1));
}

/** The list as a table for a terminal: one line for each role. */
export function peopleTable(people: readonly PersonListed[], say: Say): string {
  if (people.length === 0) return say('people.none');
  const header = ['login', 'name', 'role', 'place'].map((column) => say(`people.${column}`));
  const lines = people.flatMap(({ login, name, roles }) =>
    (roles.length === 0 ? [{ role: '', place: '' }] : roles).map(({ role, place }, index) =>
      index === 0 ? [login, name, role, place] : ['', '', role, place],
    ),
  );
  return table([header, ...lines]);
}
