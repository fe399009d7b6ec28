import type { KitPerson } from '../../shared/kit/kitWork.contract.ts';
import { matches, plain } from '../ui/plain.ts';

/** What is being typed after an `@` that stands before the caret. */
export interface Mentioning {
  /** Where the `@` is. */
  readonly at: number;
  readonly query: string;
}

/** The mention that is being typed where the caret is, or null. */
export function mentioning(text: string, caret: number): Mentioning | null {
  const found = /(^|[\s(])@([^\s@]{0,40})$/.exec(text.slice(0, caret));
  if (found === null) return null;
  const query = found[2]!;
  return { at: caret - query.length - 1, query };
}

/** People whose name begins, in one of its words, with what was typed. */
export function peopleLike(people: readonly KitPerson[], query: string): KitPerson[] {
  return people.filter(({ name, me }) => !me && (query === '' || matches(plain(name), query)));
}

/** The text with a name in the place of what was typed, and where the caret is then. */
export function withMention(
  text: string,
  { at, query }: Mentioning,
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, at)}@${name} `;
  return { text: before + text.slice(at + 1 + query.length).trimStart(), caret: before.length };
}

/** Ids of those whose names stand in a text after an `@`. */
export function mentionedIn(text: string, people: readonly KitPerson[]): string[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).map(({ person }) => person);
}

/** A text cut where it names people, in order. */
export function cutAtMentions(
  text: string,
  names: readonly string[],
): { readonly text: string; readonly mention: boolean }[] {
  const sought = names.filter((name) => name !== '').map((name) => `@${name}`);
  const parts: { text: string; mention: boolean }[] = [];
  let rest = text;
  while (rest !== '') {
    const found = sought
      .map((name) => ({ name, at: rest.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0];
    if (found === undefined) break;
    if (found.at > 0) parts.push({ text: rest.slice(0, found.at), mention: false });
    parts.push({ text: found.name, mention: true });
    rest = rest.slice(found.at + found.name.length);
  }
  if (rest !== '') parts.push({ text: rest, mention: false });
  return parts;
}
