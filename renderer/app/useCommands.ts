import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { MenuCommand } from '../../shared/bridge/window.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useExchange } from '../exchange/useExchange.ts';
import { focusFilter } from '../kit/kit.focus.ts';
import { usePrint } from '../print/usePrint.ts';
import { useSyncNow } from '../sync/useSyncNow.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { paths } from './paths.ts';
import { isTyping } from './typing.ts';
import { useStores } from './StoresContext.ts';
import { useExport } from './useExport.ts';
import { useUndo } from './useUndo.ts';

/** What a key, the native menu or the palette may ask of the page. */
export type Command = MenuCommand | 'saved' | 'saveAll';
export type RunCommand = (command: Command) => void;

/** Carries out commands, and listens to those of the native menu. */
export function useCommands(open: (over: 'palette' | 'help') => void): RunCommand {
  const { client } = useBridge();
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const notices = useNotices();
  const syncNow = useSyncNow();
  const undo = useUndo();
  const exchange = useExchange();
  const print = usePrint();
  const saveAll = useExport();
  const { kit } = useStores();

  const run = useCallback<RunCommand>(
    (command) => {
      switch (command) {
        case 'undo':
          // In a text, undo is the text's: the native menu took the key from it.
          if (isTyping(document.activeElement)) document.execCommand('undo');
          else undo();
          return;
        case 'palette':
          return open('palette');
        case 'help':
          return open('help');
        case 'filter':
          return focusFilter();
        case 'syncNow':
          return void syncNow();
        case 'printKit': {
          // The kit that is, or last was, on the screen; else the person's first.
          const school = kit.store.getState().view?.establishment.id;
          const which = school === undefined ? {} : { establishment: school };
          return void print({ ...which, language, open: true });
        }
        case 'exportBundle':
          return void exchange.exportTo();
        case 'importBundle':
          return void exchange.open();
        case 'saveAll':
          return void saveAll();
        case 'saved':
          // Leaving the field records what is written in it.
          if (document.activeElement instanceof HTMLTextAreaElement) document.activeElement.blur();
          return notices.say({ tone: 'quiet', text: t('notice.allSaved') });
        case 'kit':
        case 'establishments':
        case 'conflicts':
        case 'settings':
          return void navigate(paths[command]);
      }
    },
    [open, undo, syncNow, exchange, print, saveAll, kit, notices, navigate, t, language],
  );

  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type === 'menu') run(event.command);
      }),
    [client, run],
  );
  return run;
}
