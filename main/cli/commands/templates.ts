import type { Command } from 'commander';
import { inScript } from '../../../shared/kernel/script.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { choiceSchema, type ComparisonView } from '../../../shared/templates/templates.contract.ts';
import type { Answers } from '../../../shared/templates/merge.ts';
import type { Words } from '../../../shared/programme/words.ts';
import type { Core } from '../../core/core.ts';
import {
  cliWords,
  must,
  Stop,
  pathOf,
  withCore,
  type CommonOptions,
  type Context,
} from '../context.ts';
import { listText } from '../texts.ts';
import { inLanguage } from '../views.ts';

interface TemplateOptions extends CommonOptions {
  readonly programme?: string;
}
interface MergeOptions extends TemplateOptions {
  readonly answer: readonly string[];
  readonly dryRun?: boolean;
  readonly recommended?: boolean;
}

/** `templates`: the kit's template, what a new version changes, and its merge. */
export function templateCommands(program: Command, context: Context): void {
  const { t, language, command, print } = context;
  const group = context
    .group(program, 'templates', 'templates')
    .option('--programme <id>', t('cli:options.programme'))
    .action(async (options: TemplateOptions) => {
      await withCore(context, options, { reads: true }, async (core) => {
        const { programme } = options;
        const view = must(
          await core.call('templates.current', programme === undefined ? {} : { programme }),
        );
        const json = {
          programme: view.programme.id,
          version: view.version,
          actions: view.actions.filter(({ retired }) => !retired).map(({ id }) => id),
          retired: view.actions.filter(({ retired }) => retired).map(({ id }) => id),
          drafts: view.versions.filter(({ state }) => state === 'draft'),
          versions: view.versions,
          unfinished: view.unfinished,
        };
        print(options, json, () =>
          t('cli:templateSummary', {
            programme: inScript(view.programme.name, language),
            version: view.version ?? '—',
            count: json.actions.length,
            drafts: json.drafts.length,
          }),
        );
      });
    });

  command(group, 'check', 'templatesCheck')
    .option('--programme <id>', t('cli:options.programme'))
    .argument('<file>', t('cli:options.template'))
    .action(async (file: string, options: TemplateOptions) => {
      await withCore(context, options, { reads: true, without: 'device' }, async (core) => {
        const checked = must(await core.call('templates.check', { file: pathOf(file) }));
        print(options, { ok: true, ...checked }, () => t('cli:templateGood', checked));
      });
    });

  command(group, 'compare', 'templatesCompare')
    .option('--programme <id>', t('cli:options.programme'))
    .argument('<file>', t('cli:options.template'))
    .action(async (file: string, options: TemplateOptions) => {
      await withCore(context, options, { reads: true }, async (core) => {
        const programme = await programmeOf(core, options);
        const input = { programme, file: pathOf(file) };
        const view = must(await core.call('templates.compareFile', input));
        const json = comparisonJson(view);
        const words = (await cliWords(core, context))(programme);
        print(options, json, () => comparisonText(context, view, words));
      });
    });

  command(group, 'merge', 'templatesMerge')
    .option('--programme <id>', t('cli:options.programme'))
    .argument('<file>', t('cli:options.template'))
    .option(
      '--answer <id=choice>',
      t('cli:options.answer'),
      (one: string, all: readonly string[]) => [...all, one],
      [] as readonly string[],
    )
    .option('--recommended', t('cli:options.recommended'))
    .option('--dry-run', t('cli:options.dryRun'))
    .action(async (file: string, options: MergeOptions) => {
      await withCore(context, options, {}, async (core) => {
        const programme = await programmeOf(core, options);
        const report = must(
          await core.call('templates.mergeFile', {
            programme,
            file: pathOf(file),
            answers: answersOf(options.answer),
            dryRun: options.dryRun === true,
            recommended: options.recommended === true,
          }),
        );
        const { many } = (await cliWords(core, context))(programme);
        print(options, report, () =>
          t(report.dryRun ? 'cli:templateWouldMerge' : 'cli:templateMerged', {
            ...report,
            ...report.effects,
            schoolsWord: many('establishment'),
          }),
        );
      });
    });
}

/** The programme that was named, or the only one that there is. @throws Stop */
async function programmeOf(core: Core, { programme }: TemplateOptions): Promise<string> {
  if (programme !== undefined && programme.trim() !== '') return programme;
  const all = must(await core.call('programmes.list', {})).map(({ id }) => id);
  if (all.length === 1) return all[0]!;
  throw new Stop({ type: 'BadInput', detail: `--programme ${all.join(' | ')}` });
}

/** `ID=ours` and `ID=theirs` as they were typed. @throws Stop */
function answersOf(typed: readonly string[]): Answers {
  return Object.fromEntries(
    typed.map((one) => {
      const at = one.lastIndexOf('=');
      const choice = choiceSchema.safeParse(one.slice(at + 1));
      if (at < 1 || !choice.success) throw new Stop({ type: 'BadInput', detail: '--answer' });
      return [one.slice(0, at), choice.data];
    }),
  );
}

function comparisonJson(view: ComparisonView): Record<string, unknown> {
  const of = (kind: ComparisonView['differences'][number]['kinds'][number]) =>
    view.differences.filter(({ kinds }) => kinds.includes(kind));
  const plain = ({ id, title }: { id: string; title: Label }) => ({ id, title: title.fr });
  return {
    programme: view.programme,
    from: view.from,
    to: view.to,
    baseKnown: view.baseKnown,
    added: of('added').map(({ id, after }) => ({ id, title: after?.title.fr ?? id })),
    removed: of('removed').map(plain),
    moved: of('moved').map(withFields),
    renamed: of('renamed').map(({ id, before, after }) => ({
      id,
      before: before?.title.fr ?? null,
      after: after?.title.fr ?? null,
    })),
    changed: of('changed').map(withFields),
    reidentified: of('reidentified').map(({ id, newId }) => ({ id, newId })),
    entries: view.entries.map(({ id, kinds, label, fields, stays }) => ({
      id,
      kinds,
      label: label.fr,
      stays,
      fields: changesOf(fields),
    })),
    conflicts: [...view.differences, ...view.entries].flatMap(
      ({ id, conflict, recommended, fields }) =>
        conflict === null
          ? []
          : [
              {
                id,
                type: conflict,
                recommended,
                choices: ['ours', 'theirs'],
                fields: fields.filter((one) => one.conflict).map(({ field }) => field),
              },
            ],
    ),
    local: view.local.map(({ id }) => id),
    localChanges: view.local.map(({ id, title, kinds }) => ({ id, title: title.fr, kinds })),
    effects: view.effects,
    problems: view.problems,
  };
}

function withFields({ id, fields }: ComparisonView['differences'][number]) {
  return { id, fields: changesOf(fields) };
}

function changesOf(fields: ComparisonView['entries'][number]['fields']) {
  return fields.map(({ field, ours, theirs }) => ({ field, before: ours, after: theirs }));
}

function comparisonText({ t, language }: Context, view: ComparisonView, { many }: Words): string {
  const line = (
    { id, conflict }: { readonly id: string; readonly conflict: string | null },
    title: Label,
    kinds: readonly string[],
  ): string =>
    `${conflict === null ? ' ' : '?'} ${listText(kinds, language)} — ${inLanguage(title, language)} (${id})`;
  return [
    t('cli:templateCompared', { from: view.from ?? '—', to: view.to }),
    ...view.entries.map((entry) => {
      const kinds = entry.kinds.map((kind) => t(`templates:entry.kind.${kind}`));
      return line(entry, entry.label, [t(`templates:entry.one.${entry.list}`), ...kinds]);
    }),
    ...view.differences.map((one) => {
      return line(
        one,
        one.title,
        one.kinds.map((kind) => t(`templates:kind.${kind}`)),
      );
    }),
    // What the running kit has of its own: it stays, and is no reason to say that nothing differs.
    ...(view.local.length === 0 ? [] : [t('cli:templateLocal')]),
    ...view.local.map(({ id, title, kinds }) =>
      line(
        { id, conflict: null },
        title,
        kinds.map((kind) => t(`templates:kind.${kind}`)),
      ),
    ),
    t('cli:templateEffects', { ...view.effects, schoolsWord: many('establishment') }),
  ].join('\n');
}
