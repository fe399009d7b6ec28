import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import { join } from 'node:path';
import { paperName, Printing, type PrintingParts } from './printing.ts';

/** Papers with the system's own dialog and reader; they are proposed in the documents folder. */
export function makePrinting(
  call: PrintingParts['call'],
  window: () => BrowserWindow | undefined,
  texts: () => TFunction<'menu'>,
): Printing {
  return new Printing({
    async askWhereTo(of, paper) {
      const over = window();
      if (over === undefined) return null;
      const t = texts();
      const { canceled, filePath } = await dialog.showSaveDialog(over, {
        title: t(`print.paper.${paper}.title`),
        buttonLabel: t('print.button'),
        defaultPath: join(
          app.getPath('documents'),
          paperName(t(`print.paper.${paper}.fileName`), of),
        ),
        filters: [{ name: t('print.kind'), extensions: ['pdf'] }],
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    call,
    openPath: (path) => shell.openPath(path),
  });
}
