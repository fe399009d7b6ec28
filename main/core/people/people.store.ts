import { roles, type Role } from '../../../shared/access/roles.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import type { ListedPerson } from '../../../shared/people/people.contract.ts';
import type { Reader } from '../store/database.ts';

interface Held {
  readonly person: string;
  readonly scope: string;
  readonly role: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly code: string | null;
}

/** People as their roles say them; statements are prepared once. */
export interface PeopleStore {
  /**
   * Everybody with a role in a place of this device, by name.
   * @param wave those alone who have one in that wave or in a school of it
   */
  people(wave: string | undefined): ListedPerson[];
}

const HELD = `
  SELECT g.person, g.scope, g.role, g.name, g.email, g.phone,
         coalesce(e.name, w.label, p.name) AS place, e.code
  FROM "grant" g
  LEFT JOIN establishment e ON e.scope = g.scope AND e.deleted IS NULL
  LEFT JOIN wave w ON w.scope = g.scope AND w.deleted IS NULL
  LEFT JOIN programme p ON p.scope = g.scope AND p.deleted IS NULL
  WHERE g.deleted IS NULL AND g.person IS NOT NULL`;

export function createPeopleStore(db: Reader): PeopleStore {
  const all = db.prepare<[], Held>(`${HELD} ORDER BY g.person, g.scope`);
  const ofWave = db.prepare<[string, string], Held>(
    `${HELD} AND g.person IN (
       SELECT person FROM "grant" WHERE deleted IS NULL AND scope IN (
         SELECT 'wave:' || ?
         UNION SELECT scope FROM wave_membership
           WHERE wave = ? AND left_on IS NULL AND deleted IS NULL))
     ORDER BY g.person, g.scope`,
  );
  return {
    people: (wave) => grouped(wave === undefined ? all.all() : ofWave.all(wave, wave)),
  };
}

/** One entry a person, of lines that are ordered by person. */
function grouped(lines: readonly Held[]): ListedPerson[] {
  const people: ListedPerson[] = [];
  for (const line of lines) {
    let last = people.at(-1);
    if (last?.person !== line.person) {
      last = { person: line.person, name: '', email: null, phone: null, roles: [], schools: 0 };
      people.push(last);
    }
    last.name ||= line.name ?? '';
    last.email ??= line.email;
    last.phone ??= line.phone;
    if (!isRole(line.role)) continue;
    if (
      line.scope.startsWith('establishment:') &&
      last.roles.every(({ place }) => place !== line.scope)
    ) {
      last.schools += 1;
    }
    const name = line.place ?? line.scope.slice(line.scope.indexOf(':') + 1);
    last.roles.push({ role: line.role, place: line.scope, name, code: line.code });
  }
  for (const one of people) one.name ||= one.person;
  const { compare } = new Intl.Collator('fr');
  return people.sort((a, b) => compare(a.name, b.name) || compare(a.person, b.person));
}

/** Whether a person is meant by every one of the words, written as `plainText` does. */
export function isMeant(person: ListedPerson, words: readonly string[]): boolean {
  const places = person.roles.map(({ name, code }) => `${name} ${code ?? ''}`).join(' ');
  const text = plainText(`${person.name} ${person.email ?? ''} ${person.person} ${places}`);
  return words.every((word) => text.includes(word));
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
