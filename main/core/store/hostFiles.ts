import { attachment, attachmentId } from '../../../shared/attachments/attachment.entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { Reader } from './database.ts';
import { entityRows } from './entityRows.ts';
import type { Write } from './record.ts';

/** Files that belong to rows of an entity, and what becomes of them with these. */
export interface HostFiles {
  /** How many files each row has; rows without any are not named. */
  counts(): ReadonlyMap<string, number>;
  count(row: string): number;
  /** Writes that remove the files of a row that goes. */
  removed(row: string): Write[];
  /** Writes by which the files of a row go over to the one that takes its place. */
  moved(row: string, to: MovedTo): Write[];
}

interface MovedTo {
  readonly row: string;
  readonly scope: ScopeId;
  readonly establishment: string | null;
}

export function createHostFiles(db: Reader, host: 'ticket' | 'article'): HostFiles {
  const of = entityRows(db, attachment, { where: `t.${host} = ?` });
  const counts = db.prepare<[], { id: string; files: number }>(
    `SELECT ${host} AS id, count(*) AS files FROM attachment
     WHERE ${host} IS NOT NULL AND deleted IS NULL GROUP BY ${host}`,
  );
  const removed = (row: string): Write[] =>
    of(row).map(({ id, scope }) => ({
      entity: 'attachment',
      row: id,
      scope,
      set: { [DELETED_FIELD]: true },
    }));
  return {
    counts: () => new Map(counts.all().map(({ id, files }) => [id, files])),
    count: (row) => of(row).length,
    removed,
    moved: (row, to) => [
      ...of(row).flatMap(({ name, mediaType, bytes, hash }): Write[] => {
        if (hash === null || bytes === null) return [];
        const school = to.establishment === null ? {} : { establishment: to.establishment };
        const set = { ...school, [host]: to.row, name, mediaType, bytes, hash };
        return [{ entity: 'attachment', row: attachmentId(to.row, hash), scope: to.scope, set }];
      }),
      ...removed(row),
    ],
  };
}
