import { Menu, type MenuItemConstructorOptions } from 'electron';
import { createMessages } from '../../shared/messages/messages.ts';
import type { MenuCommand } from '../../shared/bridge/window.ts';
import type { Language } from '../../shared/kernel/language.ts';

export interface MenuActions {
  /** Sends a command to the page. */
  readonly command: (command: MenuCommand) => void;
  readonly zoom: (direction: 1 | -1 | 0) => void;
  readonly about: () => void;
}

type Item = MenuItemConstructorOptions;

/** Puts the native menu in the person's language in place. */
export function setMenu(language: Language, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language, actions)));
}

function menuTemplate(language: Language, actions: MenuActions): Item[] {
  const t = createMessages(language).getFixedT(language, 'menu');
  const { command } = actions;
  const line: Item = { type: 'separator' };
  const send = (name: MenuCommand, accelerator: string): Item => ({
    id: name,
    label: t(`items.${name}`),
    accelerator,
    click: () => command(name),
  });
  const role = (name: NonNullable<Item['role']>, label: string): Item => ({ role: name, label });
  const zoom = (label: string, accelerator: string, direction: 1 | -1 | 0): Item => ({
    label,
    accelerator,
    click: () => actions.zoom(direction),
  });
  return [
    {
      label: t('menus.file'),
      submenu: [
        send('syncNow', 'CmdOrCtrl+Shift+S'),
        line,
        send('printKit', 'CmdOrCtrl+P'),
        line,
        send('exportBundle', 'CmdOrCtrl+E'),
        send('importBundle', 'CmdOrCtrl+O'),
        line,
        send('settings', 'CmdOrCtrl+,'),
        line,
        { ...role('quit', t('items.quit')), accelerator: 'CmdOrCtrl+Q' },
      ],
    },
    {
      label: t('menus.edit'),
      submenu: [
        // Not the role: the page knows whether a text is being typed or a step is to be taken back.
        send('undo', 'CmdOrCtrl+Z'),
        line,
        role('cut', t('items.cut')),
        role('copy', t('items.copy')),
        role('paste', t('items.paste')),
        role('selectAll', t('items.selectAll')),
        line,
        send('filter', 'CmdOrCtrl+F'),
      ],
    },
    {
      label: t('menus.view'),
      submenu: [
        send('kit', 'CmdOrCtrl+1'),
        send('establishments', 'CmdOrCtrl+2'),
        send('conflicts', 'CmdOrCtrl+3'),
        send('palette', 'CmdOrCtrl+K'),
        line,
        zoom(t('items.zoomIn'), 'CmdOrCtrl+Plus', 1),
        zoom(t('items.zoomOut'), 'CmdOrCtrl+-', -1),
        zoom(t('items.zoomReset'), 'CmdOrCtrl+0', 0),
        line,
        { ...role('togglefullscreen', t('items.fullScreen')), accelerator: 'F11' },
      ],
    },
    {
      label: t('menus.help'),
      submenu: [send('help', 'F1'), line, { label: t('items.about'), click: actions.about }],
    },
  ];
}
