import { importFields, repeatsOf, type ImportKind } from './fields.ts';
import { plainText } from '../kernel/plainText.ts';

/** Which field each column says, by the column's number from 0; null: none. */
export type Mapping = readonly (string | null)[];

const OWN_FIELD = /^(?:custom field|champ personnalise) /;

/** Headings as they are remembered: the same file of next month has the same. */
export function headingsKey(headings: readonly string[]): string {
  return headings.map(plainText).join('|');
}

/**
 * Proposes a field for each column by its heading. What is named exactly comes first; then a
 * heading that holds a name of two words or more, such as `Code UAI de l'établissement`. No field
 * is given to two columns.
 */
export function proposeMapping(kind: ImportKind, headings: readonly string[]): Mapping {
  const plain = headings.map(plainText);
  const mapping: (string | null)[] = headings.map(() => null);
  const taken = new Set<string>();
  const give = (fits: (heading: string, name: string) => boolean): void => {
    for (const { id, headings: names } of importFields(kind)) {
      if (taken.has(id)) continue;
      // The names of a field are in order: the surest first.
      for (const name of names) {
        const at = plain.findIndex(
          (heading, column) => mapping[column] === null && heading !== '' && fits(heading, name),
        );
        if (at === -1) continue;
        mapping[at] = id;
        taken.add(id);
        break;
      }
    }
  };
  give((heading, name) => heading === name);
  // Jira says of its own fields that they are: `Custom field (Établissement)`.
  give((heading, name) => heading.replace(OWN_FIELD, '') === name);
  give((heading, name) => name.includes(' ') && ` ${heading} `.includes(` ${name} `));
  return mapping;
}

/** Fields that every row must say and that no column is chosen for. */
export function missingFields(kind: ImportKind, mapping: Mapping): string[] {
  return importFields(kind)
    .filter(({ id, required }) => required && !mapping.includes(id))
    .map(({ id }) => id);
}

/**
 * Headings of the columns that are not read, each once; but for those that only repeat a column that
 * is: one of the same heading, as Jira has them, and what our own tables write beside it.
 */
export function unreadHeadings(
  kind: ImportKind,
  headings: readonly string[],
  mapping: Mapping,
): string[] {
  const read = new Set(headings.filter((_, at) => (mapping[at] ?? null) !== null).map(plainText));
  const repeated = new Set(
    repeatsOf(kind)
      .filter(({ id }) => mapping.includes(id))
      .flatMap(({ headings: names }) => names),
  );
  const unread = headings.filter(
    (heading, at) =>
      heading !== '' &&
      (mapping[at] ?? null) === null &&
      !read.has(plainText(heading)) &&
      !repeated.has(plainText(heading)),
  );
  return [...new Set(unread)];
}

/** How many of some cells are understood as headings of a kind. */
export function headingScore(kind: ImportKind, cells: readonly string[]): number {
  return proposeMapping(kind, cells).filter((field) => field !== null).length;
}

/** The kind whose headings these look most like; null: like none. */
export function likelyKind(
  kinds: readonly ImportKind[],
  rows: readonly (readonly string[])[],
): ImportKind | null {
  let best: ImportKind | null = null;
  let most = 1;
  for (const kind of kinds) {
    const score = Math.max(0, ...rows.map((cells) => headingScore(kind, cells)));
    if (score > most) {
      best = kind;
      most = score;
    }
  }
  return best;
}
