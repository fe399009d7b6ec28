import { dialog, shell, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import { Attaching } from './attaching.ts';
import type { FileCall } from './calls.ts';

/** Files that are attached, with the system's own dialog, programs and folders. */
export function makeAttaching(
  call: (call: FileCall) => Promise<Result<unknown, Failure>>,
  window: () => BrowserWindow | undefined,
  texts: () => TFunction<'menu'>,
): Attaching {
  return new Attaching({
    async ask() {
      const over = window();
      if (over === undefined) return [];
      const t = texts();
      const { canceled, filePaths } = await dialog.showOpenDialog(over, {
        title: t('attach.title'),
        buttonLabel: t('attach.button'),
        properties: ['openFile', 'multiSelections'],
      });
      return canceled ? [] : filePaths;
    },
    add: (input) => call({ to: 'core', method: 'attachments.add', input }),
    open: (input) => call({ to: 'core', method: 'attachments.open', input }),
    openPath: async (path) => (await shell.openPath(path)) === '',
    showInFolder: (path) => shell.showItemInFolder(path),
  });
}
