import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Handlers } from '../../../shared/bridge/contract.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import { issueText } from '../../../shared/imports/issueText.ts';
import { whyNot } from '../../../shared/imports/whyNot.ts';
import type {
  ImportResult,
  importFilesContract,
  importsContract,
  ImportSettings,
} from '../../../shared/imports/imports.contract.ts';
import { headingsKey } from '../../../shared/imports/mapping.ts';
import { csvText } from '../../../shared/kernel/csv.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { writeHandedFile } from '../store/handedFile.ts';
import type { Write } from '../store/record.ts';
import { createOpenFiles, type OpenFile } from './openFiles.ts';
import { planImport, type PlannerParts } from './planner.ts';

/** Issues that a result names; the others are in the preview's rows. */
const MAX_ISSUES = 10_000;

export interface ImportsParts extends PlannerParts {
  /** Records an action of many transactions; on disk and taken back as a whole. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => unknown;
}

type Methods = Handlers<
  typeof importsContract & Omit<typeof importFilesContract, 'exports.all'>,
  CoreFailure
>;

/** Handlers of imports: files are opened, looked at as often as one likes, and then written. */
export function createImportsService(parts: ImportsParts): Methods {
  const { store, rolesOver } = parts;
  const files = createOpenFiles();

  async function withFile<T>(
    id: string,
    work: (file: OpenFile) => T | Promise<T>,
  ): Promise<T | { readonly ok: false; readonly error: CoreFailure }> {
    const file = files.get(id);
    return file === undefined ? err({ type: 'ImportClosed' }) : work(file);
  }

  async function run(
    file: OpenFile,
    settings: ImportSettings,
  ): Promise<Result<ImportResult, CoreFailure>> {
    const planned = await planImport(parts, file, settings);
    if (!planned.ok) return planned;
    const { preview, rows, first } = planned.value;
    const reason = whyNot(preview);
    if (reason !== null) return err(reason);
    file.plan = rows;
    const lists = rows.flatMap(({ writes }) => writes);
    parts.recordAll(first.length === 0 ? lists : [first, ...lists]);
    store.remember(settings.kind, headingsKey(preview.headings), preview.mapping);
    return ok({ ...preview.counts, issues: issuesOf(file) });
  }

  return {
    'imports.open': ({ file }) => files.open(file),
    'imports.paste': ({ id, text, done }) => files.paste(id, text, done),
    'imports.preview': (settings) =>
      withFile(settings.id, async (file) => {
        const planned = await planImport(parts, file, settings);
        if (!planned.ok) return planned;
        file.plan = planned.value.rows;
        return ok(planned.value.preview);
      }),
    'imports.rows': ({ id, errorsOnly, from, count }) =>
      withFile(id, ({ plan }) => {
        const wanted = errorsOnly ? plan.filter(({ issues }) => issues.length > 0) : plan;
        const rows = wanted
          .slice(from, from + count)
          .map(({ row, outcome, name, number, target, fields, issues }) => ({
            row,
            outcome,
            name,
            ...(number !== undefined && { number }),
            ...(target !== undefined && { target }),
            fields: [...fields],
            issues: [...issues],
          }));
        return ok({ total: wanted.length, rows });
      }),
    'imports.run': (settings) => withFile(settings.id, (file) => run(file, settings)),
    'imports.close': ({ id }) => {
      files.close(id);
      return ok(null);
    },
    'imports.places': () =>
      ok(
        store.programmes().map(({ id, name, levels }) => ({
          id,
          name,
          levels: [...levels],
          mayCreate: rolesOver(scopeId('programme', id)).has('pilot'),
          territories: store.territories(id).map((territory) => ({
            id: territory.id,
            name: territory.name,
            level: territory.level,
            parent: territory.parent,
          })),
          waves: store.waves(id).map((wave) => ({ id: wave.id, name: wave.name })),
        })),
      ),
    'imports.writeIssues': ({ id, file, language }) =>
      withFile(id, async (opened) => {
        const { t } = createMessages(language);
        const issues = issuesOf(opened);
        const head = ['row', 'column', 'message'].map((name) => t(`imports:table.${name}`));
        const first = csvText([head]);
        const lines = issues.map((issue) => [issue.row, issue.column ?? '', issueText(t, issue)]);
        const written = writeHandedFile(file, Buffer.from(csvText([head, ...lines])), (start) =>
          start.toString().startsWith(first),
        );
        return written.ok ? ok({ rows: issues.length }) : written;
      }),
  };
}

/** What was wrong with the rows of the last preview: errors first. */
function issuesOf({ plan }: OpenFile): ImportResult['issues'] {
  const all = plan.flatMap(({ issues }) => issues);
  const level = (wanted: string) => all.filter((issue) => issue.level === wanted);
  return [...level('error'), ...level('warning')].slice(0, MAX_ISSUES);
}
