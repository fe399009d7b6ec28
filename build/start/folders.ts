import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { DEFAULT_DEMO } from './line.ts';

/**
 * Everything that `npm start` keeps: the practice server and a folder for each person one was.
 * `BASCULE_START_DATA` names another place, so that a test leaves the developer's own alone.
 */
const DATA = resolve(process.env['BASCULE_START_DATA'] ?? join(projectRoot, '.data'));
const LOCKS = join(DATA, 'locks');
const LOCK = '.lock';

/** What is kept of one practice data: the folder of its server, and one for each of its people. */
export interface DemoFolders {
  readonly server: string;
  readonly person: (login: string) => string;
  readonly address: string;
}

/** Each practice data has a server of its own; that of the default one stands at the top. */
export function demoFolders(demo: string): DemoFolders {
  const folder = demo === DEFAULT_DEMO ? DATA : join(DATA, 'demos', demo);
  return {
    server: join(folder, 'server'),
    person: (login) => join(folder, login),
    address: join(folder, 'address.txt'),
  };
}

/** A lock that nobody refers to any more is closed when memory is tidied. */
const held = new Set<Database.Database>();

/**
 * Takes a name for this process, until it ends in whatever way: the system lets go of the lock.
 *
 * @returns how to let go of it, or undefined when another start has it.
 */
export function take(name: string): (() => void) | undefined {
  mkdirSync(LOCKS, { recursive: true });
  const lock = new Database(join(LOCKS, `${name}${LOCK}`), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    held.add(lock);
    return () => {
      held.delete(lock);
      lock.close();
    };
  } catch (error) {
    lock.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY') === true) return undefined;
    throw error;
  }
}

/**
 * Throws away what was done; only that folder.
 *
 * @returns false, and leaves everything, when a start is running.
 */
export function forget(): boolean {
  const files = existsSync(LOCKS) ? readdirSync(LOCKS) : [];
  const names = files
    .filter((file) => file.endsWith(LOCK))
    .map((file) => file.slice(0, -LOCK.length));
  const taken = names.map(take);
  for (const release of taken) release?.();
  if (taken.includes(undefined)) return false;
  rmSync(DATA, { recursive: true, force: true });
  return true;
}

/** The address that the practice server had the last time. */
export function rememberedAddress({ address }: DemoFolders): string | undefined {
  return existsSync(address) ? readFileSync(address, 'utf8').trim() : undefined;
}

export function rememberAddress({ address: file }: DemoFolders, address: string): void {
  writeFileSync(file, `${address}\n`);
}
