import { hashedId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import type { Hash } from '../sync/batch.ts';

/** A person's names apart. */
export interface Names {
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * The first and last name in a full name. Registers write last names in capitals, before or after
 * the first name; where there are none, the first word is the first name.
 */
export function splitName(name: string): Names {
  const words = name.trim().split(/\s+/u);
  const isCapitals = (word: string): boolean =>
    word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
  const last = words.filter(isCapitals);
  if (last.length > 0 && last.length < words.length) {
    const first = words.filter((word) => !isCapitals(word));
    return { firstName: first.join(' '), lastName: last.join(' ') };
  }
  const [first = '', ...rest] = words;
  return { firstName: first, lastName: rest.join(' ') };
}

/** Somebody's name, and their names apart where they are known so. */
export interface CalledPerson {
  readonly name: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
}

/** The order of lists of people: by family name, then by first name, as a language sorts them. */
export function byFamilyName(language: Language): (a: CalledPerson, b: CalledPerson) => number {
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  return (a, b) => {
    const [one, other] = [namesOf(a), namesOf(b)];
    return (
      compare(one.lastName || one.firstName, other.lastName || other.firstName) ||
      compare(one.firstName, other.firstName)
    );
  };
}

function namesOf({ name, firstName, lastName }: CalledPerson): Names {
  return lastName ? { firstName: firstName ?? '', lastName } : splitName(name);
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** `Éloïse Le Goff` → `eloise.le-goff`. */
export function loginOf(firstName: string, lastName: string): string {
  return `${plain(firstName)}.${plain(lastName)}`;
}

const MAX_BASE = 70;

/**
 * What a new person's login begins with: their names, or the first part of their email where the
 * names have no letters for it (a login is written in plain Latin letters), or `person`.
 */
export function loginBase({ firstName, lastName }: Names, email: string | null): string {
  const parts = [plain(firstName), plain(lastName)].filter((part) => part !== '');
  const base = parts.join('.') || plain(email?.split('@', 1)[0] ?? '') || 'person';
  return base.slice(0, MAX_BASE).replace(/[.-]+$/, '');
}

const ID_LENGTH = 22;

/**
 * The row id of the person with that email: the same on every device, so that two imports make one
 * person. @param hash SHA-256, base64url
 */
export function personIdOf(email: string, hash: Hash): string {
  return hashedId('p', hash(`person:${email.trim().toLowerCase()}`).slice(0, ID_LENGTH));
}
