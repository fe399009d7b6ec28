import type { TFunction } from 'i18next';
import type { DifferenceView, TemplateView } from '../../shared/templates/templates.contract.ts';
import type { OffsetWords } from '../bridge/useOffset.ts';
import type { LanguageTools } from '../ui/useLanguage.ts';
import type { Localised } from '../ui/localised.ts';

/** Readings of the page, as its address names them. */
export const templateTabs = ['current', 'versions', 'proposals'] as const;
export type TemplateTab = (typeof templateTabs)[number];

/** The reading that an address asks for; the kit as it runs for any other. */
export function tabOf(text: string | undefined): TemplateTab {
  return templateTabs.find((tab) => tab === text) ?? 'current';
}

/** Where a draft is written. */
export interface DraftAddress {
  readonly programme: string;
  readonly version: string;
  /** The action to begin with. */
  readonly action?: string;
  /** The proposal that leads there. */
  readonly proposal?: string;
}

/** Entities whose rows the page shows. */
export const TEMPLATE_ENTITIES = ['programme', 'kitAction', 'templateVersion', 'templateProposal'];

/** What names the ids of actions: lists of the kit, and titles by id. */
export interface KitNames {
  readonly phases: TemplateView['phases'];
  readonly actors: TemplateView['actors'];
  readonly variants: TemplateView['variants'];
  readonly levels: TemplateView['levels'];
  readonly titles: Readonly<Record<string, Localised>>;
}

interface Tools extends Pick<LanguageTools, 't' | 'label' | 'format'> {
  readonly offset: OffsetWords;
}
type FieldValue = DifferenceView['fields'][number]['ours'];
const NOTHING = '—';

/** Labels of ids, in their order; an id that the list lacks stands for itself. */
export function namesOf(
  { label, format }: Pick<Tools, 'label' | 'format'>,
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
  tools: Tools,
  names: KitNames,
  field: string,
  before: FieldValue,
  after: FieldValue,
): { readonly before: string; readonly after: string } {
  const shown = {
    before: valueWords(tools, names, field, before),
    after: valueWords(tools, names, field, after),
  };
  // The same in this language: what differs is another one.
  if (shown.before !== shown.after || !isLocalised(before) || !isLocalised(after)) return shown;
  return { before: Object.values(before).join(' / '), after: Object.values(after).join(' / ') };
}

function valueWords(tools: Tools, names: KitNames, field: string, value: FieldValue): string {
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

function titleOf({ label }: Tools, { titles }: KitNames, id: string): string {
  const title = titles[id];
  return title === undefined ? id : label(title);
}

function isLocalised(value: FieldValue): value is { fr: string; en?: string; ar?: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fr' in value;
}
