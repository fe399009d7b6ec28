import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { typedContract } from '../../../shared/typed/typed.contract.ts';
import { mayKeep } from '../../../shared/typed/typed.rules.ts';

/** What nobody has gone on with for so long is given up. */
const KEPT_MS = 60 * 86_400_000;

interface TypedParts {
  readonly db: Database;
  /** Row id of this device's person; empty: nobody is enrolled. */
  readonly myself: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Texts that are being typed, by person and name, in the store of this computer alone. */
export function createTyped({
  db,
  myself,
  now,
}: TypedParts): Handlers<typeof typedContract, CoreFailure> {
  const read = db
    .prepare<[string, string], string>('SELECT text FROM typed_text WHERE person = ? AND name = ?')
    .pluck();
  const keep = db.prepare(
    `INSERT INTO typed_text (person, name, text, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (person, name) DO UPDATE SET text = excluded.text, at = excluded.at`,
  );
  const remove = db.prepare('DELETE FROM typed_text WHERE person = ? AND name = ?');
  const removeOld = db.prepare('DELETE FROM typed_text WHERE at < ?');
  return {
    'typed.read': ({ name }) => ok({ text: read.get(myself(), name) ?? '' }),
    'typed.keep': ({ name, text }) => {
      const isKept = mayKeep(text);
      db.transaction(() => {
        removeOld.run(now() - KEPT_MS);
        if (isKept) keep.run(myself(), name, text, now());
        else remove.run(myself(), name);
      }).immediate();
      return ok({ kept: isKept });
    },
  };
}
