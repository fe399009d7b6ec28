/**
 * Signs that the fonts of papers have: Latin letters of western Europe, the few more that the
 * font has, Arabic, and punctuation. What is not there would be drawn as another sign.
 */
const THERE =
  /[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u00ff\u0110\u0111\u0131-\u0133\u0140-\u0142\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u0600-\u06ff\u2010\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2212]/;
const NO_WIDTH =
  /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2069]|\ufe0e|\ufe0f|\ufeff|[\u{1f3fb}-\u{1f3ff}]/gu;
const BLANKS = /[\u2000-\u2006\u2008-\u200a\u205f\u3000\t]/g;
/** Blanks that no line ends in. */
const FIRM_BLANKS = /[\u2007\u202f]/g;
const OTHERS: Readonly<Record<string, string>> = {
  '\u2011': '-',
  '\u2190': '<-',
  '\u2192': '->',
  '\u21d2': '=>',
  '\u2264': '<=',
  '\u2265': '>=',
  '\u2260': '=/=',
  '\u2248': '~',
  '\u25cf': '\u2022',
  '\u25aa': '\u2022',
  '\u2713': '[x]',
  '\u2714': '[x]',
  '\u2705': '[x]',
  '\u2611': '[x]',
  '\u2610': '[ ]',
  '\u274c': '[no]',
  '\u26a0': '(!)',
  '\u2757': '(!)',
  '\u2753': '(?)',
  '\u{1f44d}': '(+1)',
  '\u{1f44e}': '(-1)',
  '\u{1f642}': ':-)',
  '\u{1f600}': ':-)',
  '\u{1f60a}': ':-)',
  '\u{1f609}': ';-)',
  '\u{1f641}': ':-(',
  '\u{1f61e}': ':-(',
  '\u2764': '<3',
  '\u0130': 'I',
  '\u2044': '/',
  '\u2116': 'n°',
  '\ufb01': 'fi',
  '\ufb02': 'fl',
};

/**
 * A text in signs that the fonts of papers have: a letter without its accent where only that is
 * there (`Dvorák`), signs of direction left out, comparisons
 * and arrows as they are typed (`<=`, `->`), known pictures in signs, else `[:-]`; a question mark for
 * any other script.
 */
export function printable(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(NO_WIDTH, '')
    .replace(BLANKS, ' ')
    .replace(FIRM_BLANKS, '\u00a0');
  return Array.from(plain, (sign) => {
    if (THERE.test(sign)) return sign;
    if (OTHERS[sign] === undefined && PICTURE.test(sign)) return ANY_PICTURE;
    const other = OTHERS[sign] ?? sign.normalize('NFKD').replace(/\p{M}/gu, '');
    return other !== '' && Array.from(other).every((each) => THERE.test(each)) ? other : '?';
  }).join('');
}

/** A picture that no font of papers has, and what says that there was one. */
const PICTURE = /\p{Extended_Pictographic}/u;
const ANY_PICTURE = '[:-]';

/** Signs after which a long word may go on in the next line. */
const AFTER = /(?<=[-/@._?&=])/;
/** Letters that a line of the narrowest column holds. */
const LONGEST = 22;

/**
 * The parts of a word between which a line may end, with empty ones between them: where the
 * library is given a blank it adds no hyphen. Arabic words stay whole.
 */
export function breakable(word: string): string[] {
  if (/[\u0600-\u06ff]/.test(word)) return [word];
  const parts = word
    .split(AFTER)
    .flatMap((part) => part.match(new RegExp(`.{1,${String(LONGEST)}}`, 'gsu')) ?? [part]);
  return parts.flatMap((part, index) => (index === 0 ? [part] : ['', part]));
}
