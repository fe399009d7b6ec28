import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { TFunction } from 'i18next';
import { join } from 'node:path';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import type { FileCall } from './calls.ts';
import { TemplateFiles } from './templateFiles.ts';

/** Files of kit templates with the system's dialogs, over the window, in the person's language. */
export function makeTemplateFiles(
  call: (call: FileCall) => Promise<Result<unknown, Failure>>,
  window: () => BrowserWindow | undefined,
  texts: () => TFunction<'menu'>,
): TemplateFiles {
  const filters = (t: TFunction<'menu'>): FileFilter[] => [
    { name: t('template.kind'), extensions: ['json'] },
  ];
  return new TemplateFiles({
    call,
    async askWhich() {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePaths } = await dialog.showOpenDialog(over, {
        title: t('template.openTitle'),
        buttonLabel: t('template.openButton'),
        filters: filters(t),
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async askWhereTo(name) {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePath } = await dialog.showSaveDialog(over, {
        title: t('template.saveTitle'),
        buttonLabel: t('template.saveButton'),
        defaultPath: join(app.getPath('documents'), `${name}.json`),
        filters: filters(t),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  });
}
