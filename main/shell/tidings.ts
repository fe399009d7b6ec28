import { app, dialog, Notification, type BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import { createMessages } from '../../shared/messages/messages.ts';
import type { Language } from '../../shared/kernel/language.ts';

/** The shell's own texts in a language. */
export function shellTexts(language: Language): TFunction<'menu'> {
  return createMessages(language).getFixedT(language, 'menu');
}

/** Says that the core was started again; nothing waits for the person to answer. */
export function tellCoreRestarted(window: BrowserWindow, t: TFunction<'menu'>): void {
  void dialog.showMessageBox(window, {
    type: 'warning',
    message: t('core.restarted'),
    detail: t('core.restartedDetail'),
    buttons: [t('core.close')],
  });
}

/** Asks what to do about a core that stops again and again; `retry` or the program's end. */
export async function askAboutCore(window: BrowserWindow, t: TFunction<'menu'>): Promise<'retry'> {
  return ask(window, t('core.lost'), t('core.lostDetail'), t('core.retry'), t('core.quit'));
}

/** Asks what to do about a page that ended again right after it was opened anew. */
export async function askAboutPage(window: BrowserWindow, t: TFunction<'menu'>): Promise<'retry'> {
  return ask(window, t('page.lost'), t('page.lostDetail'), t('page.reload'), t('core.quit'));
}

async function ask(
  window: BrowserWindow,
  message: string,
  detail: string,
  retry: string,
  quit: string,
): Promise<'retry'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message,
    detail,
    buttons: [retry, quit],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 1) app.quit();
  return 'retry';
}

/** Leaves a quiet note behind when the window closes on work that has not been sent. */
export function tellWaiting(count: number, t: TFunction<'menu'>): void {
  if (count === 0 || !Notification.isSupported()) return;
  new Notification({
    title: t('closing.title'),
    body: t('closing.waiting', { count }),
    silent: true,
  }).show();
}
