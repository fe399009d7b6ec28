import { passwordsIn } from './passwords.ts';

/**
 * What looks like something that must not be written where others read it: secrets, and data of
 * learners and staff. Patterns of this product's own ground; see docs/adr/0024.
 */
export const secretKinds = [
  'password',
  'token',
  'privateKey',
  'iban',
  'card',
  'learnerCode',
  'socialNumber',
  'birthDate',
  'emails',
  'phones',
] as const;
export type SecretKind = (typeof secretKinds)[number];

export interface SecretFound {
  readonly kind: SecretKind;
  /** Where it stands: from this letter, up to before that one. */
  readonly from: number;
  readonly to: number;
}

interface Pattern {
  readonly kind: SecretKind;
  readonly pattern: RegExp;
  /** Whether what was found is one: a sum of control, a length. */
  readonly holds?: (found: string) => boolean;
}

/** After a word that announces it: `mot de passe : …`, `كلمة السر: …`. */
const announced = String.raw`\s{0,8}(?:(?:est|is|هو|هي)\s{0,8})?[:=＝]?\s{0,8}["'«]?\s{0,8}`;
/** What is shown instead of a password is none. */
const hidden = /^[*•.…x_-]+$|^<.*>$|^\[.*\]$/i;

const patterns: readonly Pattern[] = [
  {
    kind: 'privateKey',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  // JSON web tokens, and tokens of widespread services by their beginnings.
  { kind: 'token', pattern: /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  {
    kind: 'token',
    pattern:
      /\b(?:gh[opusr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|sk-[\w-]{20,}|ATATT[\w=-]{20,})/g,
  },
  { kind: 'token', pattern: /\bBearer\s+[\w.~+/=-]{16,}/gi },
  {
    kind: 'token',
    pattern: new RegExp(
      String.raw`(?:jeton|token|api[ _-]?key|cl[ée] (?:d[’']api|api|secr[èe]te)|secret|client_secret|رمز الدخول|المفتاح السري)(?:\s{1,8}d[’']\p{L}{1,40})?${announced}([\p{L}\p{N}_.~+/=-]{12,500})`,
      'giu',
    ),
    holds: (found) => /\d/.test(last(found)) && !hidden.test(last(found)),
  },
  // Names and passwords in an address: https://name:secret@host.
  { kind: 'password', pattern: /\bhttps?:\/\/[^\s/:@]{1,200}:[^\s/:@]{1,200}@/gi },
  {
    kind: 'iban',
    pattern: /\b[A-Z]{2}\d{2}(?:[ .-]?[0-9A-Z]{4}){2,7}(?:[ .-]?[0-9A-Z]{1,4})?\b/gi,
    holds: isIban,
  },
  // National numbers of accounts: 5, 5, 11 and 2 signs in France, 24 figures in Morocco.
  {
    kind: 'iban',
    pattern:
      /(?<![\p{L}\p{N}])\d{5}[ .-]?\d{5}[ .-]?(?:[0-9A-Z][ .-]?){11}\d{2}(?![\p{L}\p{N}])/giu,
    holds: isRib,
  },
  {
    kind: 'iban',
    pattern: /(?<![\p{L}\p{N}])(?:\d[ .-]?){23}\d(?![\p{L}\p{N}])/gu,
    holds: (found) => remainder(found.replaceAll(/\D/g, '')) === 0,
  },
  { kind: 'card', pattern: /\b(?:\d[ -]?){12,18}\d\b/g, holds: isCard },
  {
    kind: 'socialNumber',
    pattern:
      /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b/g,
  },
  // French national learner numbers: INE (nine digits and two letters, or ten and one), INE-RNIE.
  { kind: 'learnerCode', pattern: /\b(?:\d{9}[A-HJ-NP-Z]{2}|\d{10}[A-HJ-NP-Z])\b/gi },
  { kind: 'learnerCode', pattern: /\b\d{4}[A-Z]\d{5}[A-Z]\b/gi },
  // In groups, where a word announces it: `INE 0890 1234 56A`.
  {
    kind: 'learnerCode',
    pattern:
      /(?<![\p{L}\p{N}])(?:INE(?:-RNIE)?|BEA|identifiants? nationa(?:l|ux))[^\S\n]{0,8}(?:n°|:)?[^\S\n]{0,8}((?:[0-9A-Z][ .-]?){10}[0-9A-Z])(?![\p{L}\p{N}])/giu,
    holds: (found) => (found.match(/\d/g) ?? []).length >= 8,
  },
  // Massar codes: a letter and nine digits, in groups where the letter is a capital.
  { kind: 'learnerCode', pattern: /(?<![\p{L}\p{N}])[A-Z]\d{9}(?![\p{L}\p{N}])/giu },
  {
    kind: 'learnerCode',
    pattern: /(?<![\p{L}\p{N}])[A-Z][ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{3}(?![\p{L}\p{N}]|[ .-]?\d)/gu,
  },
  // A learner's name beside a day, in one line: that of their birth.
  {
    kind: 'birthDate',
    pattern:
      /(?<!\p{L})(?:[ée]l[èe]ve|[ée]tudiante?|apprentie?|enfant|pupil|student|learner)[^\S\n]{0,8}:?[^\S\n]{1,8}\p{L}[\p{L}’'-]{0,40}(?:[^\S\n]{1,8}\p{L}[\p{L}’'-]{0,40}){0,3}[^\S\n]{0,8}[,;(–-][^\S\n]{0,8}(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}|\d{4}-\d{2}-\d{2})(?!\d)/giu,
    holds: (found) => /\s\p{Lu}[\p{L}’'-]{1,40}\s+\p{Lu}/u.test(found),
  },
  {
    kind: 'birthDate',
    pattern:
      /(?<!\p{L})\p{Lu}[\p{L}’'-]{1,40}[^\S\n]{1,8}\p{Lu}[\p{L}’'-]{1,40}[^\S\n]{0,8}[,;\t][^\S\n]{0,8}\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d{2}[^\S\n]{0,8}[,;\t][^\S\n]{0,8}(?:[3-6][eè](?:me)?|2(?:de|nde)|1(?:re|ère)|T(?:le|erminale))(?!\p{L})/gu,
  },
  {
    kind: 'birthDate',
    pattern:
      /(?:التلميذة?|تلميذة?|الطالبة?)(?:[^\S\n]{1,8}\p{L}{1,40}){1,4}[^\S\n]{0,8}[،,;(–-][^\S\n]{0,8}(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2})/gu,
  },
  {
    kind: 'birthDate',
    pattern:
      /(?:n[ée]e?s?(?:\(e\))? le|date de naissance|born (?:on )?|date of birth|تاريخ الازدياد|مزداد(?:ة)?(?: بتاريخ)?|تاريخ الميلاد)\s{0,8}:?\s{0,8}(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}{1,20} \d{4})/giu,
  },
];
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const phone = /(?<!\d)(?:(?:\+33|\+212|0)[ .-]?[1-9](?:[ .-]?\d{2}){4})(?!\d)/g;
/** One address says whom to answer; so many are a list of people. */
const MANY = 3;

/**
 * What of a text looks like a secret or like data of people, in its order, none inside another. Signs
 * that are only another form of letters, such as those of full width, are read as these.
 */
export function secretsIn(text: string): SecretFound[] {
  const { plain, at } = widened(text);
  const found = secretsOfPlain(plain);
  return at === null
    ? found
    : found.map(({ kind, from, to }) => ({ kind, from: at[from]!, to: at[to]! }));
}

/** A text in its plainest form, and where each of its letters stands; null: where it stood before. */
function widened(text: string): { readonly plain: string; readonly at: readonly number[] | null } {
  if (text.normalize('NFKC') === text) return { plain: text, at: null };
  let plain = '';
  const at: number[] = [];
  for (const { 0: sign, index } of text.matchAll(/.\p{M}*/gsu)) {
    const form = sign.normalize('NFKC');
    for (let one = 0; one < form.length; one += 1) at.push(index);
    plain += form;
  }
  at.push(text.length);
  return { plain, at };
}

function secretsOfPlain(text: string): SecretFound[] {
  const found: SecretFound[] = [];
  const add = (one: SecretFound): void => {
    if (!found.some((other) => one.from < other.to && other.from < one.to)) found.push(one);
  };
  for (const { kind, pattern, holds } of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (holds !== undefined && !holds(match[1] ?? match[0])) continue;
      add({ kind, from: match.index, to: match.index + match[0].length });
    }
  }
  for (const { from, to } of passwordsIn(text)) add({ kind: 'password', from, to });
  for (const [kind, pattern] of [
    ['emails', email],
    ['phones', phone],
  ] as const) {
    const all = [...text.matchAll(pattern)];
    if (new Set(all.map(([one]) => one.toLowerCase())).size < MANY) continue;
    const end = all.at(-1)!;
    found.push({ kind, from: all[0]!.index, to: end.index + end[0].length });
  }
  return found.toSorted((a, b) => a.from - b.from);
}

function last(found: string): string {
  return found.split(/\s/).at(-1) ?? '';
}

/** The control of an IBAN: its number, letters as two digits, leaves 1 when divided by 97. */
function isIban(found: string): boolean {
  const plain = found.replaceAll(/[ .-]/g, '');
  if (plain.length < 15 || plain.length > 34) return false;
  const digits = Array.from(plain.slice(4) + plain.slice(0, 4), (one) => Number.parseInt(one, 36));
  return remainder(digits.join('')) === 1;
}

/** The control of a French account's number, whose letters stand for figures from 1 to 9. */
function isRib(found: string): boolean {
  const digits = found
    .replaceAll(/[ .-]/g, '')
    .toUpperCase()
    .replaceAll(/[A-Z]/g, (letter) => {
      const at = letter.charCodeAt(0) - 65;
      return String(at < 18 ? (at % 9) + 1 : at - 16);
    });
  const part = (from: number, to: number): number => Number(digits.slice(from, to));
  const sum = 89 * part(0, 5) + 15 * part(5, 10) + 3 * part(10, 21);
  return Number(digits) !== 0 && 97 - (sum % 97) === part(21, 23);
}

/** What is left of a long number when it is divided by 97. */
function remainder(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** The control of a payment card's number, by Luhn. */
function isCard(found: string): boolean {
  const digits = found.replaceAll(/\D/g, '').split('').toReversed();
  if (digits.length < 13 || new Set(digits).size === 1) return false;
  let sum = 0;
  for (const [index, digit] of digits.entries()) {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
