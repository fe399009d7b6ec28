import { BrowserWindow, nativeTheme, screen } from 'electron';
import { join } from 'node:path';
import { PAGE } from './assets.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { MINIMUM, placeWindow, windowPlaceSchema } from './windowPlace.ts';

/** The page's own ground (`--ground` of its theme), so that nothing flashes before its first paint. */
const GROUND = { light: '#f4f7f5', dark: '#101716' } as const;

export interface WindowOptions {
  readonly dataDir: string;
  readonly preload: string;
  readonly zoom: number;
}

/** Opens the one window where it was left, and keeps where it is when it closes. */
export function openWindow({ dataDir, preload, zoom }: WindowOptions): BrowserWindow {
  const file = join(dataDir, 'window.json');
  const kept = readJson(file, windowPlaceSchema);
  const place = placeWindow(kept, workAreas());
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: 'Bascule',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light,
    webPreferences: {
      preload,
      zoomFactor: zoom,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
    },
  });
  if (place.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    try {
      // Without a window manager only getBounds knows that a maximised window was made smaller.
      const bounds = window.isNormal() ? window.getBounds() : window.getNormalBounds();
      writeJson(file, { bounds, maximised: window.isMaximized() });
    } catch {
      // Where the window stood is not worth keeping it open for.
    }
  });
  void window.loadURL(PAGE);
  return window;
}

function workAreas() {
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  return [main, ...others].map(({ workArea }) => workArea);
}

/** Brings the window in front of the person, as somebody who starts the program again expects. */
export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
