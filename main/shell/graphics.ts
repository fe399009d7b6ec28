import { app } from 'electron';
import { existsSync } from 'node:fs';

/**
 * Draws without a graphics processor where there is none to be had (virtual machines, remote
 * desktops): Chromium would look for one again and again, and the first paint would wait for it.
 * Must be called before Electron is ready.
 */
export function settleGraphics(): void {
  if (process.platform !== 'linux' || existsSync('/dev/dri')) return;
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer');
}
