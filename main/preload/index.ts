import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { BasculeWindow, ShellEvent } from '../../shared/bridge/window.ts';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import { channels, type PageStart } from './link.ts';

/*
 * The bridge, and nothing else: this file runs beside the page with a little more than the page's
 * rights, so it holds no logic that could be misled.
 */

const { platform, version, defaultServer, preferences } = ipcRenderer.sendSync(
  channels.start,
) as PageStart;
let current = preferences;

function call(method: string, input: unknown): Promise<Result<unknown, Failure>> {
  return ipcRenderer.invoke(channels.call, method, JSON.stringify(input)) as Promise<
    Result<unknown, Failure>
  >;
}

const bridge: BasculeWindow = {
  platform,
  version,
  defaultServer,
  preferences: {
    read: () => current,
    async write(changes) {
      const written = await call('preferences.write', changes);
      if (!written.ok) throw new Error(`Preferences refused: ${written.error.type}`);
      current = { ...current, ...changes };
    },
  },
  call,
  onEvent(listener) {
    const pass = (_event: unknown, event: ShellEvent): void => listener(event);
    ipcRenderer.on(channels.event, pass);
    return () => {
      ipcRenderer.removeListener(channels.event, pass);
    };
  },
};

contextBridge.exposeInMainWorld('bascule', bridge);

// Only the page hears of the network coming and going; the core wants to know at once.
const tellNetwork = (): void => {
  void call('network.changed', { online: navigator.onLine });
};
addEventListener('online', tellNetwork);
addEventListener('offline', tellNetwork);

// A file that is dropped on the window is for the shell, which looks whether it is one of ours; no
// file may open in the page's place. What a script of the page makes up has no path.
const holdsFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') === true;
addEventListener('dragover', (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  event.dataTransfer!.dropEffect = 'copy';
});
addEventListener('drop', (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  if (!event.isTrusted) return;
  const paths = [...event.dataTransfer!.files].map((file) => webUtils.getPathForFile(file));
  ipcRenderer.send(
    channels.drop,
    paths.filter((path) => path !== ''),
  );
});
