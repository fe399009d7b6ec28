import { setTimeout as wait } from 'node:timers/promises';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import { brokenWords, type BrokenWords } from '../../../shared/training/brokenWords.ts';
import { paperWords } from '../../../shared/training/paperWords.ts';
import {
  MAX_PLAN_SECONDS,
  type planningContract,
  type PlanProgress,
  type PlanView,
} from '../../../shared/training/planning.contract.ts';
import type { Core } from '../../core/core.ts';
import { must, Stop, wholeNumber, withCore, type CommonOptions, type Context } from '../context.ts';
import { listText } from '../texts.ts';
import { spanOf } from './sessionSpan.ts';

/** What is asked of a plan. */
export interface PlanOptions extends CommonOptions {
  readonly wave?: string;
  readonly seconds?: string;
  readonly fresh?: boolean;
  readonly seed?: string;
  readonly apply?: boolean;
}

const POLL_MS = 50;

type Left = OutputOf<(typeof planningContract)['planning.apply']>['left'];

/**
 * `training plan`: searches a plan and says it; writes it where that was asked for. Ctrl-C ends the
 * search, and the best plan so far stands.
 */
export async function planCommand(context: Context, options: PlanOptions): Promise<void> {
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
    const { ms } = await searched(core, job, context);
    const view = must(await core.call('planning.read', { job }));
    const applied = apply ? must(await core.call('planning.apply', { job })) : null;
    const json = { ...planJson(context, view, { timeZone, where }), ms };
    context.print(options, applied === null ? json : { ...json, applied }, () =>
      [planText(context, view, { ms, where }), ...leftText(context, applied?.left)].join('\n'),
    );
  });
}

/** Waits for the end of a search, or ends it where the person wants no more. */
async function searched(core: Core, job: string, { t, terminal }: Context): Promise<PlanProgress> {
  const asked = new AbortController();
  const forget = terminal.onInterrupt?.(() => asked.abort());
  try {
    let progress = must(await core.call('planning.progress', { job }));
    while (!progress.done && !asked.signal.aborted) {
      const percent = Math.round(progress.progress * 100);
      terminal.showProgress?.(t('cli:planProgress', { percent }));
      await wait(POLL_MS);
      progress = must(await core.call('planning.progress', { job }));
    }
    return progress.done ? progress : must(await core.call('planning.stop', { job }));
  } finally {
    terminal.showProgress?.('');
    forget?.();
  }
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
