import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import path from 'node:path';
import Database from 'better-sqlite3';

/** Thrown in the place of a write: the process is gone from here on. */
export class Crashed extends Error {
  constructor() {
    super('crashed (simulated)');
    this.name = 'Crashed';
  }
}

interface Target {
  readonly folder: string;
  /** Writes that still succeed. */
  left: number;
  /** Whether the last of them reaches the disk before the crash. */
  readonly after: boolean;
  dead: boolean;
}

let target: Target | null = null;
const open = new Map<string, Set<Database.Database>>();

/** The folder of the process that has crashed since it was armed, or null. */
export function crashedFolder(): string | null {
  return target?.dead === true ? target.folder : null;
}

/**
 * Lets the process whose files are in `folder` crash at its `k`-th write from now on: a SQLite
 * statement that writes (commits count), or a write, rename or removal of a file.
 * @param after whether that write itself still reaches the disk
 */
export function armCrash(folder: string, k: number, after: boolean): void {
  target = { folder, left: k, after, dead: false };
}

export function disarmCrash(): void {
  target = null;
}

/** Closes what a crashed process had open in a folder: what was not committed is rolled back. */
export function closeDatabases(folder: string): void {
  for (const db of open.get(folder) ?? []) if (db.open) db.close();
  open.delete(folder);
}

/** Counts a write of the target, and ends its process at the chosen one. */
function write<T>(folder: string, work: () => T): T {
  if (target === null || folder !== target.folder) return work();
  if (target.dead) throw new Crashed();
  if (target.left > 0) {
    target.left -= 1;
    return work();
  }
  const { after } = target;
  const last = after ? work() : null;
  // A statement that is still under way: nobody hears how it ends.
  if (last instanceof Promise) last.catch(() => undefined);
  target.dead = true;
  throw new Crashed();
}

/** Runs a write of the process of that name, which may crash instead. */
export const crashable = write;

/** A dead process reads nothing either. */
function read<T>(folder: string, work: () => T): T {
  if (target?.dead === true && folder === target.folder) throw new Crashed();
  return work();
}

/** Puts the counting into better-sqlite3 and node:fs. Called once, before the product loads. */
export function takeOverWrites(): void {
  const probe = new Database(':memory:');
  const statements = Object.getPrototypeOf(probe.prepare('SELECT 1')) as Record<
    string,
    (this: Database.Statement, ...given: unknown[]) => unknown
  >;
  probe.close();
  const folders = new WeakMap<Database.Database, string>();
  const folderOf = (db: Database.Database): string => {
    const known = folders.get(db);
    if (known !== undefined) return known;
    const folder = path.dirname(db.name);
    folders.set(db, folder);
    const opened = open.get(folder) ?? new Set();
    open.set(folder, opened.add(db));
    return folder;
  };
  const { run, get, all, iterate } = statements;
  Object.assign(statements, {
    run(this: Database.Statement, ...given: unknown[]) {
      return write(folderOf(this.database), () => run!.apply(this, given));
    },
    get(this: Database.Statement, ...given: unknown[]) {
      const folder = folderOf(this.database);
      const work = (): unknown => get!.apply(this, given);
      return this.readonly ? read(folder, work) : write(folder, work);
    },
    all(this: Database.Statement, ...given: unknown[]) {
      const folder = folderOf(this.database);
      const work = (): unknown => all!.apply(this, given);
      return this.readonly ? read(folder, work) : write(folder, work);
    },
    iterate(this: Database.Statement, ...given: unknown[]) {
      return read(folderOf(this.database), () => iterate!.apply(this, given));
    },
  });
  const databases = Database.prototype as unknown as Record<
    string,
    (this: Database.Database, ...given: unknown[]) => unknown
  >;
  const { exec } = databases;
  databases['exec'] = function (this: Database.Database, ...given: unknown[]) {
    return write(folderOf(this), () => exec!.apply(this, given));
  };
  takeOverFiles();
}

/** The files that a process writes itself: its key, bundles. */
function takeOverFiles(): void {
  const files = fs as unknown as Record<string, (...given: unknown[]) => unknown>;
  const names = new Map<number, string>();
  const { openSync, writeSync } = files;
  files['openSync'] = (...given) => {
    const descriptor = openSync!(...given) as number;
    names.set(descriptor, String(given[0]));
    return descriptor;
  };
  files['writeSync'] = (...given) =>
    write(path.dirname(names.get(given[0] as number) ?? '/'), () => writeSync!(...given));
  for (const name of ['renameSync', 'rmSync', 'unlinkSync', 'writeFileSync']) {
    const real = files[name]!;
    files[name] = (...given) => write(path.dirname(String(given[0])), () => real(...given));
  }
  syncBuiltinESMExports();
}
