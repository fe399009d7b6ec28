import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MAX_CODES, type IssuedCode } from '../../../shared/sync/protocol.ts';
import type { Reader } from '../store/database.ts';
import { ExpectedFailure } from '../store/failures.ts';
import { WireFailure, type ServerLink } from '../sync/serverLink.ts';

interface CodesParts {
  readonly db: Reader;
  readonly link: () => ServerLink | null;
}

/** Enrolment codes for people of one's places; the server makes them and keeps none. */
export function createCodesService({ db, link }: CodesParts): {
  codes(input: {
    people: readonly string[];
    wave?: string | undefined;
  }): Promise<Result<IssuedCode[], CoreFailure>>;
} {
  const peopleOf = db
    .prepare<[string, string], string>(
      `SELECT DISTINCT person FROM "grant" WHERE deleted IS NULL AND person IS NOT NULL AND scope IN (
         SELECT 'wave:' || ?
         UNION SELECT scope FROM wave_membership
           WHERE wave = ? AND left_on IS NULL AND deleted IS NULL)
       ORDER BY person`,
    )
    .pluck();
  return {
    async codes({ people, wave }) {
      const line = link();
      if (line === null) return err({ type: 'NotEnrolled' });
      const named = wave === undefined ? [] : peopleOf.all(wave, wave);
      const wanted = [...new Set([...people, ...named])];
      const codes: IssuedCode[] = [];
      try {
        for (let at = 0; at < wanted.length; at += MAX_CODES) {
          codes.push(...(await line.codes(wanted.slice(at, at + MAX_CODES))));
        }
        return ok(codes);
      } catch (error) {
        if (error instanceof WireFailure && error.error.type === 'Forbidden') {
          return err({ type: 'NotAllowed' });
        }
        const unreachable =
          error instanceof ExpectedFailure && error.failure.type === 'ServerUnreachable';
        if (unreachable) return err({ type: 'NeedsServer' });
        throw error;
      }
    },
  };
}
