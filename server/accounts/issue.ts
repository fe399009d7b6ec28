import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { IssuedCode, WireError } from '../../shared/sync/protocol.ts';
import type { Storage, StoredRow } from '../db/storage.ts';
import { loadStanding } from '../sync/access.ts';
import { DEFAULT_CODE_MINUTES, hashCode, newCode } from './codes.ts';
import { personName } from './people.ts';
import type { Session } from './session.ts';

const MINUTE_MS = 60_000;

export interface IssueContext {
  readonly storage: Storage;
  readonly now: () => number;
}

/**
 * Issues one-time enrolment codes for people of a pilot's places. Whoever has a code can become
 * that person, so it is issued only where that gives nothing that the pilot does not have: for
 * people all of whose roles lie in places that the pilot steers, never for the pilot. Others are
 * left out. Older codes of these people that were not used end.
 * @returns Forbidden when the asker is nobody's pilot
 */
export function issueCodes(
  { storage, now }: IssueContext,
  asker: Pick<Session, 'person'>,
  people: readonly string[],
): Promise<Result<IssuedCode[], WireError>> {
  return storage.transaction(async (write) => {
    const wanted = [...new Set(people)].filter((person) => person !== asker.person);
    const grants = await write.referring('grant', 'person', [...wanted, asker.person]);
    const isAskers = ({ values }: StoredRow): boolean => values['person'] === asker.person;
    if (!grants.some((grant) => isAskers(grant) && grant.values['role'] === 'pilot')) {
      return err({ type: 'Forbidden' });
    }
    const places = [...new Set(grants.map(({ scope }) => scope))];
    const standing = await loadStanding(write, [asker.person], places);
    const steered = new Map<string, boolean>();
    for (const grant of grants) {
      if (isAskers(grant)) continue;
      const person = String(grant.values['person']);
      const steers = standing.rolesOver(asker.person, grant.scope).has('pilot');
      steered.set(person, steers && steered.get(person) !== false);
    }
    const allowed = wanted.filter((person) => steered.get(person) === true);
    const rows = await write.rows(allowed.map((id) => ({ entity: 'person', id })));
    const found = rows.filter(({ values }) => values[DELETED_FIELD] !== true);
    await write.removeUnusedCodes(found.map(({ id }) => id));
    const createdAt = now();
    const expiresAt = createdAt + DEFAULT_CODE_MINUTES * MINUTE_MS;
    const issued: IssuedCode[] = [];
    for (const { id, login, name } of found.map(personName)) {
      const code = newCode();
      const unused = { usedAt: null, usedByDevice: null };
      await write.addCode({ hash: hashCode(code), person: id, createdAt, expiresAt, ...unused });
      issued.push({ person: id, login, name, code, expiresAt });
    }
    return ok(issued);
  });
}
