import { roles, type Role } from '../../../shared/access/roles.ts';
import type { SchoolTeam, TeamMemberView } from '../../../shared/people/team.contract.ts';
import type { Reader } from '../store/database.ts';

export interface MemberRecord extends TeamMemberView {
  readonly scope: string;
  readonly establishment: string;
}

/** Read models of project teams; statements are prepared once. */
export interface TeamStore {
  /** Members in schools, by their scopes; null: all that this device holds. */
  members(scopes: readonly string[] | null): MemberRecord[];
  member(id: string): MemberRecord | null;
  /** Who has a role in a school itself. */
  roleHolders(scope: string): SchoolTeam['roles'];
}

const MEMBERS = `
  SELECT id, scope, establishment, person, name, email, phone, function, fte, since, until, note,
         base IS NOT NULL AS pending
  FROM team_member WHERE deleted IS NULL`;

export function createTeamStore(db: Reader): TeamStore {
  type Stored = Omit<MemberRecord, 'pending'> & { readonly pending: number };
  const all = db.prepare<[], Stored>(MEMBERS);
  const inSchools = db.prepare<[string], Stored>(
    `${MEMBERS} AND scope IN (SELECT value FROM json_each(?)) ORDER BY name, id`,
  );
  const one = db.prepare<[string], Stored>(`${MEMBERS} AND id = ?`);
  const holders = db.prepare<
    [string],
    {
      person: string;
      name: string | null;
      role: string;
      email: string | null;
      phone: string | null;
    }
  >(
    `SELECT person, name, role, email, phone FROM "grant"
     WHERE scope = ? AND deleted IS NULL AND person IS NOT NULL ORDER BY name, role`,
  );
  const toRecord = (stored: Stored): MemberRecord => ({ ...stored, pending: stored.pending === 1 });
  return {
    members: (scopes) =>
      (scopes === null ? all.all() : inSchools.all(JSON.stringify(scopes))).map(toRecord),
    member(id) {
      const stored = one.get(id);
      return stored === undefined ? null : toRecord(stored);
    },
    roleHolders: (scope) =>
      holders
        .all(scope)
        .flatMap(({ role, ...holder }) => (isRole(role) ? [{ ...holder, role }] : [])),
  };
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
