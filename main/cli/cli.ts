import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { failureText } from '../../shared/messages/failureText.ts';
import { createMessages, languageOf, type Translate } from '../../shared/messages/messages.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { createCore, fileVault, type Core } from '../core/core.ts';
import { exitCodeOf, exitCodes } from './exitCodes.ts';
import { kitText, reportText, statusText, stepText } from './texts.ts';
import { tickLines, tickStep } from './tickLines.ts';
import { kitJson, statusJson, stepJson } from './views.ts';

/** Where the command reads and writes; given by the program or a test. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  readonly out: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

interface CommonOptions {
  readonly data: string;
  readonly json?: boolean;
}

/** Carries an expected failure to the exit code. */
class Stop extends Error {
  readonly failure: CoreFailure;
  constructor(failure: CoreFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/**
 * The `bascule` command: the core without a window.
 * @param args arguments after the program's name
 * @returns the exit code: 0 done, 1 fault, 2 wrong use or bad input, 3 server not reachable and
 *   work kept, 4 refused by the server
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageOf(terminal.environment);
  const { t } = createMessages(language);
  const json = args.includes('--json');
  let exitCode: number = exitCodes.done;
  const program = createProgram(terminal, t, language, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.done;
      terminal.complain(usageText(t, error));
      return exitCodes.badInput;
    }
    const failure = error instanceof Stop ? error.failure : null;
    const message = failure === null ? t('errors:Fault') : failureText(t, failure);
    terminal.complain(message);
    if (failure === null) terminal.complain(String(error instanceof Error ? error.stack : error));
    if (json) {
      const type =
        failure?.type === 'ServerRefused' ? failure.error.type : (failure?.type ?? 'Fault');
      terminal.out(JSON.stringify({ ok: false, error: { type, message } }));
    }
    return failure === null ? exitCodes.fault : exitCodeOf(failure);
  }
}

/** Wrong use in the person's language; commander's own words are English. */
function usageText(t: Translate, error: CommanderError): string {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  return t([`cli:usage.${error.code.replace('commander.', '')}`, 'cli:usage.other'], { named });
}

function createProgram(
  terminal: Terminal,
  t: Translate,
  language: Language,
  setExitCode: (code: number) => void,
): Command {
  const program = new Command('bascule')
    .description(t('cli:description'))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      // Wrong use is said by `runCli`, in the person's language.
      writeErr: () => undefined,
    });

  const command = (name: string): Command =>
    program
      .command(name)
      .description(t(`cli:commands.${name.split(' ')[0]}`))
      .requiredOption('--data <folder>', t('cli:options.data'))
      .option('--json', t('cli:options.json'));

  const print = (options: CommonOptions, value: unknown, text: () => string): void => {
    terminal.out(options.json === true ? JSON.stringify(value) : text());
  };

  command('enrol')
    .requiredOption('--server <url>', t('cli:options.server'))
    .requiredOption('--code <code>', t('cli:options.code'))
    .action(async (options: CommonOptions & { server: string; code: string }) => {
      await withCore(options, {}, async (core) => {
        const { server, code } = options;
        const answer = must(await core.call('session.enrol', { server, code }));
        print(options, answer, () => t('cli:enrolled', { ...answer, count: answer.scopes.length }));
      });
    });

  command('kit')
    .option('--establishment <id>', t('cli:options.establishment'))
    .action(async (options: CommonOptions & { establishment?: string }) => {
      await withCore(options, { reads: true }, async (core) => {
        const { establishment } = options;
        const kit = must(
          await core.call('kit.read', establishment === undefined ? {} : { establishment }),
        );
        print(options, kitJson(kit, language), () => kitText(t, kit, language));
      });
    });

  command('tick')
    .argument('[step]', t('cli:options.step'))
    .option('--status <status>', t('cli:options.status'))
    .option('--note <text>', t('cli:options.note'))
    .option('--stdin', t('cli:options.stdin'))
    .action(
      async (
        step: string | undefined,
        options: CommonOptions & { status?: string; note?: string; stdin?: boolean },
      ) => {
        await withCore(options, {}, async (core) => {
          if (options.stdin === true) {
            const allDone = await tickLines(core.call, terminal.stdin, (outcome) =>
              terminal.out(
                JSON.stringify(
                  outcome.ok
                    ? { ok: true, step: stepJson(outcome.value, language) }
                    : {
                        ok: false,
                        error: { type: outcome.error.type, message: failureText(t, outcome.error) },
                      },
                ),
              ),
            );
            if (!allDone) setExitCode(exitCodes.badInput);
            return;
          }
          if (step === undefined || options.status === undefined) {
            throw new Stop({ type: 'BadInput', detail: 'tick STEP --status STATUS' });
          }
          const { status, note } = options;
          const ticked = must(await tickStep(core.call, { step, status, note }));
          print(options, stepJson(ticked, language), () => stepText(t, ticked, language));
        });
      },
    );

  command('attach')
    .argument('<step>', t('cli:options.step'))
    .argument('<file>', t('cli:options.file'))
    .action(async (step: string, file: string, options: CommonOptions) => {
      await withCore(options, {}, async (core) => {
        const input = { step: step.slice(0, 300), file: resolve(file) };
        const attached = must(await core.call('attachments.add', input));
        print(options, attached, () => t('cli:attached', { ...attached }));
      });
    });

  command('sync').action(async (options: CommonOptions) => {
    await withCore(options, {}, async (core) => {
      const report = must(await core.call('sync.now', {}));
      print(options, report, () => reportText(t, report));
    });
  });

  command('status').action(async (options: CommonOptions) => {
    await withCore(options, { reads: true }, async (core) => {
      const session = must(await core.call('session.current', {}));
      const status = must(await core.call('sync.status', {}));
      const reachable = must(await core.call('sync.probe', {}));
      const value = statusJson(session, status, reachable);
      print(options, value, () => statusText(t, session, status, reachable));
    });
  });

  return program;
}

/** Opens the folder for one command. A command that only reads works beside a running program. */
async function withCore(
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

/** The value of a success. @throws Stop with the failure */
function must<T>(result: { ok: true; value: T } | { ok: false; error: CoreFailure }): T {
  if (!result.ok) throw new Stop(result.error);
  return result.value;
}
