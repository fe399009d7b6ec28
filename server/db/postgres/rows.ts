import type { ScopeId } from '../../../shared/schema/scope.ts';
import { isRemoved } from '../indexed.ts';
import { changeText } from '../records.ts';
import type { LogEntry, RowWrite } from '../storage.ts';
import { indexRows } from './fieldIndex.ts';
import { ContentionError } from './problems.ts';
import type { Session } from './session.ts';

/** Writes the versions of scopes. */
export async function putVersions(
  session: Session,
  scopes: ReadonlyMap<ScopeId, number>,
): Promise<void> {
  const sorted = [...scopes.keys()].sort();
  await session.run(
    `INSERT INTO scope (id, version) SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (id) DO UPDATE SET version = excluded.version`,
    sorted,
    sorted.map((scope) => scopes.get(scope)!),
  );
}

/** Writes the new state of rows, in one order for everybody, and what they are found by. */
export async function putRows(session: Session, rows: readonly RowWrite[]): Promise<void> {
  const sorted = [...rows].sort((a, b) => compare(a.entity, b.entity) || compare(a.id, b.id));
  const written = await session.run(
    `INSERT INTO stored_row (entity, id, scope, deleted, version, fields, stamps)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::bigint[],
       $6::text[], $7::text[])
     ON CONFLICT (entity, id) DO UPDATE SET deleted = excluded.deleted,
       version = excluded.version, fields = excluded.fields, stamps = excluded.stamps
     WHERE stored_row.scope = excluded.scope`,
    sorted.map(({ entity }) => entity),
    sorted.map(({ id }) => id),
    sorted.map(({ scope }) => scope),
    sorted.map(({ values }) => (isRemoved(values) ? 1 : 0)),
    sorted.map(({ version }) => version),
    sorted.map(({ values }) => JSON.stringify(values)),
    sorted.map(({ stamps }) => JSON.stringify(stamps)),
  );
  if (written !== rows.length) {
    // Somebody made a row of that name in another scope since this transaction looked.
    throw new ContentionError('A row lives in another scope');
  }
  await indexRows((sql, ...values) => session.run(sql, ...values), sorted);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Appends accepted changes. */
export async function putLog(session: Session, log: readonly LogEntry[]): Promise<void> {
  await session.run(
    `INSERT INTO log (scope, version, entity, row_id, device, n, stamp, at, change)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],
       $6::bigint[], $7::text[], $8::bigint[], $9::text[])`,
    log.map(({ scope }) => scope),
    log.map(({ version }) => version),
    log.map(({ entity }) => entity),
    log.map(({ row }) => row),
    log.map(({ device }) => device),
    log.map(({ n }) => n),
    log.map(({ stamp }) => stamp),
    log.map(({ at }) => at),
    log.map(changeText),
  );
}
