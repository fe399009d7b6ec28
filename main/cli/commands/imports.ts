import type { Command } from 'commander';
import { importFields, importKinds } from '../../../shared/imports/fields.ts';
import type {
  ImportPreview,
  ImportRow,
  ImportSettings,
  Issue,
} from '../../../shared/imports/imports.contract.ts';
import { unreadHeadings } from '../../../shared/imports/mapping.ts';
import { targetText } from '../../../shared/imports/targetText.ts';
import { whyNot } from '../../../shared/imports/whyNot.ts';
import { issueText } from '../../../shared/imports/issueText.ts';
import type { Core } from '../../core/core.ts';
import { outsideNumber } from '../../../shared/kernel/outsideNumber.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import { must, Stop, pathOf, withCore, type CommonOptions, type Context } from '../context.ts';
import { exitCodes } from '../exitCodes.ts';

interface ImportOptions extends CommonOptions {
  readonly wave?: string;
  readonly programme?: string;
  readonly sheet?: string;
  readonly tool?: string;
  readonly map?: readonly string[];
  readonly match?: readonly string[];
  readonly dryRun?: boolean;
  /** False with `--no-new-territories`. */
  readonly newTerritories: boolean;
}

/** `import KIND FILE`: rows without errors are taken, each whole; the others are named. */
export function importCommands(program: Command, context: Context): void {
  const { t, command } = context;
  command(program, 'import', 'import')
    .argument('<kind>', t('cli:options.importKind'))
    .argument('<file>', t('cli:options.importFile'))
    .option('--wave <id>', t('cli:options.importWave'))
    .option('--programme <id>', t('cli:options.programme'))
    .option('--sheet <name>', t('cli:options.sheet'))
    .option('--tool <tool>', t('cli:options.importTool'))
    .option('--map <column=field>', t('cli:options.importMap'), gathered)
    .option('--match <number=reference>', t('cli:options.importMatch'), gathered)
    .option('--no-new-territories', t('cli:options.noNewTerritories'))
    .option('--dry-run', t('cli:options.dryRun'))
    .action(async (given: string, file: string, options: ImportOptions) => {
      const kind = importKinds.find((known) => known === given);
      if (kind === undefined) throw new Stop({ type: 'ImportKindUnknown', kind: given });
      await withCore(context, options, {}, async (core) => {
        const opened = must(await core.call('imports.open', { file: pathOf(file) }));
        const sheet = opened.sheets.findIndex(({ name }) => name === options.sheet);
        if (options.sheet !== undefined && sheet === -1) {
          const names = opened.sheets.map(({ name }) => name).join(' | ');
          throw new Stop({ type: 'BadInput', detail: `--sheet ${names}`.trim() });
        }
        const settings: ImportSettings = {
          id: opened.id,
          kind,
          ...(sheet !== -1 && { sheet }),
          ...(options.wave !== undefined && { wave: options.wave }),
          ...(options.programme !== undefined && { programme: options.programme }),
          ...(options.tool !== undefined && { tool: options.tool }),
          createTerritories: options.newTerritories,
        };
        const read = await mapped(core, settings, options.map ?? []);
        await take(context, options, core, await matched(core, read, options.match ?? []));
      });
    });
}

function gathered(one: string, before: readonly string[] = []): readonly string[] {
  return [...before, one];
}

/**
 * Settings in which columns say what the person says that they do, others what is proposed.
 * @param said `Heading=field`, or `Heading=` for a column that is left out
 * @throws Stop BadInput with the columns or the fields that there are
 */
async function mapped(
  core: Core,
  settings: ImportSettings,
  said: readonly string[],
): Promise<ImportSettings> {
  if (said.length === 0) return settings;
  const { headings, mapping } = must(await core.call('imports.preview', settings));
  const fields = importFields(settings.kind).map(({ id }) => id);
  const next = [...mapping];
  for (const one of said) {
    const at = one.lastIndexOf('=');
    const heading = plainText(one.slice(0, Math.max(0, at)));
    const field = one.slice(at + 1).trim() || null;
    const column = headings.findIndex((known) => plainText(known) === heading);
    if (at < 1 || column === -1) {
      throw new Stop({ type: 'BadInput', detail: `--map ${one} (${headings.join(' | ')})` });
    }
    if (field !== null && !fields.includes(field)) {
      throw new Stop({ type: 'BadInput', detail: `--map ${one} (${fields.join(' | ')})` });
    }
    for (const [other, now] of next.entries()) if (now === field) next[other] = null;
    next[column] = field;
  }
  return { ...settings, mapping: next };
}

/**
 * Settings in which rows are for the requests that the person says.
 * @param said `NUMBER=REFERENCE`: the number of a row, and our reference of a request
 * @throws Stop BadInput where no row has the number, or nobody is shown such a request
 */
async function matched(
  core: Core,
  settings: ImportSettings,
  said: readonly string[],
): Promise<ImportSettings> {
  if (said.length === 0) return settings;
  const { programme } = must(await core.call('imports.preview', settings));
  const rows = new Map<string, number>();
  for (const { number, row } of await allRows(core, settings.id)) {
    if (number !== undefined) rows.set(number, row);
  }
  const { rows: tickets } = must(await core.call('tickets.list', { programme: programme.id }));
  const ids = new Map(tickets.map(({ reference, id }) => [reference, id]));
  const matches: Record<string, string> = {};
  for (const one of said) {
    const at = one.lastIndexOf('=');
    const row = rows.get(outsideNumber(one.slice(0, Math.max(0, at))));
    const id = ids.get(
      one
        .slice(at + 1)
        .trim()
        .toUpperCase(),
    );
    if (row === undefined || id === undefined) {
      throw new Stop({ type: 'BadInput', detail: `--match ${one}` });
    }
    matches[String(row)] = id;
  }
  return { ...settings, matches };
}

async function take(
  context: Context,
  options: ImportOptions,
  core: Core,
  settings: ImportSettings,
): Promise<void> {
  const { t, print } = context;
  const dryRun = options.dryRun === true;
  const preview = must(await core.call('imports.preview', settings));
  const { issues, rows, ...counts } = dryRun
    ? await look(core, settings, preview)
    : { ...must(await core.call('imports.run', settings)), rows: null };
  const ignored = unreadHeadings(settings.kind, preview.headings, preview.mapping).map(
    (column) => ({
      row: preview.headerRow,
      column,
      message: t('cli:imports.ignored', { column }),
    }),
  );
  const sentence = (issue: Issue) => ({
    row: issue.row,
    column: issue.column,
    message:
      issue.type === 'ticketAlike' || issue.type === 'ticketNamed'
        ? t(`cli:imports.${issue.type}`, issue.values)
        : issueText(t, issue),
  });
  const said = (level: Issue['level']) =>
    issues.filter((issue) => issue.level === level).map(sentence);
  const errors = said('error');
  const { created, updated, unchanged } = counts;
  const result = {
    created,
    updated,
    unchanged,
    errors,
    warnings: [...preview.headingIssues.map(sentence), ...ignored, ...said('warning')],
    dryRun,
    ...(rows !== null && { rows: rows.map(rowJson) }),
  };
  if (errors.length > 0) context.setExitCode(exitCodes.badInput);
  print(options, result, () =>
    [
      t(dryRun ? 'cli:imports.wouldBe' : 'cli:imports.done', { created, updated, unchanged }),
      ...(rows ?? []).flatMap(({ row, outcome, target }) =>
        target === undefined || outcome === 'unchanged'
          ? []
          : [t('cli:imports.target', { row, target: targetText(t, outcome, target) })],
      ),
      ...[...errors, ...result.warnings].map((line) =>
        t('cli:imports.line', { ...line, column: line.column ?? '–' }),
      ),
      ...(counts.errors === 0 ? [] : [t('cli:imports.leftOut', { count: counts.errors })]),
    ].join('\n'),
  );
}

/** What would become of a row, and of which request. */
function rowJson({ row, outcome, name, target, fields }: ImportRow): object {
  return { row, outcome, name, ...(target !== undefined && { target }), fields };
}

/** What a run would do, of each row and in all. */
async function look(
  core: Core,
  settings: ImportSettings,
  preview: ImportPreview,
): Promise<{
  created: number;
  updated: number;
  unchanged: number;
  errors: number;
  issues: Issue[];
  rows: ImportRow[];
}> {
  const reason = whyNot(preview);
  if (reason !== null) throw new Stop(reason);
  const rows = await allRows(core, settings.id);
  return { ...preview.counts, issues: rows.flatMap((row) => row.issues), rows };
}

/** Rows of the last preview. */
async function allRows(core: Core, id: string): Promise<ImportRow[]> {
  const rows: ImportRow[] = [];
  for (let from = 0; ; from += 500) {
    const page = must(await core.call('imports.rows', { id, errorsOnly: false, from, count: 500 }));
    rows.push(...page.rows);
    if (from + 500 >= page.total) return rows;
  }
}

/** `export all FILE`: all that the person may read, as tables. */
export function exportCommands(program: Command, context: Context): void {
  const { t, command, print } = context;
  command(program, 'export', 'export')
    .argument('<what>', t('cli:options.exportWhat'))
    .argument('<file>', t('cli:options.exportFile'))
    .action(async (what: string, file: string, options: CommonOptions) => {
      if (what !== 'all') throw new Stop({ type: 'BadInput', detail: 'export all FILE' });
      await withCore(context, options, { reads: true }, async (core) => {
        const written = must(await core.call('exports.all', { file: pathOf(file) }));
        print(options, { file: pathOf(file), ...written }, () =>
          t('cli:exportedAll', { file, ...written }),
        );
      });
    });
}
