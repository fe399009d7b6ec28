import type { LocalDate } from '../kernel/dates.ts';
import { plainText } from '../kernel/plainText.ts';
import { latinFigures, readDay } from './capture.days.ts';
import { entryKinds } from './logEntry.entity.ts';

type Kind = (typeof entryKinds)[number];

/** What the signs of a line may name. */
export interface CaptureGround {
  readonly schools: readonly CaptureSchool[];
  readonly themes: readonly string[];
  readonly people: readonly string[];
  /** The day that days are counted from. */
  readonly today: LocalDate;
}

export interface CaptureSchool {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
}

/** What a line that is being typed says so far. */
export interface Capture {
  readonly kind: Kind;
  /** What is left of it for the text. */
  readonly text: string;
  readonly school: CaptureSchool | null;
  /** What stands after an `@` that names no school, or several: it stays in the text. */
  readonly unknownSchool: string | null;
  /** What stands after a `!` as a day is written, and is none: it stays in the text. */
  readonly unknownDay: string | null;
  readonly theme: string | null;
  readonly who: string | null;
  readonly by: LocalDate | null;
}

/** Something that may be put in the place of what is being typed. */
export interface Option {
  readonly insert: string;
  readonly label: string;
  readonly hint: string | null;
}

export interface Completion {
  readonly sign: '/' | Sign;
  /** The part of the line that an option replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Option[];
  /** Whether the line says the same without choosing: Enter need not be pressed twice. */
  readonly settled: boolean;
}

const SIGNS = ['@', '#', '>', '!'] as const;
type Sign = (typeof SIGNS)[number];

/** Words for what a line is, in the three languages; the first letter of each does. */
const WORDS: Readonly<Record<Kind, readonly string[]>> = {
  difficulty: ['d', 'difficulte', 'difficulty', 'diff', 'ص', 'صعوبه'],
  answer: ['r', 'reponse', 'rep', 'a', 'answer', 'ج', 'جواب'],
  followUp: ['s', 'suite', 'suivi', 'f', 'follow', 'م', 'متابعه'],
  note: ['n', 'note', 'ل', 'ملاحظه'],
};
const COMMAND = /^\s*\/(\S*)/u;
/** A sign at the beginning of a word, and what it names: a word, or words in quotes. */
const TOKEN = /(?<=^|\s)([@#>!])(?:"([^"]*)"|([^\s"]*))/gu;
const MAX_OPTIONS = 6;

/** Words of a name as one: what a sign names ends at a blank. */
export function handleOf(words: string): string {
  return words.trim().replaceAll(/\s+/g, '_');
}

/** What a school is called in a line: its town where no other is there, else its name too. */
export function schoolHandle(school: CaptureSchool, all: readonly CaptureSchool[]): string {
  const { town } = school;
  const alone =
    town !== null && all.every((one) => one.id === school.id || one.town !== town) ? town : null;
  return handleOf(alone ?? [town, school.name].filter(Boolean).join(' '));
}

interface Token {
  readonly sign: Sign;
  readonly query: string;
  readonly quoted: boolean;
  readonly from: number;
  readonly to: number;
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(TOKEN)].map((match) => ({
    sign: match[1] as Sign,
    query: match[2] ?? match[3] ?? '',
    quoted: match[2] !== undefined,
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Reads a line: what it is, and whom, what and when it names. It never fails. */
export function readCapture(line: string, ground: CaptureGround): Capture {
  const command = COMMAND.exec(line);
  const named = command === null ? null : kindOf(command[1]!);
  const body = named === null ? line : line.slice(command![0].length);
  let school: CaptureSchool | null = null;
  let unknownSchool: string | null = null;
  let unknownDay: string | null = null;
  let theme: string | null = null;
  let who: string | null = null;
  let by: LocalDate | null = null;
  let text = '';
  let at = 0;
  for (const token of tokensOf(body)) {
    let isTaken = true;
    switch (token.sign) {
      case '@': {
        const found = schoolsNamed(token.query, ground.schools);
        if (token.query === '') isTaken = false;
        else if (found.length === 1) school = found[0]!;
        else {
          unknownSchool = token.query;
          isTaken = false;
        }
        break;
      }
      case '#': {
        const said = wordsNamed(token, ground.themes);
        if (said === null) isTaken = false;
        else theme = said;
        break;
      }
      case '>': {
        const said = wordsNamed(token, ground.people);
        if (said === null) isTaken = false;
        else who = said;
        break;
      }
      case '!': {
        const day = readDay(token.query, ground.today);
        if (day === null) {
          if (/^[+\d]/.test(latinFigures(token.query))) unknownDay = token.query;
          isTaken = false;
        } else by = day;
        break;
      }
    }
    text += body.slice(at, isTaken ? token.from : token.to);
    at = token.to;
  }
  text += body.slice(at);
  return {
    kind: named ?? 'difficulty',
    // A sign by itself says nothing.
    text: /^[@#>!/\s]*$/.test(text) ? '' : text.replaceAll(/\s+/g, ' ').trim(),
    school,
    unknownSchool,
    unknownDay,
    theme,
    who,
    by,
  };
}

/** Whether a line names a school or a day that there is not: it is written as text only when asked. */
export function isUnsure({ unknownSchool, unknownDay }: Capture): boolean {
  return unknownSchool !== null || unknownDay !== null;
}

/** The kind that a word after the stroke says; null: none, and it is text. */
function kindOf(word: string): Kind | null {
  const plain = plainText(word);
  return entryKinds.find((kind) => WORDS[kind].includes(plain)) ?? null;
}

/** Words that a school is found by. */
function schoolWords({ name, nameAr, town, code, id }: CaptureSchool): string[] {
  return plainText([town, name, nameAr, code, id].filter(Boolean).join(' ')).split(' ');
}

/** Schools that what is typed may name: one alone where it names it wholly. */
function schoolsNamed(query: string, schools: readonly CaptureSchool[]): CaptureSchool[] {
  const plain = plainText(query);
  if (plain === '') return [];
  const exact = schools.filter(
    (school) =>
      plainText(schoolHandle(school, schools)) === plain ||
      plainText(school.code ?? '') === plain ||
      plainText(school.id) === plain,
  );
  if (exact.length === 1) return exact;
  const words = plain.split(' ');
  return schools.filter((school) => {
    const known = schoolWords(school);
    return words.every((word) => known.some((one) => one.startsWith(word)));
  });
}

/** What is typed as one of the known words, where it begins just one; else as it is typed. */
function wordsNamed({ query, quoted }: Token, known: readonly string[]): string | null {
  // A figure or a sign is of the text: `facture #3`, `>10`.
  if (!/^\p{L}/u.test(query)) return null;
  const words = query.replaceAll('_', ' ').trim();
  const plain = plainText(words);
  const exact = known.find((one) => plainText(one) === plain);
  if (exact !== undefined) return exact;
  const begun = quoted ? [] : known.filter((one) => plainText(one).startsWith(plain));
  return begun.length === 1 ? begun[0]! : words;
}

/**
 * What may be put where the caret is; null: nothing is asked for there.
 * @param kindLabel what a kind is called
 * @param dayLabel what a day is called
 */
export function completionAt(
  line: string,
  caret: number,
  ground: CaptureGround,
  words: {
    readonly kind: (kind: Kind) => string;
    readonly day: (day: LocalDate) => string;
    readonly school: (school: CaptureSchool) => string;
    /** A name in the script of who reads. */
    readonly script: (name: string) => string;
  },
): Completion | null {
  const command = COMMAND.exec(line);
  if (command !== null && caret <= command[0].length && caret > command[0].indexOf('/')) {
    return commandCompletion(line, command, words.kind);
  }
  const token = tokensOf(line).find(
    ({ from, to, quoted }) => caret > from && caret <= to && !quoted,
  );
  if (token === undefined) return null;
  const { sign, query, from, to } = token;
  const at = { sign, from, to };
  switch (sign) {
    case '@': {
      const found = query === '' ? ground.schools : schoolsNamed(query, ground.schools);
      const options = found.slice(0, MAX_OPTIONS).map((school) => ({
        insert: `@${schoolHandle(school, ground.schools)}`,
        label: words.school(school),
        hint:
          [school.town === null ? null : words.script(school.town), school.code]
            .filter(Boolean)
            .join(' · ') || null,
      }));
      return options.length === 0 ? null : { ...at, options, settled: found.length === 1 };
    }
    case '#':
      return wordCompletion(at, query, ground.themes);
    case '>':
      return wordCompletion(at, query, ground.people);
    case '!': {
      const day = readDay(query, ground.today);
      const days = query === '' ? ['+1', '+7', '+14'] : [];
      const options = [
        ...(day === null ? [] : [{ insert: `!${query}`, label: words.day(day), hint: null }]),
        ...days.map((one) => ({
          insert: `!${one}`,
          label: words.day(readDay(one, ground.today)!),
          hint: one,
        })),
      ];
      return options.length === 0 ? null : { ...at, options, settled: day !== null };
    }
  }
}

function wordCompletion(
  at: { readonly sign: Sign; readonly from: number; readonly to: number },
  query: string,
  known: readonly string[],
): Completion | null {
  const plain = plainText(query);
  const found = known.filter((one) =>
    plainText(one)
      .split(' ')
      .some((_, index, all) => all.slice(index).join(' ').startsWith(plain)),
  );
  if (found.length === 0) return null;
  const options = found
    .slice(0, MAX_OPTIONS)
    .map((one) => ({ insert: `${at.sign}${handleOf(one)}`, label: one, hint: null }));
  return { ...at, options, settled: query !== '' };
}

function commandCompletion(
  line: string,
  command: RegExpExecArray,
  kindLabel: (kind: Kind) => string,
): Completion | null {
  const typed = plainText(command[1]!);
  const settled = kindOf(command[1]!) !== null;
  const options = entryKinds
    .filter((kind) => typed === '' || WORDS[kind].some((word) => word.startsWith(typed)))
    .map((kind) => ({
      insert: `/${WORDS[kind][0]!}`,
      label: kindLabel(kind),
      hint: `/${WORDS[kind][0]!}`,
    }));
  if (options.length === 0 || settled) return null;
  return { sign: '/', from: line.indexOf('/'), to: command[0].length, options, settled };
}

/** What a line would be typed as, to be changed. */
export function writtenAs(
  line: {
    readonly kind: Kind;
    readonly text: string;
    readonly theme: string | null;
    readonly who: string | null;
    readonly by: LocalDate | null;
  },
  school: CaptureSchool | undefined,
  ground: CaptureGround,
): string {
  return [
    `/${WORDS[line.kind][0]!}`,
    ...(school === undefined ? [] : [`@${schoolHandle(school, ground.schools)}`]),
    line.text,
    ...(line.theme === null ? [] : [`#"${line.theme}"`]),
    ...(line.who === null ? [] : [`>"${line.who}"`]),
    ...(line.by === null ? [] : [`!${line.by}`]),
  ].join(' ');
}
