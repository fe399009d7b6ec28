/**
 * What looks like something that must not be written into a request: secrets, and data of learners
 * and staff. Patterns of this product's own ground; see docs/adr/0024.
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
const announced = String.raw`\s*(?:(?:est|is|هو|هي)\s*)?[:=＝]?\s*["'«]?\s*`;
/** What is shown instead of a password is none. */
const hidden = /^[*•.…x_-]+$|^<.*>$|^\[.*\]$/i;

const patterns: readonly Pattern[] = [
  {
    kind: 'privateKey',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  // JSON web tokens, and tokens of widespread services by their beginnings.
  { kind: 'token', pattern: /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g },
  {
    kind: 'token',
    pattern:
      /\b(?:gh[opusr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}|AIza[\w-]{35}|sk-[\w-]{20,}|ATATT[\w=-]{20,})/g,
  },
  { kind: 'token', pattern: /\bBearer\s+[\w.~+/=-]{16,}/gi },
  {
    kind: 'token',
    pattern: new RegExp(
      String.raw`(?:jeton|token|api[ _-]?key|cl[ée] (?:d[’']api|api|secr[èe]te)|secret|client_secret|رمز الدخول|المفتاح السري)(?:\s+d[’']\p{L}+)?${announced}([\p{L}\p{N}_.~+/=-]{12,})`,
      'giu',
    ),
    holds: (found) => /\d/.test(last(found)) && !hidden.test(last(found)),
  },
  {
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?:mot de passe|mdp|code secret|password|passwd|pwd|passphrase|كلمة السر|كلمة المرور|القن السري)\s*[:=＝]\s*["'«]?\s*(\S{3,})`,
      'giu',
    ),
    holds: (found) => !hidden.test(found),
  },
  {
    // Without a colon it is one only if no word of a language could stand there: «est refusé».
    kind: 'password',
    pattern: new RegExp(
      String.raw`(?:mot de passe|mdp|code secret|password|passwd|كلمة السر|كلمة المرور)\s+(?:est|is|هو|هي)\s+["'«]?\s*(\S{3,})`,
      'giu',
    ),
    holds: (found) => /[\d@#$%&*!?_+=-].*[\p{L}\d]/u.test(found),
  },
  // Names and passwords in an address: https://name:secret@host.
  { kind: 'password', pattern: /\bhttps?:\/\/[^\s/:@]+:[^\s/:@]+@/gi },
  {
    kind: 'iban',
    pattern: /\b[A-Z]{2}\d{2}(?:[ ]?[0-9A-Z]{4}){2,7}(?:[ ]?[0-9A-Z]{1,4})?\b/g,
    holds: isIban,
  },
  { kind: 'card', pattern: /\b(?:\d[ -]?){12,18}\d\b/g, holds: isCard },
  {
    kind: 'socialNumber',
    pattern:
      /\b[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?\b/g,
  },
  // French national learner numbers: INE (nine digits and two letters, or ten and one), INE-RNIE.
  { kind: 'learnerCode', pattern: /\b(?:\d{9}[A-HJ-NP-Z]{2}|\d{10}[A-HJ-NP-Z])\b/g },
  { kind: 'learnerCode', pattern: /\b\d{4}[A-Z]\d{5}[A-Z]\b/g },
  // Massar codes: a letter and nine digits.
  { kind: 'learnerCode', pattern: /\b[A-Z]\d{9}\b/g },
  {
    kind: 'birthDate',
    pattern:
      /(?:n[ée]e?s?(?:\(e\))? le|date de naissance|born (?:on )?|date of birth|تاريخ الازدياد|مزداد(?:ة)?(?: بتاريخ)?|تاريخ الميلاد)\s*:?\s*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}+ \d{4})/giu,
  },
];
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const phone = /(?<!\d)(?:(?:\+33|\+212|0)[ .-]?[1-9](?:[ .-]?\d{2}){4})(?!\d)/g;
/** One address says whom to answer; so many are a list of people. */
const MANY = 3;

/** What of a text looks like a secret or like data of people, in its order, none inside another. */
export function secretsIn(text: string): SecretFound[] {
  const found: SecretFound[] = [];
  for (const { kind, pattern, holds } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (holds !== undefined && !holds(match[1] ?? match[0])) continue;
      if (found.some((other) => from < other.to && other.from < to)) continue;
      found.push({ kind, from, to });
    }
  }
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
  const bare = found.replaceAll(' ', '');
  if (bare.length < 15 || bare.length > 34) return false;
  const turned = bare.slice(4) + bare.slice(0, 4);
  let rest = 0;
  for (const letter of turned) {
    for (const digit of String(Number.parseInt(letter, 36)))
      rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
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
