import type { JsonValue } from '../schema/entity.ts';
import { sameJson, type LabelText } from './kitContent.ts';
import { kitLists } from './lists.ts';

/** Lists of a template whose entries are told one by one. */
export const contentLists = ['actions', ...kitLists] as const;
export type ContentList = (typeof contentLists)[number];

type Values = Readonly<Record<string, JsonValue>>;

/** What differs in one entry, as the one content has it. */
export interface EntryChoice {
  readonly list: ContentList;
  readonly id: string;
  readonly title: LabelText;
  /** Whether this content has it; where not, the other one does. */
  readonly here: boolean;
  /** Fields that differ, as they are here; none where only one of both has the entry. */
  readonly fields: readonly { readonly field: string; readonly value: JsonValue }[];
}

/** A content of a template's version as a person tells it from another. */
export interface ContentChoice {
  readonly version: string | null;
  /** How many actions it has. */
  readonly actions: number;
  readonly entries: readonly EntryChoice[];
  /** Lists whose common entries stand in another order than in the other content. */
  readonly reordered: readonly ContentList[];
  /** Names of other parts of the template that differ. */
  readonly others: readonly string[];
}

/** What one of two contents of a template says that the other does not, entry by entry. */
export function contentChoice(content: JsonValue, other: JsonValue): ContentChoice {
  const [here, there] = [valuesOf(content), valuesOf(other)];
  const version = here['version'];
  const told = new Set<string>([...contentLists, 'version']);
  const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])];
  return {
    version: typeof version === 'string' ? version : null,
    actions: entriesOf(here, 'actions').size,
    entries: contentLists.flatMap((list) =>
      differingEntries(list, entriesOf(here, list), entriesOf(there, list)),
    ),
    reordered: contentLists.filter((list) => {
      const [a, b] = [entriesOf(here, list), entriesOf(there, list)];
      const common = (one: ReadonlyMap<string, Values>, two: ReadonlyMap<string, Values>) =>
        [...one.keys()].filter((id) => two.has(id)).join();
      return common(a, b) !== common(b, a);
    }),
    others: keys
      .filter((key) => !told.has(key) && !sameJson(here[key] ?? null, there[key] ?? null))
      .sort(),
  };
}

function differingEntries(
  list: ContentList,
  here: ReadonlyMap<string, Values>,
  there: ReadonlyMap<string, Values>,
): EntryChoice[] {
  return [...new Set([...here.keys(), ...there.keys()])].flatMap((id): EntryChoice[] => {
    const [mine, theirs] = [here.get(id), there.get(id)];
    const title = titleOf(id, mine ?? theirs ?? {});
    if (mine === undefined || theirs === undefined) {
      return [{ list, id, title, here: mine !== undefined, fields: [] }];
    }
    const fields = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
      .filter((field) => !sameJson(mine[field] ?? null, theirs[field] ?? null))
      .map((field) => ({ field, value: mine[field] ?? null }));
    return fields.length === 0 ? [] : [{ list, id, title, here: true, fields }];
  });
}

function titleOf(id: string, values: Values): LabelText {
  const label = values['title'] ?? values['label'];
  return isValues(label) && typeof label['fr'] === 'string' ? (label as never) : { fr: id };
}

/** Entries of a list by their id, in its order. */
export function entriesOf(content: JsonValue, list: ContentList): ReadonlyMap<string, Values> {
  const entries = valuesOf(content)[list];
  if (!Array.isArray(entries)) return new Map();
  return new Map(
    (entries as readonly JsonValue[]).flatMap((entry) =>
      isValues(entry) && typeof entry['id'] === 'string' ? [[entry['id'], entry] as const] : [],
    ),
  );
}

function valuesOf(value: JsonValue): Values {
  return isValues(value) ? value : {};
}

function isValues(value: JsonValue | undefined): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
