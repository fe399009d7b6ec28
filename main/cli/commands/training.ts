import { Option, type Command } from 'commander';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import { allSessionDays } from '../../../shared/training/sessionDays.rules.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import {
  must,
  needPlaces,
  Stop,
  pathOf,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { dayText } from '../texts.ts';
import { coverageCommands } from './coverage.ts';
import { spanOf } from './sessionSpan.ts';
import { planCommand, type PlanOptions } from './trainingPlan.ts';

interface TrainingOptions extends CommonOptions {
  readonly wave?: string;
}

interface SummonsOptions extends CommonOptions {
  readonly group: string;
  readonly heads?: boolean;
  readonly changes?: boolean;
  readonly newcomers?: boolean;
  readonly lang?: Language;
}

interface NoticesOptions extends TrainingOptions {
  readonly group?: string;
}

/** `training sessions`, `training groups`, `training plan`, and who is trained. */
export function trainingCommands(program: Command, context: Context): Command {
  const { t, language, command, print } = context;
  const group = program.command('training').description(t('cli:commands.training'));

  command(group, 'sessions', 'trainingSessions')
    .option('--wave <id>', t('cli:options.wave'))
    .action((options: TrainingOptions) =>
      withOverview(context, options, (overview) => {
        const { sessions, timeZone } = overview;
        const rows = sessions.map((session) => ({
          ...session,
          occurrences: session.occurrences.map((one) => {
            const { day, from, to } = one;
            const hours = { day, from: from ?? session.from, to: to ?? session.to };
            return { ...one, ...hours, ...spanOf(hours, timeZone) };
          }),
          ...spanOf(session, timeZone),
        }));
        print(options, rows, () =>
          allSessionDays(sessions)
            .map(({ key, day, from, to, title, status }) =>
              [
                key,
                day,
                `${from}–${to}`,
                inScript(title, language),
                t(`timetable:status.${status}`),
              ].join('  '),
            )
            .join('\n'),
        );
      }),
    );

  command(group, 'groups', 'trainingGroups')
    .option('--wave <id>', t('cli:options.wave'))
    .action((options: TrainingOptions) =>
      withOverview(context, options, ({ groups }) => {
        print(options, groups, () =>
          [
            ...groups.map(({ id, label, size }) =>
              [id, inScript(label, language), size].join('  '),
            ),
            ...(groups.some(({ partial }) => partial) ? [t('cli:attendance.partial')] : []),
          ].join('\n'),
        );
      }),
    );

  command(group, 'summons', 'trainingSummons')
    .argument('<file>', t('cli:options.pdf'))
    .requiredOption('--group <id>', t('cli:options.group'))
    .option('--heads', t('cli:options.heads'))
    .option('--changes', t('cli:options.changes'))
    .option('--newcomers', t('cli:options.newcomers'))
    .addOption(new Option('--lang <language>', t('cli:options.lang')).choices([...languages]))
    .action(async (file: string, options: SummonsOptions) => {
      if (options.changes === true && options.newcomers === true) {
        throw new Stop({ type: 'OneAlone', options: '--changes, --newcomers' });
      }
      await withCore(context, options, { reads: true }, async (core) => {
        const printed = must(
          await core.call('print.summons', {
            file: pathOf(file),
            group: options.group,
            heads: options.heads === true,
            changes: options.changes === true,
            newcomers: options.newcomers === true,
            language: options.lang ?? context.language,
          }),
        );
        print(options, { file: pathOf(file), ...printed }, () =>
          t('cli:attendance.printed', { file, count: printed.pages }),
        );
      });
    });

  command(group, 'notices', 'trainingNotices')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--group <id>', t('cli:options.noticesGroup'))
    .action(async (options: NoticesOptions) => {
      const { wave, group: of } = options;
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, wave === undefined ? {} : { wave });
        const notices = must(
          await core.call('training.notices', {
            ...(wave === undefined ? {} : { wave }),
            ...(of === undefined ? {} : { group: of }),
          }),
        );
        print(options, notices, () =>
          notices
            .map(({ group: id, label, kind, on, people, sessions, changed, notCalled }) =>
              [
                t('cli:notices.line', {
                  id,
                  label: inScript(label, language),
                  kind: t(`cli:notices.kind.${kind}`),
                  day: dayText(on, language),
                  people,
                  sessions,
                }),
                ...(changed === null ? [] : [t('cli:notices.changed', { changed })]),
                ...(notCalled === null ? [] : [t('cli:notices.notCalled', { notCalled })]),
              ].join(' · '),
            )
            .join('\n'),
        );
      });
    });

  command(group, 'plan', 'trainingPlan')
    .requiredOption('--wave <id>', t('cli:options.wave'))
    .option('--seconds <n>', t('cli:options.seconds'))
    .option('--fresh', t('cli:options.fresh'))
    .option('--seed <n>', t('cli:options.seed'))
    .option('--apply', t('cli:options.applyPlan'))
    .action((options: PlanOptions) => planCommand(context, options));
  coverageCommands(group, context);
  return group;
}

async function withOverview(
  context: Context,
  options: TrainingOptions,
  say: (overview: TrainingOverview) => void,
): Promise<void> {
  const { wave } = options;
  await withCore(context, options, { reads: true }, async (core) => {
    const input = wave === undefined ? {} : { wave };
    await needPlaces(core, input);
    say(must(await core.call('training.overview', input)));
  });
}
