import { Option, type Command } from 'commander';
import type { FileHost } from '../../../shared/attachments/attachments.contract.ts';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import {
  cliWords,
  must,
  needOnePlace,
  Stop,
  pathOf,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { failureLines } from '../failureLines.ts';
import { exitCodes } from '../exitCodes.ts';
import { pastDay } from '../pastDay.ts';
import { cliSize, kitText, stepText } from '../texts.ts';
import { nameWarnings, secretWarnings, type SecretWarning } from '../secretWarnings.ts';
import { tickLines, tickStep } from '../tickLines.ts';
import { kitJson, stepJson } from '../views.ts';

interface TickOptions extends CommonOptions {
  readonly status?: string;
  readonly note?: string;
  readonly stdin?: boolean;
}

interface AttachOptions extends CommonOptions {
  readonly to: 'step' | 'ticket' | 'article';
}

interface PrintOptions extends CommonOptions {
  readonly establishment?: string;
  readonly role?: string;
  readonly lang?: Language;
}

/** `kit`, `tick` and `attach`: the work itself. */
export function workCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;

  const kitCommand = context
    .group(program, 'kit', 'kit')
    .option('--establishment <id>', t('cli:options.establishment'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .action(async (options: CommonOptions & { establishment?: string; asOf?: string }) => {
      const { establishment, asOf } = options;
      const input = {
        ...(establishment === undefined ? {} : { establishment }),
        ...(asOf === undefined ? {} : { asOf: pastDay(asOf) }),
      };
      await withCore(context, options, { reads: true }, async (core) => {
        await needOnePlace(core, establishment);
        const kit = must(await core.call('kit.read', input));
        const words = await cliWords(core, context);
        print(options, kitJson(kit, language), () =>
          kitText(t, kit, language, words(kit.establishment.programme?.id)),
        );
      });
    });

  command(kitCommand, 'print', 'kitPrint')
    .argument('<file>', t('cli:options.pdf'))
    .option('--establishment <id>', t('cli:options.establishment'))
    .option('--role <role>', t('cli:options.role'))
    .addOption(new Option('--lang <language>', t('cli:options.lang')).choices([...languages]))
    .action(async (file: string, options: PrintOptions) => {
      const { establishment, role, lang } = options;
      await withCore(context, options, { reads: true }, async (core) => {
        await needOnePlace(core, establishment);
        const input = { file: pathOf(file), establishment, role, language: lang ?? language };
        const printed = must(await core.call('print.kit', input));
        print(options, { file: pathOf(file), ...printed }, () =>
          t('cli:printed', { file, actions: printed.actions, count: printed.pages }),
        );
      });
    });

  command(program, 'tick', 'tick')
    .argument('[step]', t('cli:options.step'))
    .option('--status <status>', t('cli:options.status'))
    .option('--note <text>', t('cli:options.note'))
    .option('--stdin', t('cli:options.stdin'))
    .action((step: string | undefined, options: TickOptions) => tick(context, step, options));

  command(program, 'attach', 'attach')
    .argument('<id>', t('cli:options.attachTo'))
    .argument('<file>', t('cli:options.file'))
    .addOption(
      new Option('--to <kind>', t('cli:options.attachTo'))
        .choices(['step', 'ticket', 'article'])
        .default('step'),
    )
    .action(async (id: string, file: string, options: AttachOptions) => {
      await withCore(context, options, {}, async (core) => {
        const host = { [options.to]: id.slice(0, 300) } as unknown as FileHost;
        const attached = must(await core.call('attachments.add', { ...host, file: pathOf(file) }));
        const warnings = nameWarnings(t, attached.name);
        print(options, { ...attached, ...(warnings.length > 0 && { warnings }) }, () =>
          [
            t('cli:attached', { ...attached, size: cliSize(t, attached.bytes, language) }),
            ...warnings.map(({ message }) => message),
          ].join('\n'),
        );
      });
    });
}

async function tick(
  context: Context,
  step: string | undefined,
  options: TickOptions,
): Promise<void> {
  const { t, language, terminal } = context;
  await withCore(context, options, {}, async (core) => {
    if (options.stdin === true) {
      const allDone = await tickLines(core.call, terminal.stdin, (outcome, line) =>
        terminal.out(
          JSON.stringify(
            outcome.ok
              ? {
                  ok: true,
                  step: stepJson(outcome.value, language),
                  ...warned(context, JSON.parse(line)),
                }
              : {
                  ok: false,
                  error: { type: outcome.error.type, message: failureLines(t, outcome.error) },
                },
          ),
        ),
      );
      if (!allDone) context.setExitCode(exitCodes.badInput);
      return;
    }
    if (step === undefined || options.status === undefined) {
      throw new Stop({ type: 'BadInput', detail: 'tick STEP --status STATUS' });
    }
    const { status, note } = options;
    const ticked = must(await tickStep(core.call, { step, status, note }));
    const said = { ...stepJson(ticked, language), ...warned(context, { note }) };
    context.print(options, said, () => stepText(t, ticked, language));
  });
}

/** What of a note looks like a secret, where anything does. */
function warned({ t }: Context, said: unknown): { warnings?: readonly SecretWarning[] } {
  const warnings = secretWarnings(t, said);
  return warnings.length === 0 ? {} : { warnings };
}
