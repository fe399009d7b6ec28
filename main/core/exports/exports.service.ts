import { strToU8, zip } from 'fflate';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { EntityDefinition, JsonValue } from '../../../shared/schema/entity.ts';
import { registry } from '../../../shared/schema/registry.ts';
import { parseScope, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { Reader } from '../store/database.ts';
import { writeHandedFile } from '../store/handedFile.ts';
import type { Rows } from '../store/rows.ts';

/** The first file of an export: how an older one is known, as a zip begins with its first name. */
const MARK = 'bascule-export.json';
const VERSION = 1;
/** Entities that are machinery of the exchange, not work. */
const left = new Set(['conflict', 'attachmentReceipt']);

export interface ExportsParts {
  readonly db: Reader;
  readonly rows: Pick<Rows, 'read'>;
  readonly me: () => { readonly person: string; readonly name: string } | null;
  readonly now: () => number;
  /** Whether that person is shown a row that the device holds: see `ticketsShown`. */
  readonly isShown: (entity: string, id: string, values: Row['values']) => boolean;
}

/**
 * Writes all rows that this device's person is shown as a zip: a table
 * (CSV) for each entity, and the same in one JSON file. Fails with FileExists when something that
 * is no older export has the name, FileUnusable, DiskFull.
 */
export async function exportAll(
  parts: ExportsParts,
  file: string,
): Promise<Result<{ tables: number; rows: number }, CoreFailure>> {
  const me = parts.me()?.person ?? '';
  const files: Record<string, Uint8Array> = {};
  const data: Record<string, unknown[]> = {};
  let count = 0;
  for (const entity of registry) {
    if (left.has(entity.name)) continue;
    const found = rowsOf(parts, entity, me);
    if (found.length === 0) continue;
    const fields = Object.keys(entity.fields);
    const lines = found.map(({ id, scope, values }) => [
      id,
      scope,
      ...fields.map((field) => cellOf(values[field])),
    ]);
    files[`${entity.table}.csv`] = strToU8(csvText([['id', 'scope', ...fields], ...lines]));
    data[entity.name] = found;
    count += found.length;
  }
  const about = { product: 'bascule', version: VERSION, exportedAt: iso(parts.now()), by: me };
  const marked = {
    [MARK]: strToU8(JSON.stringify(about, null, 2)),
    'data.json': strToU8(JSON.stringify(data)),
    ...files,
  };
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    // A fixed day: what is the same makes the same file.
    const options = { level: 6, mtime: new Date('2000-01-01T00:00:00Z') } as const;
    zip(marked, options, (error, made) => (error === null ? resolve(made) : reject(error)));
  });
  const written = writeHandedFile(file, bytes, isExport);
  return written.ok ? ok({ tables: Object.keys(files).length, rows: count }) : written;
}

interface Row {
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
}

function rowsOf({ db, rows, isShown }: ExportsParts, entity: EntityDefinition, me: string): Row[] {
  const ids = db
    .prepare<[], string>(`SELECT id FROM "${entity.table}" WHERE deleted IS NULL ORDER BY id`)
    .pluck()
    .all();
  return ids.flatMap((id) => {
    const row = rows.read(entity.name, id);
    if (row === undefined || row.values[DELETED_FIELD] === true) return [];
    const { kind, id: owner } = parseScope(row.scope);
    // Somebody's own record is theirs alone, should it be here.
    if (kind === 'person' && owner !== me) return [];
    if (!isShown(entity.name, id, row.values)) return [];
    return [{ id, scope: row.scope, values: row.values }];
  });
}

function cellOf(value: JsonValue | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return typeof value === 'boolean' ? (value ? 1 : 0) : JSON.stringify(value);
}

/** Whether a file is a zip whose first file is an export's mark. */
function isExport(start: Buffer): boolean {
  const text = start.toString('latin1');
  const NAME_AT = 30;
  return text.startsWith('PK\u0003\u0004') && text.slice(NAME_AT).startsWith(MARK);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
