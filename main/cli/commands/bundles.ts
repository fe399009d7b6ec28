import type { Command } from 'commander';
import { never } from '../../../shared/kernel/never.ts';
import type { ImportReport } from '../../../shared/sync/devices.contract.ts';
import { must, pathOf, withCore, type CommonOptions, type Context } from '../context.ts';
import { cliSize } from '../texts.ts';

/** `bundle export` and `bundle import`: the exchange by file. */
export function bundleCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;
  const bundle = program.command('bundle').description(t('cli:commands.bundle'));

  command(bundle, 'export', 'bundleExport')
    .argument('<file>', t('cli:options.bundle'))
    .option('--for <receiver>', t('cli:options.for'))
    .action(async (file: string, options: CommonOptions & { for?: string }) => {
      await withCore(context, options, {}, async (core) => {
        const to = options.for === undefined ? {} : { to: options.for };
        const report = must(await core.call('bundle.export', { file: pathOf(file), ...to }));
        print(options, report, () =>
          t('cli:exported', {
            count: report.transactions,
            size: cliSize(t, report.bytes, language),
          }),
        );
      });
    });

  command(bundle, 'import', 'bundleImport')
    .argument('<file>', t('cli:options.bundle'))
    .action(async (file: string, options: CommonOptions) => {
      await withCore(context, options, {}, async (core) => {
        const report = must(await core.call('bundle.import', { file: pathOf(file) }));
        print(options, report, () => importText(context, report));
      });
    });
}

function importText({ t }: Context, report: ImportReport): string {
  switch (report.kind) {
    case 'reply':
      return t('cli:importedReply', { ...report });
    case 'news':
      return t('cli:importedNews', { ...report });
    case 'carried':
      return report.receiver === undefined
        ? t('cli:importedCarried')
        : t('cli:importedFor', { receiver: report.receiver });
    default:
      return never(report.kind);
  }
}
