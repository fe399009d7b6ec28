import type { Language } from './language.ts';

const ARABIC = /\p{Script=Arabic}/u;
const LATIN = /\p{Script=Latin}/u;

/** Products that have a name in Arabic: a programme is called after its product. */
const PRODUCTS: Readonly<Record<string, string>> = { Massar: 'مسار' };

/**
 * A name that was written in both scripts, `Lot 1 – الحصة 1`: only the reader's part of it, and a
 * product's in that of the reader. Any other name is said as it is.
 */
export function inScript(name: string, language: Language): string {
  if (language === 'ar' && Object.hasOwn(PRODUCTS, name)) return PRODUCTS[name]!;
  const parts = name.split(' – ');
  if (parts.length !== 2) return name;
  const arabic = parts.find((part) => ARABIC.test(part) && !LATIN.test(part));
  const latin = parts.find((part) => LATIN.test(part) && !ARABIC.test(part));
  if (arabic === undefined || latin === undefined) return name;
  return language === 'ar' ? arabic : latin;
}

/** The same of every text of a value, however deep: of what a paper says, line by line. */
export function allInScript<T>(value: T, language: Language): T {
  if (typeof value === 'string') return inScript(value, language) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => allInScript(one, language)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, allInScript<unknown>(one, language)]),
  ) as T;
}
