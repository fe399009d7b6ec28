import { setTimeout as wait } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import { brokenWords, type BrokenWords } from '../../../shared/training/brokenWords.ts';
import { paperWords } from '../../../shared/training/paperWords.ts';
import {
  MAX_PLAN_SECONDS,
  type planningContract,
  type PlanView,
} from '../../../shared/training/planning.contract.ts';
import { allSessionDays } from '../../../shared/training/sessionDays.rules.ts';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import { instantOf, offsetAt } from '../../core/calendar/timeZone.ts';
import {
  must,
  needPlaces,
  Stop,
  pathOf,
  wholeNumber,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { dayText, listText } from '../texts.ts';
import { coverageCommands } from './coverage.ts';

interface TrainingOptions extends CommonOptions {
  readonly wave?: string;
}
interface PlanOptions extends TrainingOptions {
  readonly seconds?: string;
  readonly fresh?: boolean;
  readonly seed?: string;
  readonly apply?: boolean;
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

const POLL_MS = 50;

type Left = OutputOf<(typeof planningContract)['planning.apply']>['left'];

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
    .action((options: PlanOptions) => plan(context, options));
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

async function plan(context: Context, options: PlanOptions): Promise<void> {
  const { wave = '', fresh = false, apply = false } = options;
  const seconds =
    options.seconds === undefined ? undefined : wholeNumber(options.seconds, '--seconds');
  if (seconds !== undefined && (seconds < 1 || seconds > MAX_PLAN_SECONDS)) {
    throw new Stop({ type: 'BadInput', detail: '--seconds' });
  }
  const seed = options.seed === undefined ? undefined : wholeNumber(options.seed, '--seed');
  await withCore(context, options, { reads: !apply }, async (core) => {
    const overview = must(await core.call('training.overview', { wave }));
    const { timeZone } = overview;
    const where = inScript(overview.wave?.label ?? wave, context.language);
    const { job } = must(
      await core.call('planning.start', {
        wave,
        fresh,
        ...(seconds === undefined ? {} : { seconds }),
        ...(seed === undefined ? {} : { seed }),
      }),
    );
    let progress = must(await core.call('planning.progress', { job }));
    while (!progress.done) {
      await wait(POLL_MS);
      progress = must(await core.call('planning.progress', { job }));
    }
    const view = must(await core.call('planning.read', { job }));
    const applied = apply ? must(await core.call('planning.apply', { job })) : null;
    const json = { ...planJson(context, view, { timeZone, where }), ms: progress.ms };
    context.print(options, applied === null ? json : { ...json, applied }, () =>
      [
        planText(context, view, { ms: progress.ms, where }),
        ...leftText(context, applied?.left),
      ].join('\n'),
    );
  });
}

/** Why a plan has no sessions at all; null: it has some. */
function whyEmpty({ t }: Context, { missing }: PlanView): { rule: string; why: string } | null {
  if (missing === null) return null;
  const rule = ({ people: 'noPeople', trainers: 'noTrainers', modules: 'noSessions' } as const)[
    missing
  ];
  return { rule, why: t(`planning:${rule}`) };
}

/** A plan as scripts read it; `where`: the wave, by its name. */
function planJson(
  context: Context,
  view: PlanView,
  { timeZone, where: wave }: { readonly timeZone: string; readonly where: string },
): Record<string, unknown> {
  const empty = whyEmpty(context, view);
  const wordsOf = wordsIn(context);
  return {
    groups: view.groups.map(({ id, label, track, trainers, site, members, followed }) => ({
      id,
      label,
      track,
      trainers: trainers.map((one) => one.id),
      site: site?.id ?? null,
      members: members.map(({ person }) => person),
      followed,
    })),
    sessions: view.sessions.map((session) => ({
      id: session.id,
      group: session.group,
      module: session.module,
      trainers: session.trainers.map((one) => one.id),
      site: session.site?.id ?? null,
      room: session.room?.id ?? null,
      ...spanOf(session, timeZone),
      change: session.change,
      held: session.held,
    })),
    removed: view.removed.map(({ id, group, module, ...session }) => ({
      id,
      group,
      module,
      ...spanOf(session, timeZone),
    })),
    broken: [
      ...(empty === null ? [] : [{ rule: empty.rule, hard: true, where: wave, why: empty.why }]),
      ...view.broken.map((one) => {
        const { where, why, title } = wordsOf(one);
        return { rule: one.rule, hard: one.hard, where, why: why === '' ? title : why };
      }),
    ],
    score: view.score,
    moved: view.moved,
  };
}

/** Says broken rules of a plan in the language of the terminal. */
function wordsIn({ t, language }: Context): (broken: PlanView['broken'][number]) => BrokenWords {
  const words = {
    say: (key: string, values: Readonly<Record<string, string | number>> = {}) => t(key, values),
    has: (key: string) => t(key, { defaultValue: '', count: 1 }) !== '',
    day: paperWords(language).longDay,
  };
  return (broken) => brokenWords(broken, words);
}

function planText(
  context: Context,
  view: PlanView,
  { ms, where: wave }: { readonly ms: number; readonly where: string },
): string {
  const { t } = context;
  const wordsOf = wordsIn(context);
  const head = t('cli:planSummary', {
    groups: view.groups.length,
    sessions: view.sessions.length,
    moved: view.moved,
    hard: view.broken.filter(({ hard }) => hard).length,
    seconds: (ms / 1000).toFixed(1),
  });
  const hard = view.broken
    .filter((one) => one.hard)
    .map((one) => {
      const { title, where, why } = wordsOf(one);
      return `! ${title} · ${where} · ${why}`;
    });
  // What one would rather have otherwise is told by its count: it may be a line a person.
  const soft = [
    ...Map.groupBy(
      view.broken.filter((one) => !one.hard),
      ({ rule }) => rule,
    ).values(),
  ];
  const counted = soft.map((all) => `- ${wordsOf(all[0]!).title} · ${all.length}`);
  for (const { label, isNew, followed } of view.groups) {
    if (!isNew || followed.length === 0) continue;
    const without = t('planning:without', { modules: followed.join(', ') });
    counted.push(`- ${[label, t('planning:groupChanges.new'), without].join(' · ')}`);
  }
  const { length: removed } = view.removed;
  if (removed > 0) counted.push(`- ${t('planning:removedTitle')} · ${removed}`);
  const empty = whyEmpty(context, view);
  const reason = empty === null ? [] : [`! ${wave} · ${empty.why}`];
  return [head, ...reason, ...hard, ...counted].join('\n');
}

/** What a plan left alone because somebody had changed it meanwhile. */
function leftText({ t, language }: Context, left: Left | undefined): string[] {
  if (left === undefined) return [];
  const sessions = left.sessions.map(({ title, group }) => `${title} · ${group}`);
  const others = [...left.groups.map(({ label }) => label), ...left.people.map(({ name }) => name)];
  const said: string[] = [];
  if (sessions.length > 0) {
    const { length: count } = sessions;
    said.push(`! ${t('planning:leftSessions', { count, which: listText(sessions, language) })}`);
  }
  if (others.length > 0)
    said.push(`! ${t('planning:leftOthers', { which: listText(others, language) })}`);
  return said;
}

/** Start and end of a session as instants with their offset, such as `2024-01-22T09:00:00+01:00`. */
function spanOf(
  { day, from, to }: { readonly day: string; readonly from: string; readonly to: string },
  timeZone: string,
): { start: string; end: string } {
  const written = (time: string): string => {
    const offset = offsetAt(timeZone, instantOf(day, time, timeZone));
    const sign = offset < 0 ? '-' : '+';
    const minutes = Math.abs(Math.round(offset / 60));
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${day}T${time}:00${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  return { start: written(from), end: written(to) };
}
