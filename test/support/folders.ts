import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A temporary folder with a space and an accent in its name, removed when the file's tests end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bascule é '));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
