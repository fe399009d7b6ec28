import type { Failure, Result } from '../kernel/result.ts';
import type { JsonValue } from '../schema/entity.ts';
import type { Language } from '../kernel/language.ts';
import type { CoreEvent } from './bridge.ts';

/**
 * What the preload script puts on `window.bascule`: the only way out of the page. The renderer
 * derives its typed client from this and from `bridgeContract`.
 */

export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

/** What a computer's user chose for the window; kept by the shell, not synced. */
export interface Preferences {
  readonly language: Language;
  /** Nobody chose the language here: it is the system's, until that of the person is known. */
  readonly languageOpen?: boolean | undefined;
  readonly theme: Theme;
  /** What people of this computer left their lists narrowed to, by person and list. */
  readonly views?: Readonly<Record<string, JsonValue>> | undefined;
}

export interface ShellPreferences {
  /** As they were when the page was loaded, and as written since. Synchronous: the first paint needs them. */
  read(): Preferences;
  /** Keeps what is given and leaves the rest; the shell rebuilds its menus when the language changes. */
  write(changes: Partial<Preferences>): Promise<void>;
}

/** Commands that the native menu sends to the page. */
export const menuCommands = [
  'undo',
  'palette',
  'filter',
  'syncNow',
  'help',
  'kit',
  'establishments',
  'conflicts',
  'settings',
  'printKit',
  'exportBundle',
  'importBundle',
] as const;
export type MenuCommand = (typeof menuCommands)[number];

/** Everything that reaches the page without being asked: the core's events, and the shell's menu. */
export type ShellEvent =
  | CoreEvent
  | { readonly type: 'menu'; readonly command: MenuCommand }
  /** Exchange files were dropped on the window and wait to be taken in; 0: it was something else. */
  | { readonly type: 'dropped'; readonly files: number }
  /** A file was chosen: from here on there is something to wait for. */
  | { readonly type: 'exchangeBegun'; readonly what: 'export' | 'import' };

export type Platform = 'linux' | 'win32' | 'darwin';

/** The exact shape of `window.bascule`. */
export interface BasculeWindow {
  readonly platform: Platform;
  /** The product's version, as settings show it. */
  readonly version: string;
  /** Server that this installation is meant for; null: the person types its address. */
  readonly defaultServer: string | null;
  readonly preferences: ShellPreferences;
  /**
   * Calls a method of `bridgeContract` or `exchangeContract`. An expected failure is a value (`ok: false`); the promise
   * is rejected only when the core or the door is broken.
   */
  call(method: string, input: unknown): Promise<Result<unknown, Failure>>;
  /** Listens to events until the returned function is called. */
  onEvent(listener: (event: ShellEvent) => void): () => void;
}
