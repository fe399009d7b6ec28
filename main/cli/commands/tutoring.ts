import type { Command } from 'commander';
import { inScript } from '../../../shared/kernel/script.ts';
import { isLocalDate, type LocalDate } from '../../../shared/kernel/dates.ts';
import { atOnce } from '../../../shared/tutoring/series.atOnce.ts';
import type { TutoringOverview } from '../../../shared/tutoring/tutoring.contract.ts';
import { listText } from '../texts.ts';
import { tutoringLogCommands } from './tutoringLog.ts';
import {
  must,
  needPlaces,
  Stop,
  pathOf,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';

interface TutoringOptions extends CommonOptions {
  readonly wave?: string;
  readonly from?: string;
  readonly until?: string;
}
interface StatementOptions extends TutoringOptions {
  readonly csv?: string;
}

/** `tutoring sessions`, `tutoring groups`, and what tutors have done. */
export function tutoringCommands(program: Command, context: Context): Command {
  const { t, language, command, print } = context;
  const group = program.command('tutoring').description(t('cli:commands.tutoring'));
  const between = (name: string, text: string): Command =>
    command(group, name, text)
      .option('--wave <id>', t('cli:options.wave'))
      .option('--from <date>', t('cli:options.fromDay'))
      .option('--until <date>', t('cli:options.untilDay'));

  between('sessions', 'tutoringSessions').action((options: TutoringOptions) => {
    const { from = '', until = '9999-12-31' } = spanOf(options);
    return withOverview(context, options, ({ sessions }) => {
      const doubled = atOnce(sessions);
      const rows = sessions
        .filter(({ day }) => day >= from && day <= until)
        .map((one) => ({ ...one, atOnce: doubled.has(one.id) }));
      print(options, rows, () =>
        rows
          .map((one) =>
            [
              one.id,
              one.day,
              `${one.from}–${one.to}`,
              t(`tutoring:status.${one.status}`),
              ...(one.atOnce ? [t('tutoring:atOnce')] : []),
              one.theme ?? '–',
            ].join('  '),
          )
          .join('\n'),
      );
    });
  });

  command(group, 'groups', 'tutoringGroups')
    .option('--wave <id>', t('cli:options.wave'))
    .action((options: TutoringOptions) =>
      withOverview(context, options, ({ groups }) => {
        print(options, groups, () =>
          groups
            .map(({ id, label, schools, tutors }) =>
              [
                id,
                inScript(label, language),
                schools.length,
                listText(
                  tutors.map(({ name }) => name),
                  language,
                ),
              ].join('  '),
            )
            .join('\n'),
        );
      }),
    );

  between('statement', 'tutoringStatement')
    .option('--csv <file>', t('cli:options.coverageCsv'))
    .action(async (options: StatementOptions) => {
      const input = { ...placeOf(options), ...spanOf(options) };
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, placeOf(options));
        if (options.csv !== undefined) {
          const file = pathOf(options.csv);
          const written = must(
            await core.call('tutoring.writeStatement', { ...input, file, language }),
          );
          print(options, written, () => t('cli:coverage.written', { ...written }));
          return;
        }
        const { rows } = must(await core.call('tutoring.statement', input));
        print(options, rows, () =>
          rows
            .map(({ name, groupLabel, sessions, hours }) =>
              t('cli:tutoringMonth', {
                name,
                group: inScript(groupLabel, language),
                sessions,
                hours,
              }),
            )
            .join('\n'),
        );
      });
    });
  tutoringLogCommands(group, context);
  return group;
}

async function withOverview(
  context: Context,
  options: TutoringOptions,
  say: (overview: TutoringOverview) => void,
): Promise<void> {
  await withCore(context, options, { reads: true }, async (core) => {
    await needPlaces(core, placeOf(options));
    say(must(await core.call('tutoring.overview', placeOf(options))));
  });
}

function placeOf({ wave }: TutoringOptions): { wave?: string } {
  return wave === undefined ? {} : { wave };
}

/** The days that were typed. @throws Stop where one is none */
function spanOf({ from, until }: TutoringOptions): { from?: LocalDate; until?: LocalDate } {
  if (from !== undefined && !isLocalDate(from)) {
    throw new Stop({ type: 'BadInput', detail: '--from' });
  }
  if (until !== undefined && !isLocalDate(until)) {
    throw new Stop({ type: 'BadInput', detail: '--until' });
  }
  if (from !== undefined && until !== undefined && from > until) {
    throw new Stop({ type: 'BadInput', detail: '--from > --until' });
  }
  return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}
