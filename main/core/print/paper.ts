import { Document, Font, Page, renderToBuffer, Text, View } from '@react-pdf/renderer';
import { readFileSync } from 'node:fs';
import { createElement as h, type ReactElement } from 'react';
import type { Language } from '../../../shared/kernel/language.ts';
import { directionOf } from '../../../shared/messages/direction.ts';
import { plainFont } from './plainFont.ts';
import { breakable, printable } from './printable.ts';

/** Written into each paper: what tells this program's papers from others. */
export const CREATOR = 'Bascule';

export const INK = '#16211f';
export const INK_2 = '#4b5a57';
export const LINE = '#c9d2cf';
export const LATE = '#a8261b';
const FAMILY = ['Plex Latin', 'Plex Arabic', 'Plex Latin more'];
const SCRIPTS = { latin: 'Plex Latin', arabic: 'Plex Arabic', 'latin-ext': 'Plex Latin more' };

/** Penalty of a hyphen that no line may end in. */
const NEVER = 10_000;

const ARABIC = /[\u0600-\u06ff]/;
const LATIN = /\p{Script=Latin}/u;
const OWN_SCRIPT = { ltr: LATIN, rtl: ARABIC };
const OTHER_SCRIPT = { ltr: ARABIC, rtl: LATIN };
const FONT_SIZE = 9.5;

/** The sides of a page, in points. */
export const MARGIN = 40;

/** A paper as a PDF. */
export interface PaperFile {
  readonly bytes: Buffer;
  readonly pages: number;
}

/** Words of the foot of a page. */
export type FootText = (page: number, pages: number) => string;

/** Where a text stands in a letter that may go on over several pages. */
interface SubPage {
  readonly subPageNumber: number;
  readonly subPageTotalPages?: number;
}

/** What the parts of a paper are made of, in the direction of its language. */
export interface PaperParts {
  readonly isMirrored: boolean;
  /** Where a line begins, and where it ends. */
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
  /** Whether all are in one script, and may stand in one text: `Op@le · V6` in Arabic too. */
  isAlike(parts: readonly string[]): boolean;
  text(text: string, style?: object, key?: string): ReactElement;
  /**
   * Texts side by side in the order of the language. Each is an element of its own where one is in
   * another script: it would carry its neighbours along.
   */
  line(
    parts: readonly (string | null | undefined)[],
    style?: object,
    key?: string,
    between?: string,
  ): ReactElement;
  row(content: readonly ReactElement[], style?: object, key?: string): ReactElement;
  /** A text that knows the page it is on. */
  pageText(words: FootText, style?: object): ReactElement;
  /** The same of one letter among others; empty on its first page. */
  laterPageText(words: FootText, style?: object): ReactElement;
}

/** The paper that is being laid out: one at a time, since fonts belong to the library as a whole. */
let last: Promise<unknown> = Promise.resolve();

const addresses = new Map<string, string>();

/** A font as the library takes it in memory. */
function fontAddress(file: string): string {
  const known = addresses.get(file);
  if (known !== undefined) return known;
  const address = `data:font/ttf;base64,${plainFont(readFileSync(file)).toString('base64')}`;
  addresses.set(file, address);
  return address;
}

/**
 * Reads the fonts anew: a font that a paper was written with remembers signs without the letters
 * that they stand for, and Arabic of the next paper would lose some.
 * @param fontFile the file of a font by its name in the package of the font
 */
function registerFonts(fontFile: (name: string) => string): void {
  const registered = Font.getRegisteredFonts() as Record<string, unknown>;
  for (const [script, family] of Object.entries(SCRIPTS)) {
    delete registered[family];
    Font.register({
      family,
      fonts: [400, 700].map((fontWeight) => ({
        src: fontAddress(
          fontFile(`ibm-plex-sans-arabic-${script}-${String(fontWeight)}-normal.woff`),
        ),
        fontWeight,
      })),
    });
  }
  // Words are never cut by a hyphen of the library's: neither French nor Arabic is, in a list.
  Font.registerHyphenationCallback(breakable);
}

/**
 * @returns the parts of papers in a language
 * @param fontSize of a text that says no other, in points
 */
export function paperParts(language: Language, fontSize = FONT_SIZE): PaperParts {
  const isMirrored = directionOf(language) === 'rtl';
  const start = isMirrored ? 'right' : 'left';
  const direction = isMirrored ? 'rtl' : 'ltr';
  const flow = isMirrored ? 'row-reverse' : 'row';
  const text = (words: string, style: object = {}, key?: string): ReactElement =>
    h(
      Text,
      {
        key,
        hyphenationPenalty: NEVER,
        style: { fontSize, textAlign: start, direction: directionIn(language, words), ...style },
      },
      printable(words),
    );
  const isAlike = (all: readonly string[]): boolean =>
    [OTHER_SCRIPT, OWN_SCRIPT].some((of) => !all.some((part) => of[direction].test(part)));
  return {
    isMirrored,
    isAlike,
    start,
    end: isMirrored ? 'left' : 'right',
    text,
    line(parts, style = {}, key, between = '·') {
      const there = parts.filter((part): part is string => !!part);
      if (there.length === 1 || isAlike(there)) {
        return text(there.join(` ${between} `), style, key);
      }
      return h(
        View,
        { key, style: { flexDirection: flow, flexWrap: 'wrap', columnGap: 4 } },
        ...there.flatMap((part, index) => [
          ...(index === 0 ? [] : [text(between, style, `between ${String(index)}`)]),
          text(part, style, `part ${String(index)}`),
        ]),
      );
    },
    row: (content, style = {}, key) =>
      h(View, { key, style: { flexDirection: flow, ...style } }, ...content),
    pageText: (words, style = {}) =>
      h(Text, {
        style: { textAlign: start, direction, ...style },
        render: ({ pageNumber, totalPages }: { pageNumber: number; totalPages?: number }) =>
          printable(words(pageNumber, totalPages ?? pageNumber)),
      }),
    laterPageText: (words, style = {}) =>
      h(Text, {
        style: { fontSize, direction: directionIn(language, words(2, 2)), ...style },
        render: ({ subPageNumber: page, subPageTotalPages: pages = page }: SubPage) =>
          page === 1 ? '' : printable(words(page, pages)),
      }),
  };
}

/** A text in the other script alone has the direction of its own, and so have figures and addresses. */
function directionIn(language: Language, words: string): 'ltr' | 'rtl' {
  if (!ARABIC.test(words)) return 'ltr';
  return directionOf(language) === 'rtl' || !LATIN.test(words) ? 'rtl' : 'ltr';
}

/** An A4 page in the look of all papers; `content` may go on over several. */
export function paperPage(
  content: readonly (ReactElement | null)[],
  { key, style = {} }: { key?: string; style?: object } = {},
): ReactElement {
  return h(
    Page,
    {
      key,
      size: 'A4',
      style: {
        paddingTop: MARGIN,
        paddingBottom: 46,
        paddingHorizontal: MARGIN,
        fontFamily: FAMILY as unknown as string,
        fontSize: FONT_SIZE,
        color: INK,
        ...style,
      },
    },
    ...content,
  );
}

/**
 * Lays pages out.
 * @param fontFile the file of a font by its name in the package of the font
 */
export async function paperFile(
  { title, language }: { title: string; language: Language },
  pages: readonly ReactElement[],
  fontFile: (name: string) => string,
): Promise<PaperFile> {
  const made = last.then(async () => {
    registerFonts(fontFile);
    return renderToBuffer(
      h(Document, { title, creator: CREATOR, producer: CREATOR, language }, ...pages),
    );
  });
  last = made.catch(() => undefined);
  const bytes = await made;
  return { bytes, pages: pageCount(bytes) };
}

/** The library tells nobody how many pages it made: the file says so in plain text. */
function pageCount(bytes: Buffer): number {
  const count = /\/Type \/Pages\b[^>]*?\/Count (\d+)/.exec(bytes.toString('latin1'))?.[1];
  if (count === undefined) throw new Error('a paper without a count of its pages');
  return Number(count);
}
