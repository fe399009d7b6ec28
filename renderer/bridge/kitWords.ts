import type { TFunction } from 'i18next';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import type { LanguageTools } from '../ui/useLanguage.ts';
import type { Localised } from '../ui/localised.ts';
import type { OffsetWords } from './useOffset.ts';

/** What names the ids of actions: lists of the kit, and titles by id. */
export interface KitNames {
  readonly phases: TemplateView['phases'];
  readonly actors: TemplateView['actors'];
  readonly variants: TemplateView['variants'];
  readonly levels: TemplateView['levels'];
  readonly titles: Readonly<Record<string, Localised>>;
}

export interface KitTools extends Pick<LanguageTools, 't' | 'label' | 'format'> {
  readonly offset: OffsetWords;
}
const NOTHING = '—';

/** Labels of ids, in their order; an id that the list lacks stands for itself. */
export function namesOf(
  { label, format }: Pick<KitTools, 'label' | 'format'>,
  list: readonly { readonly id: string; readonly label: Localised }[],
  ids: readonly string[],
): string {
  const words = ids.map((id) => {
    const found = list.find((one) => one.id === id);
    return found === undefined ? id : label(found.label);
  });
  return words.length === 0 ? NOTHING : format.list(words);
}

const REFERENCE = /^seed:0*(\d+)_/;
const PUBLIC = /^public:(.+)$/;

/** Where an action comes from, in words: templates of the product name their documents by ids. */
export function sourceWords(t: TFunction, source: string | null): string | null {
  const [, number] = REFERENCE.exec(source ?? '') ?? [];
  if (number !== undefined) return t('templates:source.document', { number });
  const [, name] = PUBLIC.exec(source ?? '') ?? [];
  if (name === undefined) return source;
  return t('templates:source.public', { name: name.replaceAll('-', ' ') });
}

/** A field's value before and after, in words that differ where the values do. */
export function bothWords(
  tools: KitTools,
  names: KitNames,
  field: string,
  before: JsonValue,
  after: JsonValue,
): { readonly before: string; readonly after: string } {
  const shown = {
    before: valueWords(tools, names, field, before),
    after: valueWords(tools, names, field, after),
  };
  // The same in this language: what differs is another one.
  if (shown.before !== shown.after || !isLocalised(before) || !isLocalised(after)) return shown;
  return { before: Object.values(before).join(' / '), after: Object.values(after).join(' / ') };
}

/** A field's value in words. */
export function valueWords(
  tools: KitTools,
  names: KitNames,
  field: string,
  value: JsonValue,
): string {
  const { t, label, format, offset } = tools;
  if (field === 'position') {
    return typeof value === 'string'
      ? t('templates:after', { title: titleOf(tools, names, value) })
      : t('templates:first');
  }
  if (value === null) return NOTHING;
  if (isLocalised(value)) return label(value);
  if (field === 'dueOffsetDays' && typeof value === 'number') return offset(value);
  if (field === 'dueOffsetVariants' && typeof value === 'object' && !Array.isArray(value)) {
    const words = Object.entries(value).map(
      ([id, days]) => `${namesOf(tools, names.variants, [id])} ${offset(Number(days))}`,
    );
    return words.length === 0 ? NOTHING : format.list(words);
  }
  if (Array.isArray(value)) {
    const ids = value.map(String);
    if (field === 'roles') {
      return ids.length === 0 ? NOTHING : format.list(ids.map((role) => t(`role.${role}`)));
    }
    if (field === 'actors') return namesOf(tools, names.actors, ids);
    return format.line(ids.map((id) => titleOf(tools, names, id))) || NOTHING;
  }
  if (typeof value === 'boolean') return t(value ? 'templates:yes' : 'templates:no');
  const id = typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (field) {
    case 'phase':
      return namesOf(tools, names.phases, [id]);
    case 'variant':
      return namesOf(tools, names.variants, [id]);
    case 'level':
      return namesOf(tools, names.levels, [id]);
    case 'evidence':
      return t(`templates:evidence.${id}`);
    case 'indicator':
      return t(`templates:indicator.${id}`);
    case 'source':
      return sourceWords(t, id) ?? id;
    default:
      return id;
  }
}

function titleOf({ label }: KitTools, { titles }: KitNames, id: string): string {
  const title = titles[id];
  return title === undefined ? id : label(title);
}

function isLocalised(value: JsonValue): value is { fr: string; en?: string; ar?: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fr' in value;
}
