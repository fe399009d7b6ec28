import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Chromium keeps its own files, apart from the person's work. */
export function browserFolder(folder: string): string {
  return join(folder, 'browser');
}

/**
 * Makes the data folder if needed and sees whether it can be written. Asked before anything else:
 * Chromium takes a folder that it cannot write for one that another program holds.
 *
 * @returns the system's error code, or undefined when all is well
 */
export function dataFolderProblem(folder: string): string | undefined {
  try {
    mkdirSync(browserFolder(folder), { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
  }
}
