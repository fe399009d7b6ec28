/** A first of a month, alone, after a weekday, or at either end of a span of days. */
const FIRST =
  /(?<!\d)1(?=(?:[ \u00a0\u202f](?:janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)|[–-]\d))/gu;

/**
 * Days as French writes them: `1er juin`, `lundi 1er juin`, `1er–5 juin`. Where `Intl` has written
 * days, it leaves the ordinal out.
 * @param locale a language, such as `fr` or `fr-FR`; texts of others stay as they are
 */
export function firstOfMonth(locale: string, text: string): string {
  return locale.startsWith('fr') ? text.replaceAll(FIRST, '1er') : text;
}
