import type { Command } from 'commander';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { PilotFigures } from '../../../shared/kit/pilot.contract.ts';
import type { Words } from '../../../shared/programme/words.ts';
import {
  cliWords,
  must,
  needPlaces,
  Stop,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { pastDay } from '../pastDay.ts';
import { dayText } from '../texts.ts';

interface FiguresOptions extends CommonOptions {
  readonly programme?: string;
  readonly wave?: string;
  readonly asOf?: string;
}

/** `figures`: the committee's figures, of today or of a past day. */
export function figuresCommands(program: Command, context: Context): void {
  const { t, command, print } = context;
  command(program, 'figures', 'figures')
    .option('--programme <id>', t('cli:options.programme'))
    .option('--wave <id>', t('cli:options.wave'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .action(async (options: FiguresOptions) => {
      const { programme, wave, asOf } = options;
      const input: InputOf<Bridge['pilot.figures']> = {
        ...(programme === undefined ? {} : { programme }),
        ...(wave === undefined ? {} : { wave }),
        ...(asOf === undefined ? {} : { asOf: pastDay(asOf) }),
      };
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, options);
        const figures = must(await core.call('pilot.figures', input));
        if (figures.asOf > figures.today) {
          const { asOf: day, today } = figures;
          throw new Stop({ type: 'DayAhead', day, today });
        }
        const words = (await cliWords(core, context))(figures.programme?.id);
        print(options, figuresJson(figures), () => figuresText(context, figures, words));
      });
    });
}

/** The figures as scripts read them. Schools without a kit are in none of them. */
function figuresJson(figures: PilotFigures): Record<string, unknown> {
  const { asOf, today, programme, wave, counts, bounds, observed, gaps } = figures;
  const { over, between, under } = counts.buckets;
  return {
    asOf,
    today,
    programme: programme?.id ?? null,
    wave: wave?.id ?? null,
    establishments: counts.establishments,
    withoutKit: counts.withoutKit,
    // Both bounds belong to the middle group.
    buckets: [
      { id: 'over', from: bounds.upper, to: 100, count: over },
      { id: 'between', from: bounds.lower, to: bounds.upper, count: between },
      { id: 'under', from: 0, to: bounds.lower, count: under },
    ],
    budgets: {
      loaded: observed.loaded,
      total: observed.total,
      percent: observed.percent,
      observedOn: observed.on,
    },
    gaps,
    late: counts.late.establishments,
    blocked: counts.blocked.establishments,
    lateSteps: counts.late.steps,
    blockedSteps: counts.blocked.steps,
  };
}

function figuresText({ t, language }: Context, figures: PilotFigures, { many }: Words): string {
  const { asOf, counts, bounds, observed, gaps } = figures;
  const schoolsWord = many('establishment');
  const lines = [
    t('cli:figures.head', {
      asOf: dayText(asOf, language),
      schoolsWord,
      count: counts.establishments,
    }),
    t('cli:figures.over', { ...bounds, count: counts.buckets.over }),
    t('cli:figures.between', { ...bounds, count: counts.buckets.between }),
    t('cli:figures.under', { ...bounds, count: counts.buckets.under }),
    t('cli:figures.late', {
      schoolsWord,
      schools: counts.late.establishments,
      steps: counts.late.steps,
      blockedSchools: counts.blocked.establishments,
      blockedSteps: counts.blocked.steps,
    }),
  ];
  if (observed.action !== null) {
    lines.push(
      observed.on === null
        ? t('cli:figures.notObserved')
        : t('cli:figures.observed', { ...observed, ...gaps }),
    );
  }
  return lines.join('\n');
}
