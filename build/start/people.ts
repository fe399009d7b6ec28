import { demoNames, demos } from '../../server/demo/demos.ts';
import { parseScope } from '../../shared/schema/scope.ts';
import { RuntimeProblem } from '../runtime/problem.ts';
import { DEFAULT_DEMO, DEFAULT_LOGIN } from './line.ts';

/** Somebody of the practice data, as one chooses whom to be. */
export interface DemoLogin {
  readonly demo: string;
  readonly login: string;
  readonly name: string;
  /** `role in place`, one for each part they have. */
  readonly parts: readonly string[];
}

/** Everybody of a practice data, by login; whom to be when nobody is named comes first. */
export function demoLogins(demo = DEFAULT_DEMO): Map<string, DemoLogin> {
  const rows = demos[demo]!();
  const places = new Map<string, string>();
  for (const { entity, id, values } of rows) {
    if (entity !== 'establishment') continue;
    const { name, town } = values;
    places.set(id, typeof town === 'string' ? `${String(name)}, ${town}` : String(name));
  }
  const parts = new Map<string, string[]>();
  for (const { entity, scope, values } of rows) {
    if (entity !== 'grant') continue;
    const person = String(values['person']);
    const { id } = parseScope(scope);
    const part = `${String(values['role'])} in ${places.get(id) ?? id}`;
    parts.set(person, [...(parts.get(person) ?? []), part]);
  }
  const people = rows
    .filter(({ entity }) => entity === 'person')
    .map(({ id, values }) => ({
      demo,
      login: String(values['login']),
      name: `${String(values['firstName'])} ${String(values['lastName'])}`,
      parts: parts.get(id) ?? [],
    }));
  const first = people.filter(({ login }) => login === DEFAULT_LOGIN);
  return new Map([...first, ...people].map((person) => [person.login, person]));
}

/**
 * Whom the line of `npm start` wants: by login in the practice data it names, else in all.
 *
 * @throws RuntimeProblem when nobody there has this login.
 */
export function findLogin({ login, demo }: { login?: string; demo?: string }): DemoLogin {
  if (login === undefined) return demoLogins(demo).values().next().value!;
  for (const name of demo === undefined ? demoNames : [demo]) {
    const found = demoLogins(name).get(login);
    if (found !== undefined) return found;
  }
  const where = demo === undefined ? '' : ` in ${demo}`;
  const list = demo === undefined ? '--people' : `--demo ${demo} --people`;
  throw new RuntimeProblem(
    `Nobody has the login "${login}"${where}: npm start -- ${list} lists who there is.`,
  );
}

/** A line for each person in whose login, name, role or place the word occurs; of all, or of one. */
export function peopleLines(word: string, demo?: string): string[] {
  const wanted = plain(word);
  return (demo === undefined ? demoNames : [demo])
    .flatMap((name) => [...demoLogins(name).values()])
    .map((one) =>
      [
        one.login.padEnd(26),
        one.name.padEnd(24),
        ...(demo === undefined ? [one.demo.padEnd(12)] : []),
        briefly(one.parts),
      ].join(' '),
    )
    .filter((line) => plain(line).includes(wanted));
}

function briefly(parts: readonly string[]): string {
  const [first = '', ...more] = parts;
  return more.length === 0 ? first : `${first}, and ${more.length} more`;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
