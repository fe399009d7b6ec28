import type { Reader } from '../store/database.ts';

/** A role that somebody holds in a place. */
export interface HeldLine {
  readonly person: string;
  readonly scope: string;
  readonly role: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** Name of the place. */
  readonly place: string | null;
  /** A school's name in Arabic. */
  readonly placeAr?: string | null;
  readonly code: string | null;
  readonly programme: string | null;
  /** Ids of actors as JSON; null: all that the role plays. */
  readonly actors: string | null;
}

/** Who holds which roles, person by person; statements are prepared once. */
export interface PeopleStore {
  /** Of so many people, the first after one in the order of their ids. */
  linesAfter(person: string, people: number): HeldLine[];
  linesOf(people: readonly string[]): HeldLine[];
  /** Those with a role in any of the places themselves. */
  peopleIn(scopes: readonly string[]): string[];
  /** Those with a role in a wave or in a school of it. */
  peopleOfWave(wave: string): string[];
}

const HELD = `
  SELECT g.person, g.scope, g.role, g.name, g.email, g.phone,
         coalesce(e.name, w.label, p.name) AS place, e.name_ar AS placeAr, e.code, g.actors,
         coalesce(p.id, w.programme, e.programme, (
           SELECT joined.programme FROM wave_membership m JOIN wave joined ON joined.id = m.wave
           WHERE m.scope = g.scope AND m.left_on IS NULL AND m.deleted IS NULL LIMIT 1
         )) AS programme
  FROM "grant" g
  LEFT JOIN establishment e ON e.scope = g.scope AND e.deleted IS NULL
  LEFT JOIN wave w ON w.scope = g.scope AND w.deleted IS NULL
  LEFT JOIN programme p ON p.scope = g.scope AND p.deleted IS NULL
  WHERE g.deleted IS NULL AND g.person IS NOT NULL`;
const IN_ORDER = 'ORDER BY g.person, g.scope, g.id';

export function createPeopleStore(db: Reader): PeopleStore {
  const after = db.prepare<[string, number], HeldLine>(
    `${HELD} AND g.person IN (
       SELECT DISTINCT person FROM "grant"
       WHERE person > ? AND deleted IS NULL ORDER BY person LIMIT ?)
     ${IN_ORDER}`,
  );
  const some = db.prepare<[string], HeldLine>(
    `${HELD} AND g.person IN (SELECT value FROM json_each(?)) ${IN_ORDER}`,
  );
  const inPlaces = db
    .prepare<[string], string>(
      `SELECT DISTINCT person FROM "grant"
       WHERE scope IN (SELECT value FROM json_each(?)) AND person IS NOT NULL`,
    )
    .pluck();
  const ofWave = db
    .prepare<[string, string], string>(
      `SELECT DISTINCT person FROM "grant"
       WHERE deleted IS NULL AND person IS NOT NULL AND scope IN (
         SELECT 'wave:' || ?
         UNION SELECT scope FROM wave_membership
           WHERE wave = ? AND left_on IS NULL AND deleted IS NULL)`,
    )
    .pluck();
  return {
    linesAfter: (person, people) => after.all(person, people),
    linesOf: (people) => some.all(JSON.stringify(people)),
    peopleIn: (scopes) => inPlaces.all(JSON.stringify(scopes)),
    peopleOfWave: (wave) => ofWave.all(wave, wave),
  };
}
