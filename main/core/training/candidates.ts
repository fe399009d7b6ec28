import type { Actor } from '../../../shared/programme/programme.entity.ts';
import type { Reader } from '../store/database.ts';
import type { TrackRow } from './training.store.ts';

/** Somebody with a role in a school of a wave, and the school that they are at home in. */
export interface SchoolPerson {
  readonly person: string;
  readonly name: string;
  /** Names apart, where they are known so. */
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  /** Actor ids of the kit that they play. */
  readonly actors: readonly string[];
  readonly establishment: string;
  readonly schoolName: string;
  readonly schoolNameAr: string | null;
  /** Ids of all the schools that they act in. */
  readonly schools: readonly string[];
  readonly town: string | null;
  /** Name of the accounting group that they work for, where they act for several schools of one. */
  readonly office: string | null;
  readonly at: { readonly lat: number; readonly lng: number } | null;
}

interface StoredGrant {
  readonly person: string;
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly role: string;
  readonly actors: string | null;
  readonly establishment: string;
  readonly schoolName: string | null;
  readonly schoolNameAr: string | null;
  readonly town: string | null;
  readonly attachedTo: string | null;
  readonly accountingGroup: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** Reads the people of a wave's schools, each once, at home in the seat of what they act for. */
export function createSchoolPeople(db: Reader) {
  const grants = db.prepare<[string], StoredGrant>(
    `SELECT g.person, g.name, g.first_name AS firstName, g.last_name AS lastName, g.email, g.role, g.actors, e.id AS establishment,
            e.name AS schoolName, e.name_ar AS schoolNameAr, e.town, e.attached_to AS attachedTo,
            e.accounting_group AS accountingGroup, e.latitude, e.longitude
     FROM wave_membership m
     JOIN establishment e ON e.scope = m.scope AND e.deleted IS NULL
     JOIN "grant" g ON g.scope = m.scope AND g.deleted IS NULL AND g.person IS NOT NULL
     WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL
     ORDER BY g.person, e.attached_to IS NOT NULL, e.id`,
  );
  return (wave: string, programmeActors: readonly Actor[]): SchoolPerson[] => {
    const people = new Map<string, { home: StoredGrant; all: StoredGrant[] }>();
    for (const grant of grants.all(wave)) {
      const known = people.get(grant.person);
      if (known === undefined) people.set(grant.person, { home: grant, all: [grant] });
      else known.all.push(grant);
    }
    return [...people.values()].map(({ home, all }) => {
      const schools = new Set(all.map(({ establishment }) => establishment));
      return {
        person: home.person,
        name: home.name ?? home.person,
        firstName: home.firstName,
        lastName: home.lastName,
        email: home.email,
        actors: [...new Set(all.flatMap((grant) => played(grant, programmeActors)))],
        establishment: home.establishment,
        schoolName: home.schoolName ?? home.establishment,
        schoolNameAr: home.schoolNameAr,
        schools: [...schools],
        town: home.town,
        office: schools.size > 1 ? home.accountingGroup : null,
        at:
          home.latitude === null || home.longitude === null
            ? null
            : { lat: home.latitude, lng: home.longitude },
      };
    });
  };
}

/** Actors that somebody plays by a grant: those that it names, else those of its role. */
function played({ role, actors }: StoredGrant, all: readonly Actor[]): string[] {
  if (actors !== null) return JSON.parse(actors) as string[];
  return all.filter((actor) => actor.roles.some((one) => one === role)).map(({ id }) => id);
}

/** The first track that somebody's function has, or null. */
export function trackFor(
  { actors }: Pick<SchoolPerson, 'actors'>,
  tracks: readonly Pick<TrackRow, 'id' | 'actors'>[],
): string | null {
  return tracks.find((track) => track.actors?.some((one) => actors.includes(one)))?.id ?? null;
}
