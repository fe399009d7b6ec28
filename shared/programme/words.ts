import type { Role } from '../access/roles.ts';
import type { Language } from '../kernel/language.ts';
import type { Label } from '../schema/values.ts';
import type { Actor, TermName } from './programme.entity.ts';

/** What a programme says of its words and of who does what. */
export interface Speaking {
  readonly vocabulary: Readonly<
    Partial<Record<TermName, { readonly one: Label; readonly many: Label }>>
  >;
  readonly actors: readonly Pick<Actor, 'id' | 'label' | 'person' | 'roles'>[];
}

/** A text of the product by its key, such as `app:term.wave.one`. */
export type Say = (key: string) => string;

/** A programme's words in one language. */
export interface Words {
  /** The word for one, as it stands in a sentence: `lot`. */
  readonly one: (name: TermName) => string;
  /** The word for several, as it stands in a sentence: `lots`. */
  readonly many: (name: TermName) => string;
  /** The same, as headings, tabs and columns begin: `Lot`. */
  readonly One: (name: TermName) => string;
  readonly Many: (name: TermName) => string;
  /**
   * What somebody who holds a role is called there: `Surveillant général`.
   * @param actors ids of the actors that the person plays; absent: all that the role plays
   */
  readonly role: (role: string, actors?: readonly string[] | null) => string;
}

/** Roles that the vocabulary has a word for. */
const termOf: Partial<Record<Role, TermName>> = { pilot: 'pilot', authorisingOfficer: 'head' };

/**
 * What a programme calls things and people: its wave is a lot, its head a political sponsor. Where
 * it has no word of its own, or there is no programme, the product's is said.
 */
export function wordsOf(say: Say, language: Language, programme: Speaking | null): Words {
  const label = (text: Label): string => text[language] ?? text.fr;
  const capital = (text: string): string => {
    const [first = '', ...rest] = text;
    return first.toLocaleUpperCase(language) + rest.join('');
  };
  const word = (name: TermName, form: 'one' | 'many'): string => {
    const term = programme?.vocabulary[name];
    return term === undefined ? say(`app:term.${name}.${form}`) : label(term[form]);
  };
  const called = (actor: Speaking['actors'][number]): string =>
    capital(label(actor.person ?? actor.label));
  const role = (name: string, actors: readonly string[] | null = null): string => {
    const known = programme?.actors ?? [];
    // Somebody who plays some of the role's parts is called by those.
    const own = known.filter(({ id }) => actors?.includes(id) === true);
    if (own.length === 1) return called(own[0]!);
    const term = termOf[name as Role];
    if (term !== undefined && programme?.vocabulary[term] !== undefined) {
      return capital(word(term, 'one'));
    }
    // Where several actors have the role, none of them is its name.
    const players = known.filter(({ roles }) => (roles as readonly string[]).includes(name));
    return players.length === 1 ? called(players[0]!) : say(`app:role.${name}`);
  };
  return {
    one: (name) => word(name, 'one'),
    many: (name) => word(name, 'many'),
    One: (name) => capital(word(name, 'one')),
    Many: (name) => capital(word(name, 'many')),
    role,
  };
}
