import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { TFunction } from 'i18next';
import { join } from 'node:path';
import { BUNDLE_EXTENSION } from '../../shared/sync/bundle.ts';

/** The system's dialogs for exchange files, over the window. */
export interface ExchangeDialogs {
  /** Null when the person closed it. */
  askWhereTo(): Promise<string | null>;
  askWhich(): Promise<string | null>;
}

/** Opens them in the person's language; the files are proposed in the documents folder. */
export function exchangeDialogs(
  window: () => BrowserWindow | undefined,
  texts: () => TFunction<'menu'>,
): ExchangeDialogs {
  const filters = (t: TFunction<'menu'>): FileFilter[] => [
    { name: t('exchange.kind'), extensions: [BUNDLE_EXTENSION] },
  ];
  return {
    async askWhereTo() {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePath } = await dialog.showSaveDialog(over, {
        title: t('exchange.exportTitle'),
        buttonLabel: t('exchange.exportButton'),
        defaultPath: join(app.getPath('documents'), proposedName(t('exchange.fileName'))),
        filters: filters(t),
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    async askWhich() {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePaths } = await dialog.showOpenDialog(over, {
        title: t('exchange.importTitle'),
        buttonLabel: t('exchange.importButton'),
        filters: filters(t),
        properties: ['openFile'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
  };
}

/** `Bascule 2026-11-12 1642.bascule`: files made on one day must not replace each other. */
function proposedName(name: string): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join('-');
  const time = `${two(now.getHours())}${two(now.getMinutes())}`;
  return `${name} ${day} ${time}.${BUNDLE_EXTENSION}`;
}
