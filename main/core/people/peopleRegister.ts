import { roles, type Role } from '../../../shared/access/roles.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import type { ListedPerson } from '../../../shared/people/people.contract.ts';
import type { HeldLine, PeopleStore } from './people.store.ts';

/** People whose roles are read at once while the program does other things in between. */
const PEOPLE_AT_ONCE = 2_000;
/** With more places changed than this, reading all anew is quicker than place by place. */
const MOST_PLACES = 400;
/** Entities that say who acts where, and how places are called. */
const READ = new Set(['grant', 'establishment', 'wave', 'waveMembership', 'programme']);

/** Somebody, with what they are sorted and found by. */
interface Entry {
  readonly person: ListedPerson;
  /** Places of all their roles, those that this version does not know included. */
  readonly places: ReadonlySet<string>;
  readonly key: string;
  readonly text: string;
}

/**
 * Everybody with a role in a place of this device, by name, kept between questions: tens of
 * thousands of people are not to be read and sorted at each key that somebody presses. The people
 * of places whose rows have changed are read anew before the next answer.
 */
export interface PeopleRegister {
  /** Those whom every one of the words means; `among`: only some. Words as `plainText` writes them. */
  find(words: readonly string[], among: ReadonlySet<string> | null): readonly ListedPerson[];
  /** How many there are. */
  count(among: ReadonlySet<string> | null): number;
  /** Rows of scopes have changed, or left the device (no entities). */
  changed(scopes: readonly string[], entities: readonly string[]): void;
  /** Reads a part of what has not been read; false: all has been. */
  readMore(): boolean;
}

export function createPeopleRegister(store: PeopleStore): PeopleRegister {
  let entries: Entry[] | null = null;
  let reading: Generator<void, Entry[]> | null = null;
  const places = new Set<string>();

  function* readAll(): Generator<void, Entry[]> {
    const found: Entry[] = [];
    for (let after = ''; ;) {
      const lines = store.linesAfter(after, PEOPLE_AT_ONCE);
      const last = lines.at(-1);
      if (last === undefined) break;
      found.push(...grouped(lines));
      after = last.person;
      yield;
    }
    return found.sort(byName);
  }

  function readMore(): boolean {
    if (entries !== null) return false;
    if (reading === null) places.clear();
    reading ??= readAll();
    const part = reading.next();
    if (part.done !== true) return true;
    entries = part.value;
    reading = null;
    return false;
  }

  function fresh(): readonly Entry[] {
    if (places.size > MOST_PLACES) {
      entries = null;
      reading = null;
    }
    while (readMore());
    if (places.size > 0) reread();
    return entries!;
  }

  /** Reads those anew who have, or had, a role in a place that has changed. */
  function reread(): void {
    const affected = new Set(store.peopleIn([...places]));
    for (const entry of entries!) {
      if ([...entry.places].some((place) => places.has(place))) {
        affected.add(entry.person.person);
      }
    }
    const now = grouped(store.linesOf([...affected]));
    const others = entries!.filter(({ person }) => !affected.has(person.person));
    entries = [...others, ...now].sort(byName);
    places.clear();
  }

  return {
    readMore,
    find(words, among) {
      const found: ListedPerson[] = [];
      for (const { person, text } of fresh()) {
        if (among !== null && !among.has(person.person)) continue;
        if (words.every((word) => text.includes(word))) found.push(person);
      }
      return found;
    },
    count(among) {
      const all = fresh();
      if (among === null) return all.length;
      return all.reduce((sum, { person }) => sum + Number(among.has(person.person)), 0);
    },
    changed(scopes, entities) {
      if (entities.length > 0 && !entities.some((entity) => READ.has(entity))) return;
      for (const scope of scopes) places.add(scope);
    },
  };
}

/** One entry a person, of lines that are ordered by person. */
function grouped(lines: readonly HeldLine[]): Entry[] {
  const people: { person: ListedPerson; places: Set<string> }[] = [];
  for (const line of lines) {
    let entry = people.at(-1);
    if (entry?.person.person !== line.person) {
      const { person } = line;
      entry = {
        person: { person, name: '', email: null, phone: null, roles: [], schools: 0 },
        places: new Set(),
      };
      people.push(entry);
    }
    const { person: last, places } = entry;
    last.name ||= line.name ?? '';
    last.email ??= line.email;
    last.phone ??= line.phone;
    places.add(line.scope);
    if (!isRole(line.role)) continue;
    const isOther = last.roles.every(({ place }) => place !== line.scope);
    if (isOther && line.scope.startsWith('establishment:')) last.schools += 1;
    const name = line.place ?? line.scope.slice(line.scope.indexOf(':') + 1);
    const { role, code, programme } = line;
    const actors = line.actors === null ? null : (JSON.parse(line.actors) as string[]);
    last.roles.push({
      role,
      place: line.scope,
      name,
      ...(line.placeAr && { nameAr: line.placeAr }),
      code,
      programme,
      actors,
    });
  }
  return people.map(({ person, places }) => {
    person.name ||= person.person;
    return toEntry(person, places);
  });
}

function toEntry(person: ListedPerson, places: ReadonlySet<string>): Entry {
  const held = person.roles.map(({ name, code }) => `${name} ${code ?? ''}`).join(' ');
  const key = plainText(person.name);
  return {
    person,
    places,
    key,
    text: `${key} ${plainText(`${person.email ?? ''} ${person.person} ${held}`)}`,
  };
}

/** By name without accents and capitals: the same in every language, and quicker than a collator. */
function byName(a: Entry, b: Entry): number {
  return (
    compare(a.key, b.key) ||
    compare(a.person.name, b.person.name) ||
    compare(a.person.person, b.person.person)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
