import { roles, type Role } from '../../shared/access/roles.ts';
import { derivedId } from '../../shared/kernel/ids.ts';
import { grant } from '../../shared/people/grant.entity.ts';
import { parseScope, SCOPE_PATTERN, type ScopeId } from '../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import { personName } from '../accounts/people.ts';
import type { Storage, Writing } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import { writeAsServer } from '../sync/serverChange.ts';

/** A role of a person in a place, as it is now. */
export interface Granted {
  readonly login: string;
  readonly role: Role;
  readonly place: ScopeId;
  /** Whether something was written: false when it was so already. */
  readonly changed: boolean;
}

interface Named {
  readonly person: ReturnType<typeof personName>;
  readonly role: Role;
  readonly place: ScopeId;
  /** Row id of the grant. */
  readonly id: string;
}

/**
 * Gives a person a role in a place.
 * @param place id of a scope, e.g. `wave:op-v6`
 * @param now milliseconds since 1970
 * @throws ProblemError when there is no such person, role or place
 */
export function grantRole(
  storage: Storage,
  login: string,
  role: string,
  place: string,
  now: number,
): Promise<Granted> {
  return storage.transaction((write) => grantIn(write, login, role, place, now));
}

/** The same within a transaction of something larger. */
export async function grantIn(
  write: Writing,
  login: string,
  role: string,
  place: string,
  now: number,
): Promise<Granted> {
  const named = await name(write, login, role, place);
  const [known] = await write.rows([{ entity: grant.name, id: named.id }]);
  const changed = known === undefined || known.values[DELETED_FIELD] === true;
  if (changed) {
    const { id, name: fullName } = named.person;
    const made = { person: id, role: named.role, name: fullName, actors: null };
    const set = known === undefined ? made : { ...made, [DELETED_FIELD]: false };
    const change = { entity: grant.name, row: named.id, scope: named.place, set };
    await writeAsServer(write, [change], now);
  }
  return { login, role: named.role, place: named.place, changed };
}

/** Takes a role away. @throws ProblemError when the person does not have it there */
export function ungrantRole(
  storage: Storage,
  login: string,
  role: string,
  place: string,
  now: number,
): Promise<Granted> {
  return storage.transaction(async (write) => {
    const named = await name(write, login, role, place);
    const held = (await write.referring(grant.name, 'person', [named.person.id])).filter(
      ({ scope, values }) => scope === named.place && values['role'] === named.role,
    );
    if (held.length === 0) throw new ProblemError({ type: 'grantUnknown', login, role, place });
    const changes = held.map(({ id, scope }) => ({
      entity: grant.name,
      row: id,
      scope,
      set: { [DELETED_FIELD]: true },
    }));
    await writeAsServer(write, changes, now);
    return { login, role: named.role, place: named.place, changed: true };
  });
}

async function name(write: Writing, login: string, role: string, place: string): Promise<Named> {
  const row = await write.personByLogin(login);
  if (row === null) throw new ProblemError({ type: 'loginUnknown', login });
  const known = roles.find((each) => each === role);
  if (known === undefined) {
    throw new ProblemError({ type: 'roleUnknown', role, known: roles.join(', ') });
  }
  const scope = place as ScopeId;
  const { kind, id } = parseScope(scope);
  const isPlace = SCOPE_PATTERN.test(place) && grant.scopes.some((each) => each === kind);
  if (!isPlace || !(await write.versions([scope])).has(scope)) {
    throw new ProblemError({ type: 'placeUnknown', place });
  }
  const person = personName(row);
  return { person, role: known, place: scope, id: derivedId(person.id, role, `${kind}.${id}`) };
}
