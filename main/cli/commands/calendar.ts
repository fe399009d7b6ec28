import type { Command } from 'commander';
import { must, pathOf, Stop, withCore, type CommonOptions, type Context } from '../context.ts';

interface ExportOptions extends CommonOptions {
  readonly wave?: string;
  readonly person?: string;
  readonly group?: string;
  readonly room?: string;
}

/** `calendar export`: sessions of trainings and of tutoring as an iCalendar file. */
export function calendarCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;
  const calendar = program.command('calendar').description(t('cli:commands.calendar'));

  command(calendar, 'export', 'calendarExport')
    .argument('<file>', t('cli:options.calendar'))
    .option('--wave <id>', t('cli:options.wave'))
    .option('--person <id>', t('cli:options.calendarPerson'))
    .option('--group <id>', t('cli:options.calendarGroup'))
    .option('--room <id>', t('cli:options.calendarRoom'))
    .action(async (file: string, options: ExportOptions) => {
      const { wave, person, group, room } = options;
      const of = Object.entries({ person, group, room }).filter(([, id]) => id !== undefined);
      if (of.length > 1) {
        throw new Stop({ type: 'OneAlone', options: of.map(([name]) => `--${name}`).join(', ') });
      }
      await withCore(context, options, { reads: true }, async (core) => {
        const written = must(
          await core.call('calendar.export', {
            file: pathOf(file),
            language,
            ...(wave === undefined ? {} : { wave }),
            ...(person === undefined ? {} : { person }),
            ...(group === undefined ? {} : { group }),
            ...(room === undefined ? {} : { room }),
          }),
        );
        print(options, written, () => t('cli:calendarExported', { count: written.events }));
      });
    });
}
