import { hashCode, newCode } from '../accounts/codes.ts';
import { personName } from '../accounts/people.ts';
import type { Storage } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';

const MINUTE_MS = 60_000;

export interface IssuedCode {
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  readonly name: string;
}

/**
 * Issues a one-time enrolment code to a person. Only its hash is kept: it can be shown only now.
 * @param minutes how long it can be used
 * @param now milliseconds since 1970
 * @throws ProblemError when nobody has that login
 */
export function issueCode(
  storage: Storage,
  login: string,
  minutes: number,
  now: number,
): Promise<IssuedCode> {
  return storage.transaction(async (write) => {
    const person = await write.personByLogin(login);
    if (person === null) throw new ProblemError({ type: 'loginUnknown', login });
    const code = newCode();
    const expiresAt = now + minutes * MINUTE_MS;
    await write.addCode({
      hash: hashCode(code),
      person: person.id,
      createdAt: now,
      expiresAt,
      usedAt: null,
      usedByDevice: null,
    });
    return { code, expiresAt, name: personName(person).name };
  });
}
