import { additions, demo } from '../../server/demo/files.ts';
import { peopleRows } from '../../server/demo/peopleRows.ts';
import { parseScope } from '../../shared/schema/scope.ts';
import { RuntimeProblem } from '../runtime/problem.ts';

/** Somebody of the practice data, as one chooses whom to be. */
export interface DemoLogin {
  readonly login: string;
  readonly name: string;
  /** `role in place`, one for each part they have. */
  readonly parts: readonly string[];
}

/** Everybody of the practice data, by login. */
export function demoLogins(): Map<string, DemoLogin> {
  const rows = peopleRows(demo, additions);
  const parts = new Map<string, string[]>();
  for (const { entity, scope, values } of rows) {
    if (entity !== 'grant') continue;
    const person = String(values['person']);
    const part = `${String(values['role'])} in ${placeName(parseScope(scope).id)}`;
    parts.set(person, [...(parts.get(person) ?? []), part]);
  }
  const people = rows
    .filter(({ entity }) => entity === 'person')
    .map(({ id, values }) => ({
      login: String(values['login']),
      name: `${String(values['firstName'])} ${String(values['lastName'])}`,
      parts: parts.get(id) ?? [],
    }));
  return new Map(people.map((person) => [person.login, person]));
}

/** @throws RuntimeProblem when nobody has this login. */
export function checkLogin(login: string): void {
  if (demoLogins().has(login)) return;
  throw new RuntimeProblem(
    `Nobody has the login "${login}": npm start -- --people lists who there is.`,
  );
}

/** A line for each person in whose login, name, role or place the word occurs. */
export function peopleLines(word: string): string[] {
  const wanted = plain(word);
  return [...demoLogins().values()]
    .map(({ login, name, parts }) => `${login.padEnd(26)} ${name.padEnd(24)} ${briefly(parts)}`)
    .filter((line) => plain(line).includes(wanted));
}

function briefly(parts: readonly string[]): string {
  const [first = '', ...more] = parts;
  return more.length === 0 ? first : `${first}, and ${more.length} more`;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function placeName(id: string): string {
  const school = demo.establishments.find((establishment) => establishment.id === id);
  return school === undefined ? id : `${school.name}, ${school.town}`;
}
