import type { Platform } from '../../shared/bridge/window.ts';

/** The system, as the page words its shortcuts; any other Unix counts as Linux. */
export function pagePlatform(): Platform {
  const { platform } = process;
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}
