import type { Command } from 'commander';
import type { OutputOf } from '../../../shared/bridge/contract.ts';
import { inScript } from '../../../shared/kernel/script.ts';
import type {
  coverageContract,
  CoveragePerson,
  CoverageTable,
} from '../../../shared/training/coverage.contract.ts';
import {
  must,
  needPlaces,
  pathOf,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { pastDay } from '../pastDay.ts';
import { dayText, listText, placeText } from '../texts.ts';

interface CoverageOptions extends CommonOptions {
  readonly wave?: string;
  readonly asOf?: string;
  readonly csv?: string;
}
type Coverage = OutputOf<(typeof coverageContract)['coverage.read']>;

/** More than any wave has. */
const ALL = 10_000;

/** `training coverage` and `training statement`. */
export function coverageCommands(group: Command, context: Context): void {
  const { t, command, print } = context;

  command(group, 'coverage', 'trainingCoverage')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .option('--csv <file>', t('cli:options.coverageCsv'))
    .action(async (options: CoverageOptions) => {
      const input = inputOf(options);
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, placeOf(options));
        if (options.csv !== undefined) return write(context, options, core, 'schools');
        const coverage = must(
          await core.call('coverage.read', { ...input, offset: 0, limit: ALL }),
        );
        const all = { ...input, offset: 0, limit: ALL };
        const people =
          options.json === true ? [] : must(await core.call('coverage.people', all)).rows;
        print(options, coverageJson(coverage), () => coverageText(context, coverage, people));
      });
    });

  command(group, 'statement', 'trainingStatement')
    .option('--wave <id>', t('cli:options.wave'))
    .option('--as-of <date>', t('cli:options.asOf'))
    .option('--csv <file>', t('cli:options.coverageCsv'))
    .action(async (options: CoverageOptions) => {
      const input = inputOf(options);
      await withCore(context, options, { reads: true }, async (core) => {
        await needPlaces(core, placeOf(options));
        if (options.csv !== undefined) return write(context, options, core, 'trainers');
        const { rows } = must(await core.call('coverage.trainers', input));
        print(options, rows, () =>
          rows.map((row) => t('cli:coverage.month', { ...row })).join('\n'),
        );
      });
    });
}

type Core = Parameters<Parameters<typeof withCore>[3]>[0];

async function write(
  { t, language, print }: Context,
  options: CoverageOptions,
  core: Core,
  table: CoverageTable,
): Promise<void> {
  const written = must(
    await core.call('coverage.write', {
      ...inputOf(options),
      table,
      language,
      file: pathOf(options.csv ?? ''),
    }),
  );
  print(options, written, () => t('cli:coverage.written', { ...written }));
}

function placeOf({ wave }: CoverageOptions): { wave?: string } {
  return wave === undefined ? {} : { wave };
}

function inputOf(options: CoverageOptions): { wave?: string; asOf?: string } {
  const { asOf } = options;
  return { ...placeOf(options), ...(asOf === undefined ? {} : { asOf: pastDay(asOf) }) };
}

/** Coverage as scripts read it. */
function coverageJson({ wave, asOf, today, partial, figures, tracks, rows }: Coverage): object {
  return { wave, asOf, today, partial, ...figures, schools: rows, byTrack: tracks };
}

function coverageText(
  { t, language }: Context,
  { asOf, figures, rows }: Coverage,
  people: readonly CoveragePerson[],
): string {
  return [
    t(figures.averageGroup === null ? 'cli:coverage.headSeen' : 'cli:coverage.head', {
      asOf: dayText(asOf, language),
      groups: figures.groups,
      staff: figures.staffInGroups,
      average: figures.averageGroup ?? 0,
      outside: figures.outsideGroups,
    }),
    t('cli:coverage.people', { ...figures }),
    ...people
      .filter(({ groups }) => groups.length > 1)
      .map(({ name, groups }) =>
        t('cli:coverage.doubled', {
          name,
          groups: listText(
            groups.map((label) => inScript(label, language)),
            language,
          ),
        }),
      ),
    ...rows.map((row) =>
      t('cli:coverage.school', { ...row, name: placeText({ ...row, town: null }, language) }),
    ),
  ].join('\n');
}
