import type { Database } from 'better-sqlite3';
import { ExpectedFailure } from './failures.ts';
import type { Migration } from './migration.ts';
import { migration0001 } from './migrations/0001-first.ts';
import { migration0002 } from './migrations/0002-signed.ts';
import { migration0003 } from './migrations/0003-attachments.ts';
import { migration0004 } from './migrations/0004-programmes.ts';
import { migration0005 } from './migrations/0005-nation.ts';
import { migration0006 } from './migrations/0006-comings.ts';
import { migration0007 } from './migrations/0007-training.ts';
import { migration0008 } from './migrations/0008-decided.ts';
import { migration0009 } from './migrations/0009-support.ts';
import { migration0010 } from './migrations/0010-past.ts';
import { migration0012 } from './migrations/0012-search.ts';
import { migration0013 } from './migrations/0013-papers.ts';
import { migration0014 } from './migrations/0014-enrolled-names.ts';
import { migration0015 } from './migrations/0015-files.ts';
import { migration0016 } from './migrations/0016-school-names.ts';
import { migration0017 } from './migrations/0017-announced-roles.ts';
import { migration0018 } from './migrations/0018-called.ts';
import { migration0019 } from './migrations/0019-ticket-folds.ts';
import { migration0020 } from './migrations/0020-shown-steps.ts';
import { migration0021 } from './migrations/0021-typed-texts.ts';
import { migration0022 } from './migrations/0022-school-words.ts';
import { migration0023 } from './migrations/0023-days-of-series.ts';
import { migration0024 } from './migrations/0024-left-for.ts';
import { migration0025 } from './migrations/0025-enrolled-schools.ts';

const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
  migration0020,
  migration0021,
  migration0022,
  migration0023,
  migration0024,
  migration0025,
];

/** The schema version that this program writes. */
export const SCHEMA_VERSION = migrations.at(-1)!.version;

/**
 * Brings a database to the current schema, all steps in one transaction.
 * @param to the version to stop at; a test makes an older database so
 * @throws ExpectedFailure DatabaseNewer when a newer version of the program wrote it
 */
export function migrate(db: Database, file: string, to = SCHEMA_VERSION): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  if (current > SCHEMA_VERSION) throw new ExpectedFailure({ type: 'DatabaseNewer', file });
  if (current === SCHEMA_VERSION) return;
  const steps = migrations.filter(({ version }) => version > current && version <= to);
  db.transaction(() => {
    for (const step of steps) db.exec(step.sql);
    db.pragma(`user_version = ${to}`);
  }).immediate();
}
