import type { Command } from 'commander';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import { isLocalDate } from '../../../shared/kernel/dates.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import type {
  OpenReport,
  PostponeReport,
  WaveSummary,
  wavesContract,
} from '../../../shared/wave/waves.contract.ts';
import {
  cliWords,
  must,
  needPlaces,
  Stop,
  wholeNumber,
  withCore,
  type CliWords,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { dayText, placeText } from '../texts.ts';

/** Months that a switchover may be put off by at once. */
const MAX_MONTHS = 60;

interface WavesOptions extends CommonOptions {
  readonly programme?: string;
  readonly dryRun?: boolean;
  readonly establishment?: string;
  readonly months?: string;
  readonly to?: string;
  readonly wave?: string;
  readonly reason?: string;
  readonly notice?: string;
  readonly letter?: boolean;
  readonly costs?: string;
}

/** `waves`, `waves open WAVE` and `waves postpone --establishment SCHOOL …`. */
export function waveCommands(program: Command, context: Context): void {
  const { t, command } = context;
  command(program, 'waves', 'waves')
    .argument('[action]', t('cli:options.waveAction'))
    .argument('[wave]', t('cli:options.wave'))
    .option('--programme <id>', t('cli:options.programme'))
    .option('--dry-run', t('cli:options.dryRun'))
    .option('--establishment <id>', t('cli:options.establishment'))
    .option('--months <n>', t('cli:options.months'))
    .option('--to <date>', t('cli:options.to'))
    .option('--wave <id>', t('cli:options.toWave'))
    .option('--reason <text>', t('cli:options.reason'))
    .option('--notice <date>', t('cli:options.notice'))
    .option('--letter', t('cli:options.letter'))
    .option('--costs <amount>', t('cli:options.costs'))
    .action(async (action: string | undefined, wave: string | undefined, options: WavesOptions) => {
      if (action === undefined) await list(context, options);
      else if (action === 'open' && wave !== undefined) await open(context, wave, options);
      else if (action === 'postpone' && wave === undefined) await postpone(context, options);
      else throw new Stop({ type: 'BadInput', detail: 'waves | waves open WAVE | waves postpone' });
    });
}

async function list(context: Context, options: WavesOptions): Promise<void> {
  const { programme } = options;
  await withCore(context, options, { reads: true }, async (core) => {
    await needPlaces(core, programme === undefined ? {} : { programme });
    const { waves: all } = must(
      await core.call('waves.list', programme === undefined ? {} : { programme }),
    );
    const waves = options.wave === undefined ? all : all.filter(({ id }) => id === options.wave);
    const words = await cliWords(core, context);
    context.print(options, waves.map(waveJson), () =>
      waves.map((wave) => waveText(context, wave, words)).join('\n'),
    );
  });
}

/** A wave as scripts read it. */
function waveJson(wave: WaveSummary): Record<string, unknown> {
  const { id, programme, label, switchoverDate, variant, status, kind, openedOn } = wave;
  const { establishments, done, applicable, percent, late, blocked, buckets } = wave;
  return {
    id,
    programme: programme.id,
    label,
    switchoverDate,
    variant: variant?.id ?? null,
    status,
    kind,
    openedOn,
    establishments,
    done,
    applicable,
    percent,
    late,
    blocked,
    buckets,
    budgetsLoaded: wave.budgetsLoaded,
    load: wave.load,
    afterEnd: wave.afterEnd,
  };
}

function waveText({ t, language }: Context, wave: WaveSummary, words: CliWords): string {
  const { one, many } = words(wave.programme.id);
  return t('cli:waveLine', {
    id: wave.id,
    label: inScript(wave.label, language),
    switchover: one('switchover'),
    schools: many('establishment'),
    date: wave.switchoverDate ?? '—',
    count: wave.establishments,
    percent: wave.percent,
    late: wave.late,
    blocked: wave.blocked,
  });
}

/** Opens a wave; a large one takes several calls, each of which is on disk when it answers. */
async function open(context: Context, wave: string, options: WavesOptions): Promise<void> {
  const dryRun = options.dryRun === true;
  await withCore(context, options, {}, async (core) => {
    const first: OpenReport = must(await core.call('waves.open', { wave, dryRun }));
    let { remaining } = first;
    while (remaining > 0) {
      const next: OpenReport = must(await core.call('waves.open', { wave, dryRun }));
      if (next.remaining >= remaining) break;
      remaining = next.remaining;
    }
    const report = { ...first, remaining };
    const { programme } = must(await core.call('waves.read', { wave }));
    const { One, many } = (await cliWords(core, context))(programme.id);
    context.print(options, report, () =>
      context.t(dryRun ? 'cli:waveWouldOpen' : 'cli:waveOpened', {
        waveWord: One('wave'),
        schoolsWord: many('establishment'),
        wave,
        schools: report.schools,
        steps: report.steps,
        first: report.firstDue === null ? '—' : dayText(report.firstDue, context.language),
        last: report.lastDue === null ? '—' : dayText(report.lastDue, context.language),
        moved: report.moved,
      }),
    );
  });
}

async function postpone(context: Context, options: WavesOptions): Promise<void> {
  const { establishment, reason } = options;
  if (establishment === undefined) throw new Stop({ type: 'BadInput', detail: '--establishment' });
  const notice = options.notice === undefined ? null : day(options.notice, '--notice');
  await withCore(context, options, {}, async (core) => {
    const report = must(
      await core.call('waves.postpone', {
        establishments: [establishment],
        wish: wishOf(options),
        reason: reason ?? '',
        noticeOn: notice,
        registeredLetter: options.letter === true,
        costsDue: options.costs === undefined ? null : wholeNumber(options.costs, '--costs'),
        dryRun: options.dryRun === true,
      }),
    );
    context.print(options, report, () => postponeText(context, report));
  });
}

type Wish = InputOf<(typeof wavesContract)['waves.postpone']>['wish'];

/** Exactly one of months, a day or a wave. @throws Stop */
function wishOf({ months, to, wave }: WavesOptions): Wish {
  const given = [months, to, wave].filter((one) => one !== undefined);
  if (given.length !== 1) throw new Stop({ type: 'BadInput', detail: '--months | --to | --wave' });
  if (months !== undefined) {
    const count = wholeNumber(months, '--months');
    if (count < 1 || count > MAX_MONTHS) throw new Stop({ type: 'BadInput', detail: '--months' });
    return { to: 'months', months: count };
  }
  if (to !== undefined) return { to: 'date', date: day(to, '--to') };
  return { to: 'wave', wave: wave! };
}

function day(text: string, name: string): string {
  if (!isLocalDate(text)) throw new Stop({ type: 'BadInput', detail: name });
  return text;
}

function postponeText(
  { t, language }: Context,
  { schools, written, load }: PostponeReport,
): string {
  const places = load.map(({ label, before, after }) => {
    const need = (lines: typeof before, kind: string): number =>
      lines.find((line) => line.kind === kind)?.need ?? 0;
    return t('cli:wavePlaces', {
      wave: inScript(label, language),
      trainingBefore: need(before, 'training'),
      trainingAfter: need(after, 'training'),
      tutoringBefore: need(before, 'tutoring'),
      tutoringAfter: need(after, 'tutoring'),
    });
  });
  return schools
    .map((school) =>
      t(written ? 'cli:schoolPostponed' : 'cli:schoolWouldMove', {
        name: placeText({ ...school, town: null }, language),
        from: dayText(school.fromDate, language),
        to: school.toDate === null ? '—' : dayText(school.toDate, language),
        moves: school.moves,
        kept: school.kept,
      }),
    )
    .concat(places)
    .join('\n');
}
