import { createContext, use, useMemo } from 'react';
import type { TermName } from '../../shared/programme/programme.entity.ts';
import type { ProgrammeSummary } from '../../shared/programme/programmes.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useBridge, useWatched } from './BridgeContext.tsx';

/** Id of the programme of the place that one is in; null: none, or several. */
export const ProgrammeContext = createContext<string | null>(null);

/** The programme's words, in the page's language. */
export interface Terms {
  /** The word for one, as it stands in a sentence: `lot`. */
  readonly one: (name: TermName) => string;
  /** The word for several, as it stands in a sentence: `lots`. */
  readonly many: (name: TermName) => string;
  /** The same, as headings, tabs and columns begin: `Lot`. */
  readonly One: (name: TermName) => string;
  readonly Many: (name: TermName) => string;
  /** How many of them there are: `8 universités`. */
  readonly counted: (name: TermName, count: number) => string;
  /** The programme whose words these are; null: the product's own. */
  readonly programme: ProgrammeSummary | null;
}

/**
 * What the programme calls things: its wave is a lot, its establishment a university. Without a
 * programme, that of the place one is in ({@link ProgrammeContext}); on a computer with a single
 * programme always that one. Where the programme has no word of its own, the product's is said.
 */
export function useTerms(programme?: string | null): Terms {
  const { t, label, language, format } = useLanguage();
  const { reads } = useBridge();
  const programmes = useWatched(reads.programmes);
  const here = use(ProgrammeContext);
  const wanted = programme ?? here;
  return useMemo(() => {
    const known = programmes ?? [];
    const found = known.find(({ id }) => id === wanted) ?? (known.length === 1 ? known[0]! : null);
    const word = (name: TermName, form: 'one' | 'many'): string => {
      const term = found?.vocabulary[name];
      return term === undefined ? t(`term.${name}.${form}`) : label(term[form]);
    };
    const capital = (text: string): string => {
      const [first = '', ...rest] = text;
      return first.toLocaleUpperCase(language) + rest.join('');
    };
    return {
      one: (name) => word(name, 'one'),
      many: (name) => word(name, 'many'),
      One: (name) => capital(word(name, 'one')),
      Many: (name) => capital(word(name, 'many')),
      counted: (name, count) =>
        t('counted', {
          count: format.number(count),
          term: word(name, count === 1 ? 'one' : 'many'),
        }),
      programme: found,
    };
  }, [programmes, wanted, t, label, language, format]);
}
