import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { importKinds, type ImportKind } from '../../../shared/imports/fields.ts';
import type { OpenedImport } from '../../../shared/imports/imports.contract.ts';
import { likelyKind } from '../../../shared/imports/mapping.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { RowPlan } from './plan/planning.ts';
import { readTable, textTable } from './reading/readTable.ts';
import { MAX_TABLE_BYTES, Unreadable, type Sheet, type TableFile } from './reading/table.ts';

/** Files that are open at once: each holds its rows in memory. */
const MAX_OPEN = 3;
/** Name of what was pasted, where a file's name would stand. */
const PASTED = '';
/** Rows that are looked at to see what a sheet is about. */
const LOOKED_AT = 20;

/** A file whose rows are in memory until it is closed. */
export interface OpenFile {
  readonly id: string;
  readonly name: string;
  readonly table: TableFile;
  /** The rows of the last preview. */
  plan: readonly RowPlan[];
}

export interface OpenFiles {
  open(file: string): Promise<Result<OpenedImport, CoreFailure>>;
  /** Adds a piece of what is pasted; with the last one it is read. */
  paste(
    id: string | undefined,
    text: string,
    done: boolean,
  ): Result<{ id: string; opened: OpenedImport | null }, CoreFailure>;
  get(id: string): OpenFile | undefined;
  close(id: string): void;
}

export function createOpenFiles(): OpenFiles {
  const files = new Map<string, OpenFile>();
  const pasting = new Map<string, string>();
  let next = 1;
  const keep = (name: string, table: TableFile, id = `import-${next++}`): OpenedImport => {
    files.set(id, { id, name, table, plan: [] });
    // The oldest goes: nobody can look at more than a few.
    for (const old of files.keys()) if (files.size > MAX_OPEN) files.delete(old);
    return openedView(id, name, table);
  };
  return {
    async open(path) {
      const name = basename(path);
      let bytes: Buffer;
      try {
        const found = await stat(path);
        if (!found.isFile()) return err({ type: 'FileUnusable', file: name, code: 'EISDIR' });
        if (found.size > MAX_TABLE_BYTES) {
          return err({ type: 'FileTooLarge', file: name, limit: MAX_TABLE_BYTES });
        }
        bytes = await readFile(path);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        return err({ type: 'FileUnusable', file: name, code });
      }
      const table = await readTable(bytes, name);
      return table.ok ? ok(keep(name, table.value)) : table;
    },
    paste(given, text, done) {
      const id = given ?? `import-${next++}`;
      if (given !== undefined && !pasting.has(id)) return err({ type: 'ImportClosed' });
      const whole = (pasting.get(id) ?? '') + text;
      if (whole.length > MAX_TABLE_BYTES) {
        pasting.delete(id);
        return err({ type: 'FileTooLarge', file: PASTED, limit: MAX_TABLE_BYTES });
      }
      pasting.set(id, whole);
      if (!done) return ok({ id, opened: null });
      pasting.delete(id);
      try {
        return ok({ id, opened: keep(PASTED, textTable(whole, PASTED, 'utf-8'), id) });
      } catch (error) {
        if (error instanceof Unreadable) return err(error.failure);
        throw error;
      }
    },
    get: (id) => files.get(id),
    close(id) {
      files.delete(id);
      pasting.delete(id);
    },
  };
}

function openedView(id: string, name: string, table: TableFile): OpenedImport {
  const sheets = table.sheets.map((sheet) => ({
    name: sheet.name,
    rows: Math.max(0, sheet.rows.length - 1),
    kind: kindOf(sheet),
  }));
  return {
    id,
    name,
    kind: sheets.find(({ kind }) => kind !== null)?.kind ?? null,
    sheets,
    text: table.text,
    formulas: table.formulas,
  };
}

function kindOf(sheet: Sheet): ImportKind | null {
  const rows = sheet.rows.slice(0, LOOKED_AT).map(({ cells }) => cells);
  return likelyKind(importKinds, rows);
}
