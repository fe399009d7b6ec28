import { app, dialog, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import { join } from 'node:path';
import type { TableKind, TableParts } from './tables.ts';

const endings: Readonly<Record<TableKind, string>> = {
  issues: 'csv',
  register: 'zip',
  codes: 'csv',
  coverage: 'csv',
  trainerDays: 'csv',
  tutorHours: 'csv',
  tickets: 'csv',
  calendar: 'ics',
};

/** The system's dialogs for tables, in the person's language, over the window. */
export function tableDialogs(
  window: () => BrowserWindow | undefined,
  texts: () => TFunction<'menu'>,
): Pick<TableParts, 'askTable' | 'askWhere'> {
  return {
    async askTable() {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePaths } = await dialog.showOpenDialog(over, {
        title: t('tables.openTitle'),
        buttonLabel: t('tables.openButton'),
        filters: [
          { name: t('tables.kind'), extensions: ['xlsx', 'csv', 'txt', 'tsv'] },
          { name: t('tables.all'), extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async askWhere(kind) {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const ending = endings[kind];
      const { canceled, filePath } = await dialog.showSaveDialog(over, {
        title: t(`tables.save.${kind}`),
        buttonLabel: t('tables.saveButton'),
        defaultPath: join(app.getPath('documents'), `${t(`tables.name.${kind}`)}.${ending}`),
        filters: [{ name: ending.toUpperCase(), extensions: [ending] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
