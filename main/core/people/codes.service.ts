import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MAX_CODES, type IssuedCode } from '../../../shared/sync/protocol.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import { writeHandedFile } from '../store/handedFile.ts';
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
  /** Writes the last code of everybody who got one since the program was started. */
  write(file: string, language: Language): Result<{ codes: number }, CoreFailure>;
} {
  /** By person. In memory alone: nothing on this device keeps a code. */
  const made = new Map<string, IssuedCode>();
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
        for (const code of codes) made.set(code.person, code);
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
    write(file, language) {
      const { t } = createMessages(language);
      const head = ['name', 'login', 'code', 'until'].map((name) => t(`people:table.${name}`));
      const lines = [...made.values()].map(({ name, login, code, expiresAt }) => [
        name,
        login,
        code,
        new Date(expiresAt).toISOString().slice(0, 10),
      ]);
      const first = csvText([head]);
      const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
        start.toString().startsWith(first),
      );
      return written.ok ? ok({ codes: lines.length }) : written;
    },
  };
}
