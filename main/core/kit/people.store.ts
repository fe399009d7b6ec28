import { rolesThatReachBelow, type Role } from '../../../shared/access/roles.ts';
import type { KitPerson } from '../../../shared/kit/kitWork.contract.ts';
import type { Actor } from '../../../shared/programme/programme.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from '../store/database.ts';

interface StoredGrant {
  readonly person: string;
  readonly name: string | null;
  readonly role: Role;
  readonly scope: string;
  readonly actors: string | null;
}

/** People with a role over a school, by the grants on this device. */
export interface KitPeople {
  /** Those in the school first, then those above it; by name. `me` is the device's own person. */
  over(establishment: string, actors: readonly Actor[], me: string | null): KitPerson[];
  /** Names of everybody who has a grant here, by person. */
  name(person: string): string | null;
}

export function createKitPeople(db: Reader): KitPeople {
  const grants = db.prepare<[{ scope: string }], StoredGrant>(
    `WITH joined AS (
       SELECT m.wave FROM wave_membership m
       WHERE m.scope = @scope AND m.left_on IS NULL AND m.deleted IS NULL),
     place AS (
       SELECT @scope AS scope
       UNION SELECT 'wave:' || wave FROM joined
       UNION SELECT 'programme:' || w.programme FROM joined JOIN wave w ON w.id = joined.wave)
     SELECT g.person, g.name, g.role, g.scope, g.actors
     FROM "grant" g WHERE g.deleted IS NULL AND g.scope IN (SELECT scope FROM place)`,
  );
  const name = db
    .prepare<[string], string>(
      'SELECT name FROM "grant" WHERE person = ? AND name IS NOT NULL ORDER BY deleted, id LIMIT 1',
    )
    .pluck();
  return {
    over(establishment, actors, me) {
      const scope = scopeId('establishment', establishment);
      const people = new Map<string, KitPerson>();
      for (const grant of grants.all({ scope })) {
        const inSchool = grant.scope === scope;
        // Who does not see into the schools below cannot answer there.
        if (!inSchool && !rolesThatReachBelow.includes(grant.role)) continue;
        const known = people.get(grant.person);
        people.set(grant.person, {
          person: grant.person,
          name: known?.name ?? grant.name ?? grant.person,
          me: grant.person === me,
          roles: [...new Set([...(known?.roles ?? []), grant.role])].sort(),
          inSchool: inSchool || known?.inSchool === true,
          actors: [...new Set([...(known?.actors ?? []), ...played(grant, actors)])],
        });
      }
      return [...people.values()].sort(
        (a, b) => Number(b.inSchool) - Number(a.inSchool) || (a.name < b.name ? -1 : 1),
      );
    },
    name: (person) => name.get(person) ?? null,
  };
}

/** Actors that somebody plays by a grant: those that it names, else those of its role. */
function played({ role, actors: named }: StoredGrant, actors: readonly Actor[]): string[] {
  if (named !== null) return JSON.parse(named) as string[];
  return actors.filter((actor) => actor.roles.includes(role)).map(({ id }) => id);
}
