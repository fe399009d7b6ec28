import { plainText } from '../kernel/plainText.ts';

/* Whether words of a request say anything to whoever sorts it. */

/** A title of fewer words or letters says nothing. */
const LEAST_WORDS = 2;
const LEAST_LETTERS = 10;
/** A text of fewer different letters and figures says nothing: `...`, `xxx`, `aaaa`. */
const LEAST_DIFFERENT = 3;
/** Words that alone say nothing, as `plainText` writes them. */
const vague = new Set(
  `probleme problemes bug bugs erreur erreurs souci soucis panne anomalie incident urgent urgence
  aide besoin demande question ticket help issue error problem urgently marche fonctionne opale
  pegase massar ent application logiciel bonjour svp merci ne pas plus ca un une le la les de du des
  d l sur avec dans mon ma mes et a en the does not work doesn t my with it is in
  مشكل مشكله خطا عطب سؤال طلب مساعده عاجل لا يعمل في على من مع`
    .split(/\s+/)
    .map(plainText),
);

/** Whether nobody would see anything: blanks, signs of no width, fillers. */
export function isBlank(text: string): boolean {
  return /^(?:[\s\p{C}\u115f\u1160\u2800\u3164\uffa0]|\u034f)*$/u.test(text);
}

/** What a title says without its prefix: too little, or nothing; null: enough. */
export function titleFlaw(said: string): 'titleVague' | 'titleShort' | null {
  const words = wordsOf(said);
  if (words.every((word) => vague.has(word))) return 'titleVague';
  if (words.length < LEAST_WORDS || words.join('').length < LEAST_LETTERS) return 'titleShort';
  return different(words) < LEAST_DIFFERENT ? 'titleVague' : null;
}

/** Whether a text is one of signs alone, or of one letter over and over: `---`, `?`, `xxxx`. */
export function isOfSigns(text: string): boolean {
  const words = wordsOf(text);
  return words.length === 0 || (words.join('').length > 2 && different(words) === 1);
}

/** Whether a text that should tell what happened tells nothing: too little, or vague words alone. */
export function tellsNothing(text: string): boolean {
  const words = wordsOf(text);
  return different(words) < LEAST_DIFFERENT || words.every((word) => vague.has(word));
}

function wordsOf(text: string): string[] {
  return plainText(text).split(' ').filter(Boolean);
}

function different(words: readonly string[]): number {
  return new Set(words.join('')).size;
}
