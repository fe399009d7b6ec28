import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { never } from '../../shared/kernel/never.ts';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import { channels, type PageStart } from '../preload/link.ts';
import { HOST, SCHEME } from './assets.ts';
import { bad, checkCall, type CoreCall, type ShellCall } from './calls.ts';
import type { Log } from './log.ts';

export interface Rooms {
  /** The page that may come in; undefined while there is no window. */
  readonly page: () => WebContents | undefined;
  /** What the page needs before its first paint. */
  readonly start: () => PageStart;
  readonly core: (call: CoreCall) => Promise<Result<unknown, Failure>>;
  readonly shell: (call: ShellCall) => Promise<Result<unknown, Failure>>;
  /** Files were dropped on the window; the preload script alone can say which. */
  readonly dropped: (paths: unknown) => void;
  readonly log: Log;
}

/**
 * The one door between the page and everything else. It lets in the top frame of our own window
 * with a call of the contract in the contract's shape; whatever else knocks gets a plain refusal.
 */
export function openDoor(rooms: Rooms): void {
  const mayEnter = (frame: WebFrameMain | null): boolean => {
    const page = rooms.page();
    if (page === undefined || page.isDestroyed()) return false;
    return frame !== null && frame === page.mainFrame && isOurs(frame.url);
  };
  const refuse = (detail: string) => {
    rooms.log.note('refused.call', { detail });
    return bad(detail);
  };
  ipcMain.handle(channels.call, async (event, method: unknown, text: unknown) => {
    if (!mayEnter(event.senderFrame)) return refuse('sender');
    const checked = checkCall(method, text);
    if (!checked.ok) return refuse(checked.error.detail);
    const call = checked.value;
    switch (call.to) {
      case 'core':
        return rooms.core(call);
      case 'shell':
        return rooms.shell(call);
      default:
        return never(call);
    }
  });
  ipcMain.on(channels.start, (event) => {
    event.returnValue = mayEnter(event.senderFrame) ? rooms.start() : refuse('sender');
  });
  ipcMain.on(channels.drop, (event, paths: unknown) => {
    if (mayEnter(event.senderFrame)) rooms.dropped(paths);
    else refuse('sender');
  });
}

function isOurs(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST;
}
