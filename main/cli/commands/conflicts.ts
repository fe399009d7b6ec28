import type { Command } from 'commander';
import { refusalText } from '../../../shared/messages/failureText.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { labelSchema } from '../../../shared/schema/values.ts';
import { contentChoice } from '../../../shared/templates/contentDifferences.ts';
import type { ConflictView, RejectedView } from '../../../shared/sync/sync.contract.ts';
import {
  fieldKeys,
  saidOfPart,
  valueSaid,
  type Names,
  type Said,
  type ValueTools,
} from '../../../shared/sync/conflictWords.ts';
import { paperWords } from '../../../shared/training/paperWords.ts';
import type { Core } from '../../core/core.ts';
import { must, Stop, wholeNumber, withCore, type CommonOptions, type Context } from '../context.ts';
import { timeText } from '../texts.ts';
import { inLanguage } from '../views.ts';
import { isSeveral, keepGroup, severalJson, severalText } from './severalGroups.ts';

const OF_KIT = ['templateVersion', 'kitAction', 'programme'];

/** `conflicts`, `resolve` and `rejected`: what a person has to decide. */
export function conflictCommands(program: Command, context: Context): void {
  const { t, command, print } = context;

  command(program, 'conflicts', 'conflicts').action(async (options: CommonOptions) => {
    await withCore(context, options, { reads: true }, async (core) => {
      const conflicts = must(await core.call('sync.conflicts', {}));
      const several = must(await core.call('training.inSeveralGroups', {}));
      print(options, [...conflicts.map(conflictJson), ...several.map(severalJson)], () => {
        const lines = [
          ...conflicts.map((conflict) => conflictText(context, conflict)),
          ...several.map((one) => severalText(context, one)),
        ];
        return lines.length === 0 ? t('cli:noConflicts') : lines.join('\n');
      });
    });
  });

  command(program, 'resolve', 'resolve')
    .argument('<id>', t('cli:options.conflict'))
    .option('--keep <index>', t('cli:options.keep'))
    .option('--value <text>', t('cli:options.value'))
    .action(async (id: string, options: CommonOptions & { keep?: string; value?: string }) => {
      const { keep, value } = options;
      if ((keep === undefined) === (value === undefined)) {
        throw new Stop({ type: 'BadInput', detail: '--keep, --value' });
      }
      await withCore(context, options, {}, async (core) => {
        if (isSeveral(id)) {
          if (keep === undefined) throw new Stop({ type: 'BadInput', detail: '--keep' });
          await keepGroup(core, id, wholeNumber(keep, '--keep'));
        } else if (keep !== undefined) {
          const index = wholeNumber(keep, '--keep');
          must(await core.call('sync.resolve', { ids: [id.slice(0, 300)], keep: index }));
        } else await resolveWith(core, id.slice(0, 300), value!);
        print(options, { id, resolved: true }, () => t('cli:resolved'));
      });
    });

  command(program, 'rejected', 'rejected')
    .option('--resend <n>', t('cli:options.resend'))
    .option('--dismiss <n>', t('cli:options.dismiss'))
    .action(async (options: CommonOptions & { resend?: string; dismiss?: string }) => {
      const { resend, dismiss } = options;
      if (resend !== undefined && dismiss !== undefined) {
        throw new Stop({ type: 'BadInput', detail: '--resend, --dismiss' });
      }
      const reads = resend === undefined && dismiss === undefined;
      await withCore(context, options, { reads }, async (core) => {
        if (resend !== undefined) {
          const n = wholeNumber(resend, '--resend');
          must(await core.call('sync.resend', { n }));
          print(options, { n, resent: true }, () => t('cli:resent', { n }));
        } else if (dismiss !== undefined) {
          const n = wholeNumber(dismiss, '--dismiss');
          must(await core.call('sync.dismiss', { n }));
          print(options, { n, dismissed: true }, () => t('cli:dismissed', { n }));
        } else {
          const rejected = must(await core.call('sync.rejected', {}));
          print(
            options,
            rejected.map((view) => rejectedJson(context, view)),
            () => rejectedText(context, rejected),
          );
        }
      });
    });
}

/** A third value: the text as it is; what the field does not take as text is read as JSON. */
async function resolveWith(core: Core, id: string, text: string): Promise<void> {
  const value = text.trim() === '' ? null : text;
  const asText = await core.call('sync.resolve', { ids: [id], value });
  if (asText.ok || asText.error.type !== 'BadInput') return void must(asText);
  let parsed: JsonValue;
  try {
    parsed = JSON.parse(text) as JsonValue;
  } catch {
    return void must(asText);
  }
  must(await core.call('sync.resolve', { ids: [id], value: parsed }));
}

function conflictJson({ id, row, field, about, versions }: ConflictView): Record<string, unknown> {
  return {
    id,
    row,
    field,
    about,
    versions: versions.map(({ value, others, by, at }) => ({
      value,
      others,
      by: by.name,
      at: new Date(at).toISOString(),
    })),
  };
}

function conflictText(context: Context, view: ConflictView): string {
  const { t } = context;
  const { id, entity, field, about, versions } = view;
  const half = about === null || about.half === null ? [] : [t(`attendance:half.${about.half}`)];
  const name =
    about === null
      ? nameText(context, view)
      : [about.person, about.title, about.day ?? '', ...half].join(' · ');
  const lines = versions.map(({ by, at, shown }, index) =>
    t('cli:conflictVersion', {
      index,
      value: valueText(context, view, index),
      by: by.name ?? '?',
      at: timeText(at, context.language),
      shown: shown ? t('cli:conflictShown') : '',
    }),
  );
  const keys = [
    ...(OF_KIT.includes(entity) ? [`templates:field.${field}`] : []),
    ...fieldKeys(entity, field),
  ];
  const called = t(keys.map((key) => (key.includes(':') ? key : `app:${key}`)));
  return [`${name} · ${called}`, `  ${id}`, ...lines].join('\n');
}

/** A version of a template by what it says that the other one does not; other values as they are. */
function valueText(context: Context, view: ConflictView, index: number): string {
  const { t, language } = context;
  const { entity, field, names, versions } = view;
  const { others: beside, content: named } = versions[index]!;
  const isWhole = entity === 'templateVersion' && field === 'content';
  const value = isWhole ? versions[index]!.value : named;
  if (value === null) {
    const own = { field, value: versions[index]!.value };
    const part = entity === 'waveMembership' && field === 'status';
    // With what belongs to it, such as when somebody came who was late.
    const more = Object.entries(beside)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => ({ field: name, value: one }));
    return [own, ...(part ? saidOfPart(beside) : more)]
      .map((said, at) => saidText(context, entity, said, names, part && at > 0))
      .join(' · ');
  }
  const others = versions.filter((_version, at) => at !== index);
  const against = others.find(({ shown }) => shown) ?? others[0];
  const other = (isWhole ? against?.value : against?.content) ?? null;
  const { version, actions, entries } = contentChoice(value, other);
  const lists = (list: string): string => t(`templates:list.${list}`);
  const lines = entries.map(({ list, title, here, fields }) => {
    const said = fields.map(
      (one) => `${t(`templates:field.${one.field}`)} = ${plainText(one.value, language)}`,
    );
    const alone = t(here ? 'app:review.onlyHere' : 'app:review.notThere', { list: lists(list) });
    return `      – ${inLanguage(title, language)} : ${said.join(' ; ') || alone}`;
  });
  const count = t('templates:count.actions', { count: actions });
  return [`${version ?? '—'}, ${count}`, ...lines].join('\n');
}

/** Where a status is said in words, by what it is the status of. */
const STATUS_WORDS: Readonly<Record<string, string>> = {
  kitStep: 'app:status',
  attendance: 'attendance:status',
  tutoringPresence: 'tutoringLog:presence',
};

/** One thing that a version says, with its name where it is one of several. */
function saidText(
  { t, language }: Context,
  entity: string,
  said: Said,
  names: Names,
  named: boolean,
): string {
  const { field, value } = said;
  const say: ValueTools['t'] = (key, values) => {
    const keys = (typeof key === 'string' ? [key] : key).map((one) =>
      one.includes(':') ? one : `app:${one}`,
    );
    return t(keys, values ?? {});
  };
  const locale = language === 'ar' ? 'ar-MA' : language;
  const tools: ValueTools = {
    t: say,
    day: paperWords(language).longDay,
    number: (one) => new Intl.NumberFormat(locale).format(one),
    label: (label) => inLanguage(label, language),
  };
  const statusWords = field === 'status' ? STATUS_WORDS[entity] : undefined;
  if (statusWords !== undefined && typeof value === 'string') return t(`${statusWords}.${value}`);
  const isOwnDay = named && field === 'switchoverDate' && value === null;
  const words = isOwnDay ? say('review.dayOfWave') : valueSaid(tools, { entity, ...said }, names);
  const text = words ?? (value === null ? say('review.empty') : plainText(value, language));
  return named
    ? t('cli:conflictField', { field: say(fieldKeys(entity, field)), value: text })
    : text;
}

/** A row by its own name, else by that of its school; its id names its parts. */
function nameText({ language }: Context, { row, scope, title, names }: ConflictView): string {
  const name = title ?? names[scope];
  return name === undefined ? row : `${inLanguage(name, language)} (${row})`;
}

function plainText(value: JsonValue, language: Language): string {
  if (typeof value === 'string') return value;
  const label = labelSchema.safeParse(value);
  return label.success ? inLanguage(label.data, language) : JSON.stringify(value);
}

function rejectedJson({ t }: Context, view: RejectedView): Record<string, unknown> {
  const { n, at, refusal, changes } = view;
  return {
    n,
    at: new Date(at).toISOString(),
    reason: refusalText(t, refusal),
    type: refusal.type,
    changes,
  };
}

function rejectedText({ t, language }: Context, rejected: readonly RejectedView[]): string {
  if (rejected.length === 0) return t('cli:noRejected');
  return rejected
    .flatMap(({ n, at, refusal, changes }) => [
      t('cli:rejectedLine', {
        n,
        at: timeText(at, language),
        reason: refusalText(t, refusal),
      }),
      ...changes.map(({ row, set }) => `    ${row} ${JSON.stringify(set)}`),
    ])
    .join('\n');
}
