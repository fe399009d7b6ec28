import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { Translate } from '../../shared/messages/messages.ts';
import { wordsOf, type Words } from '../../shared/programme/words.ts';
import { createCore, fileVault, holdsStore, type Core } from '../core/core.ts';
import { proxyFromEnvironment } from './proxyEnvironment.ts';

/** Where the command reads and writes; given by the program or a test. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Shows how far something is, in the place of what was shown before; only where a person looks on. */
  readonly showProgress?: (text: string) => void;
  /** Calls back at Ctrl-C instead of ending the program. Returns what makes it end the program again. */
  readonly onInterrupt?: (call: () => void) => () => void;
}

export interface CommonOptions {
  /** Always there but for a command of a group. */
  readonly data: string;
  readonly json?: boolean;
}

/** What every command is built with. */
export interface Context {
  readonly terminal: Terminal;
  readonly t: Translate;
  readonly language: Language;
  readonly setExitCode: (code: number) => void;
  /** Declares a command with the options that all have, described by its name's text. */
  readonly command: (parent: Command, name: string, text: string) => Command;
  /**
   * Declares a command that has others below it and does something by itself as well. What it needs
   * is asked for when it runs: a command below it is not held up by what the one above lacks.
   */
  readonly group: (parent: Command, name: string, text: string) => Command;
  /** Says a result: as JSON where that was asked for, else as text. */
  readonly print: (options: CommonOptions, value: unknown, text: () => string) => void;
}

/** Carries an expected failure to the exit code. */
export class Stop extends Error {
  readonly failure: CoreFailure;
  constructor(failure: CoreFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/** The value of a success. @throws Stop with the failure */
export function must<T>(result: { ok: true; value: T } | { ok: false; error: CoreFailure }): T {
  if (!result.ok) throw new Stop(result.error);
  return result.value;
}

/** What programmes call things, by their ids. */
export type CliWords = (programme: string | null | undefined) => Words;

/** The words of the programmes that are here, in the terminal's language. @throws Stop */
export async function cliWords(core: Core, { t, language }: Context): Promise<CliWords> {
  const programmes = must(await core.call('programmes.list', {}));
  const only = programmes.length === 1 ? programmes[0]! : null;
  return (programme) =>
    wordsOf((key) => t(key), language, programmes.find(({ id }) => id === programme) ?? only);
}

interface Needs {
  /** It only reads: it works beside a running program. */
  readonly reads?: boolean;
  /** It can do without an enrolled device in the folder, or without the folder, which it makes. */
  readonly without?: 'device' | 'folder';
}

/**
 * Opens the folder for one command.
 * @throws Stop NoDevice, NotEnrolled or Revoked where the command needs a device that is not there
 */
export async function withCore(
  { terminal }: Context,
  options: CommonOptions,
  { reads = false, without }: Needs,
  work: (core: Core) => Promise<void>,
): Promise<void> {
  if ((options.data ?? '').trim() === '') throw new Stop({ type: 'BadInput', detail: '--data' });
  const dataDir = resolve(options.data);
  if (without !== 'folder' && !holdsStore(dataDir)) {
    throw new Stop({ type: 'NoDevice', folder: dataDir });
  }
  const settings = {
    dataDir,
    deviceName: hostname(),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    vault: fileVault,
    proxyFor: proxyFromEnvironment(terminal.environment),
  };
  let opened = await createCore(settings);
  if (!opened.ok && opened.error.type === 'FolderInUse' && reads) {
    opened = await createCore({ ...settings, readOnly: true });
  }
  const core = must(opened);
  try {
    if (without === undefined) await needDevice(core, dataDir);
    await work(core);
  } finally {
    await core.close();
  }
}

async function needDevice(core: Core, folder: string): Promise<void> {
  if (must(await core.call('session.current', {})) !== null) return;
  const { notice } = must(await core.call('sync.status', {}));
  throw new Stop(
    notice?.type === 'revoked' ? { type: 'Revoked', folder } : { type: 'NotEnrolled' },
  );
}

/** A mistyped place would look like one without anybody. @throws Stop where it is not here */
export async function needPlaces(
  core: Core,
  { programme, wave }: { readonly programme?: string; readonly wave?: string },
): Promise<void> {
  if (wave !== undefined) must(await core.call('waves.read', { wave }));
  if (programme !== undefined) must(await core.call('programmes.read', { programme }));
}

/** Has a person who holds several establishments name one. @throws Stop */
export async function needOnePlace(core: Core, establishment: string | undefined): Promise<void> {
  if (establishment !== undefined) return;
  const { count } = must(await core.call('kit.places', {}));
  if (count > 1) throw new Stop({ type: 'BadInput', detail: '--establishment' });
}

/** The file that was named, wherever the command was typed. @throws Stop where nothing was */
export function pathOf(file: string): string {
  if (file.trim() === '') throw new Stop({ type: 'BadInput', detail: '<file>' });
  return resolve(file);
}

/** A whole number that was typed. @throws Stop */
export function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Stop({ type: 'BadInput', detail: name });
  return Number(text);
}
