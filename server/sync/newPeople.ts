import { nextStamp, stampTime } from '../../shared/kernel/clock.ts';
import { loginBase, splitName } from '../../shared/people/names.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { scopeId } from '../../shared/schema/scope.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import type { Writing } from '../db/storage.ts';
import { rowKey, type Accepted, type Decided } from './decide.ts';
import type { Draft } from './draft.ts';
import { peopleNamed } from './gather.ts';

/**
 * What was decided, with the rows of people who were given a role and have none yet: the server
 * writes them itself, right after the transaction that gives the role. Nobody else may.
 * @param draft where the scopes of these people are locked and their rows read
 */
export async function withNewPeople(
  write: Writing,
  draft: Draft,
  decided: Decided,
): Promise<Decided> {
  const accepted: Accepted[] = [];
  const rows = new Map<string, RowState>(decided.rows);
  for (const each of decided.accepted) {
    accepted.push(each);
    const changes: Change[] = [];
    for (const person of each.n === null ? [] : peopleNamed([each])) {
      const key = rowKey('person', person);
      if (rows.has(key) || draft.rows.has(key)) continue;
      const grant = each.changes.find(
        ({ entity, set }) => entity === 'grant' && set['person'] === person,
      )!;
      if (grant.set[DELETED_FIELD] === true) continue;
      const change = await newPerson(write, draft, person, grant.set);
      changes.push(change);
      rows.set(key, mergeChange(undefined, change, stampAfter(each)).row);
    }
    if (changes.length > 0) accepted.push({ n: null, stamp: stampAfter(each), changes });
  }
  return accepted.length === decided.accepted.length ? decided : { ...decided, accepted, rows };
}

function stampAfter({ stamp }: Accepted): ReturnType<typeof nextStamp> {
  return nextStamp(stamp, stampTime(stamp), SERVER);
}

async function newPerson(
  write: Writing,
  draft: Draft,
  id: string,
  grant: Readonly<Record<string, JsonValue>>,
): Promise<Change> {
  const text = (field: string): string => {
    const value = grant[field];
    return typeof value === 'string' ? value.trim() : '';
  };
  const [firstName, lastName] = [text('firstName'), text('lastName')];
  const names =
    firstName === '' && lastName === '' ? splitName(text('name')) : { firstName, lastName };
  const email = text('email') === '' ? null : text('email');
  const login = await freeLogin(write, draft, loginBase(names, email));
  const set = { login, firstName: names.firstName, lastName: names.lastName, email };
  return { entity: 'person', row: id, scope: scopeId('person', id), set };
}

/** The first of `base`, `base2`, `base3`, … that nobody has. */
async function freeLogin(write: Writing, draft: Draft, base: string): Promise<string> {
  // Held until the end of the transaction: another that makes people waits, and sees these.
  if (draft.logins.size === 0) await write.setting('logins');
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? base : `${base}${number}`;
    if (draft.logins.has(login) || (await write.personByLogin(login)) !== null) continue;
    draft.logins.add(login);
    return login;
  }
}
