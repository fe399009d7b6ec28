import { fold, type FoundWord } from './words.ts';

/** Reduces a word of one language to what its forms have in common. */
export type Stem = (word: string) => string;

/** The stemmers of the languages that are searched, by script. */
export interface Stems {
  readonly latin: Stem;
  readonly arabic: Stem;
}

/** What a word is found by. */
export interface Forms {
  /** The folded word, and in Arabic without article and what is written before it. */
  readonly words: readonly string[];
  readonly stems: readonly string[];
}

/**
 * Counts up when words are folded or stemmed otherwise, or other texts are read: an index of another
 * number is made anew.
 */
export const FORMS_VERSION = 3;

const ARABIC = /\p{Script=Arabic}/u;
const DIGIT = /\p{N}/u;
/** The article with conjunctions and prepositions before it; two letters at least have to be left. */
const ARTICLE = /^[وف]?(?:[بك]?ال|لل)(?=.{2})/u;
/** French plurals that no rule gives. */
const PLURALS: Readonly<Record<string, string>> = {
  travaux: 'travail',
  baux: 'bail',
  vitraux: 'vitrail',
  yeux: 'oeil',
  cieux: 'ciel',
};
const KEPT = 20_000;

/** Answers the forms of words, and remembers those of the words met last. */
export function createForms(stems: Stems): (word: Pick<FoundWord, 'word' | 'written'>) => Forms {
  const known = new Map<string, Forms>();
  return ({ word, written }) => {
    const found = known.get(written);
    if (found !== undefined) return found;
    const forms = ARABIC.test(word)
      ? arabic(word, written, stems.arabic)
      : latin(word, written, stems.latin);
    if (known.size >= KEPT) known.clear();
    known.set(written, forms);
    return forms;
  };
}

/** Stems of the word with and without accents: what is typed without them is found as well. */
function latin(word: string, written: string, stem: Stem): Forms {
  if (DIGIT.test(word)) return { words: [word], stems: [word] };
  const single = PLURALS[word] ?? word;
  return {
    words: [word],
    stems: unique([fold(stem(single)), fold(stem(written.normalize('NFC').toLowerCase()))]),
  };
}

/** Nouns with an article are stemmed best, so each is given one. */
function arabic(word: string, written: string, stem: Stem): Forms {
  const bare = word.replace(ARTICLE, '');
  const plain = withoutSigns(written).replace(ARTICLE, '');
  return {
    words: unique([word, bare]),
    stems: unique([fold(stem(`ال${plain}`)), fold(stem(`ال${bare}`))]),
  };
}

/** Arabic as it is usually written: without vowel signs and tatweel, with its final forms. */
function withoutSigns(text: string): string {
  return text.normalize('NFKC').replace(/[\u0640\u064B-\u0652\u0670]/gu, '');
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list.filter((one) => one !== ''))];
}
