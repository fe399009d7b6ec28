import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { Translate } from '../../shared/messages/messages.ts';
import { createCore, fileVault, type Core } from '../core/core.ts';
import { proxyFromEnvironment } from './proxyEnvironment.ts';

/** Where the command reads and writes; given by the program or a test. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface CommonOptions {
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

/** Opens the folder for one command. A command that only reads works beside a running program. */
export async function withCore(
  { terminal }: Context,
  options: CommonOptions,
  { reads = false }: { reads?: boolean },
  work: (core: Core) => Promise<void>,
): Promise<void> {
  if (options.data.trim() === '') throw new Stop({ type: 'BadInput', detail: '--data' });
  const settings = {
    dataDir: resolve(options.data),
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
    await work(core);
  } finally {
    await core.close();
  }
}

/** A whole number that was typed. @throws Stop */
export function wholeNumber(text: string, name: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Stop({ type: 'BadInput', detail: name });
  return Number(text);
}
