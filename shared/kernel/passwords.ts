/** Where a password stands in a text: from this letter, up to before that one. */
export interface PasswordFound {
  readonly from: number;
  readonly to: number;
}

/** Words that announce a password, wherever they stand. */
const ANNOUNCED = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:mots?[\s_-]*de[\s_-]*passe|mdp|m\.[^\S\n]?d\.[^\S\n]?p\.?|code[s]?\s+secrets?|passwords?|passwd|pwd|passphrase)(?![\p{L}\p{N}])`,
    String.raw`كلم(?:ة|ات)\s+(?:السر|المرور|سر|مرور)|الرقم السري|القن السري|الرمز السري`,
  ].join('|'),
  'giu',
);
/** Words that announce one only with a colon behind them: they mean much else. */
const SHORT = /(?<![\p{L}\p{N}@.-])(?:pass|pw|mp)[^\S\n]*(?:[:=＝：]|[-=]>|→)/giu;
/** A name to log in with, and beside it what may be its password: `Login : eberg / Lilas2024`. */
const PAIR =
  /(?<![\p{L}\p{N}])(?:login|log|logins|identifiants?|username|user|utilisateur|compte|المستخدم|اسم المستخدم|المعرف)[^\S\n]{0,8}[:=＝：][^\S\n]{0,8}["'«]?[^\S\n]{0,8}[^\s/|,;]{1,80}[^\S\n]{0,8}["'»]?[^\S\n]{0,8}[/|,;\s][^\S\n]{0,8}["'«]?(\S+)/giu;
/** A name to log in with and its password, with no sign before: `identifiant jdupont / Lilas2024`. */
const BARE_PAIR =
  /(?<![\p{L}\p{N}])(?:login|logins|identifiants?|username|user|utilisateur|المستخدم|المعرف)[^\S\n]{1,8}["'«]?[^\s/|:=]{2,80}[^\S\n]{0,8}[/|][^\S\n]{0,8}["'«]?(\S+)/giu;
/** With what somebody logs in: `Je me connecte avec jdupont et Soleil1234`. */
const LOGS_IN =
  /(?<!\p{L})(?:conne[cx]|log(?:s|ged|ging)?[^\S\n]in(?!\p{L})|sign(?:s|ed)?[^\S\n]in(?!\p{L})|identifi|authentifi)\p{L}{0,8}(?:[^\S\n]{1,8}\p{L}{1,20}){0,4}[^\S\n]{1,8}(?:avec|with|as|par)[^\S\n]{1,8}(?:(?:le|la|mon|ma|the|my)[^\S\n]{1,8}|l[’'])?(?:(?:login|identifiant|compte|account|user)[^\S\n]{1,8})?["'«]?[^\s,;/|]{2,80}[^\S\n]{0,8}(?:[,;/|]|[^\S\n](?:et|and|puis|then)(?=[^\S\n]))[^\S\n]{0,8}["'«]?(\S+)/giu;
/** Words that announce a password only where what follows their sign can be nothing else. */
const WEAK = /(?<![\p{L}\p{N}@.-])passe[^\S\n]*(?:[:=＝：]|[-=]>|→)/giu;
/** A code that figures alone make: `code confidentiel 4521`. */
const FIGURES =
  /(?<!\p{L})codes?[^\S\n]+(?:confidentiels?|secrets?|pin|d[’']acc[èe]s)[^\S\n]*(?:est[^\S\n]+|is[^\S\n]+)?[:=]?[^\S\n]*["'«]?(?:\d{4,8})(?![\p{L}\p{N}]|[.,/-]\d)/giu;
/** A code that is said to be a word with figures behind it: `le code est azerty99`. */
const CODE_IS =
  /(?<!\p{L})(?:le|mon|son|ton|votre|notre|the|my)[^\S\n]+code[^\S\n]+(?:est|is)[^\S\n]*[:=]?[^\S\n]*["'«]?(\S+)/giu;
/** A word as passwords have them: small letters in a row. */
const SMALL_LETTERS = /\p{Ll}{4}/u;
/** Figures that a word for password is said to be. */
const IS_FIGURES =
  /^[^\S\n]*(?:est|is|هو|هي)[^\S\n]*[:=]?[^\S\n]*["'«]?\p{Nd}{4,}(?![\p{L}\p{Nd}]|[.,/-]\p{Nd})(?![^\S\n]*(?:%|jours|days|caract|fois|times|h(?!\p{L})))/iu;
/** What may stand between the word and its password without a sign: `mot de passe provisoire`. */
const QUALIFIER =
  /^[^\S\n]+(?:est|is|was|sera|هو|هي|provisoires?|temporaires?|temporary|initial|actuel|ancien|nouveau|current|old|new|commun|partagé|personnel|perso|unique|générique|wifi|wi-fi|admin|administrateur|(?:de|du|de la|d[’']|of the)\s*(?:session|compte|poste|serveur|wifi|account|server)|المؤقت|المؤقتة|الجديد|الجديدة)(?=[\s:=＝：])/iu;
/** Up to a sign that says "here it is", over some words of the same sentence. */
const SIGN = /^([^\n:=＝：→?!]{0,60}?)(?:[:=＝：]|[-=]>|→|[^\S\n][-–—](?=[^\S\n]))/u;
/** Beginnings of words, and whole words, of what is said of passwords without telling one. */
const BEGINNINGS = `refus oubli perd expir incorrect invalid erron erreur error bloqu verrouill inconnu
  unknown chang modifi réinitialis reinitialis renouvel récup recup mauvais demand obligat manqu
  missing illisible masqu hidden forgot wrong reject denied locked impossib problèm problem envoy
  communiqu transmis expliqu valid nécess necess choisi صحيح خاط منته ضائع مفقود مرفوض منسي نسي تغيير
  إعادة`;
const WHOLE = `vide empty faux fausse requis required aucun none voir idem trop too ne
  pas not non no oui yes ok lost reset must doit minimum maximum longueur bonjour hello merci sent
  reçu remis à a err غير لا لم`;
const words = (list: string): string => list.trim().split(/\s+/).join('|');
const STATE = new RegExp(
  String.raw`(?<!\p{L})(?:(?:${words(BEGINNINGS)})|(?:${words(WHOLE)}|n[’'])(?!\p{L}))`,
  'iu',
);
/** What is shown instead of a password is none. */
const hidden = /^[*•●.…x_-]+$|^<.*>$|^\[.*\]$|^\{.*\}$/i;
/** Products' names that hold a sign, versions, days, hours, addresses, codes of schools. */
const ordinary = [
  /^op@le/i,
  /^m@gist[èe]re/i,
  /^v?\d+(?:[.,]\d+)*$/i,
  /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$/,
  /^\d{1,2}[h:]\d{0,2}$/i,
  /^https?:/i,
  /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/,
  /^\d{7}[a-z]$/i,
  /^B-[0-9A-Z]{6}$/,
  /^(?:n|v|s|t)[-.]?\d{1,3}$/i,
  /^\d+(?:er|ère|e|ème|nd|nde|st|th|fois|x|h|min|s|j|%|€)$/i,
  /^[A-Z]{2,}-?\d{1,6}$/,
  /^[A-Z]-\d{3,}$/,
  /^(?:windows|win|firefox|chrome|edge|safari|office|word|excel|libreoffice|android|ios|ubuntu|java|python|acrobat)-?v?\d+(?:[.,]\d+)*$/i,
];

/** Passwords that a text tells, in their order. Those that nothing announces are not found. */
export function passwordsIn(text: string): PasswordFound[] {
  const found: PasswordFound[] = [];
  for (const match of text.matchAll(ANNOUNCED)) {
    const end = toldAfter(text, match.index + match[0].length);
    if (end !== null) found.push({ from: match.index, to: end });
  }
  for (const match of text.matchAll(SHORT)) {
    const end = valueAfter(text, match.index + match[0].length, 'sign');
    if (end !== null) found.push({ from: match.index, to: end });
  }
  for (const match of text.matchAll(WEAK)) {
    const end = valueAfter(text, match.index + match[0].length, 'dash');
    if (end !== null) found.push({ from: match.index, to: end });
  }
  for (const pattern of [PAIR, BARE_PAIR, LOGS_IN]) {
    for (const match of text.matchAll(pattern)) add(match, isLikely(bare(match[1]!)));
  }
  for (const match of text.matchAll(FIGURES)) add(match, true);
  for (const match of text.matchAll(CODE_IS)) {
    const value = bare(match[1]!);
    add(match, isLikely(value) && SMALL_LETTERS.test(value));
  }
  return found;

  function add(match: RegExpExecArray, holds: boolean): void {
    if (holds) found.push({ from: match.index, to: match.index + match[0].length });
  }
}

/** Whether what stands where a password would can be nothing else. */
function isLikely(value: string): boolean {
  return value.length >= 6 && isMixed(value) && !ordinary.some((one) => one.test(value));
}

/** Where the password that a word announces ends; null: it tells none. */
function toldAfter(text: string, from: number): number | null {
  // As far as a sentence reaches: the search stays quick whatever a text is made of.
  const rest = text.slice(from, from + 200);
  const figures = IS_FIGURES.exec(rest);
  if (figures !== null) return from + figures[0].length;
  const sign = SIGN.exec(rest);
  if (sign !== null) {
    // `mot de passe refusé : erreur` tells none; `mot de passe réinitialisé : Lilas2024` does.
    const isSaid = STATE.test(sign[1]!) || /[-–—]$/u.test(sign[0]);
    const end = valueAfter(text, from + sign[0].length, isSaid ? 'dash' : 'sign');
    if (end !== null) return end;
  }
  let at = from;
  for (let count = 0; count < 3; count += 1) {
    const qualifier = QUALIFIER.exec(text.slice(at, at + 60));
    if (qualifier === null) break;
    at += qualifier[0].length;
  }
  return valueAfter(text, at, 'none');
}

/** How sure it is that a password follows: by a colon, by less, by the word alone. */
type Announced = 'sign' | 'dash' | 'none';

/** Where the value ends that stands there, if it is a password. */
function valueAfter(text: string, from: number, by: Announced): number | null {
  const rest = text.slice(from, from + 200);
  const before = /^[\s"'«“]*(?:(?:est|is|هو|هي)\s+)?["'«“]?[^\S\n]*/iu.exec(rest)![0];
  const value = /^\S+/u.exec(rest.slice(before.length))?.[0] ?? '';
  const end = from + before.length + value.length;
  const line = rest.slice(before.length).split('\n', 1)[0]!;
  const alone = line.trim() === value;
  const told = bare(value);
  if (told.length < 3 || hidden.test(told) || ordinary.some((one) => one.test(told))) {
    // After a colon, figures alone may be one: `mdp : 123456`.
    return by === 'sign' && /^\d{4,}$/.test(told) ? end : null;
  }
  const isStrong = isMixed(told) || hasSignInside(told);
  // On a line of its own, it has to be the only word there.
  if (before.includes('\n') && !alone) return null;
  if (by !== 'sign') return isStrong && told.length >= 6 ? end : null;
  if (isStrong) return end;
  const state = STATE.exec(told);
  if (state !== null && state.index === 0) return null;
  // A word alone is one; a word that a sentence goes on after is of the sentence.
  const after = line.slice(value.length).trim();
  const closes =
    /[.,;!]$/u.test(value) ||
    after === '' ||
    /^(?:[,;/|(»"]|merci|svp|stp|thanks|please|شكرا|login|identifiant)/iu.test(after);
  return closes ? end : null;
}

/** Without the quotes and the full stop of its sentence. */
function bare(value: string): string {
  return value.replaceAll(/^["'«“(]+|["'»”).,;:]+$/gu, '');
}

/** Letters and figures together. */
function isMixed(value: string): boolean {
  return /\p{L}/u.test(value) && /\p{N}/u.test(value);
}

/** A sign between letters that no word has there. */
function hasSignInside(value: string): boolean {
  return /\p{L}[#$%&*?!_+=@^~]+[\p{L}\p{N}]/u.test(value) || /\p{N}[#$%&*?!_+=@^~]/u.test(value);
}
