import type { BasculeWindow } from '../../shared/bridge/window.ts';

declare global {
  interface Window {
    readonly bascule: BasculeWindow;
  }
}
