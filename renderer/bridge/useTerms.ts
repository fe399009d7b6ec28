import { createContext, use, useMemo } from 'react';
import { wordsOf, type Words } from '../../shared/programme/words.ts';
import type { TermName } from '../../shared/programme/programme.entity.ts';
import type { ProgrammeSummary } from '../../shared/programme/programmes.contract.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useBridge, useWatched } from './BridgeContext.tsx';

/** Id of the programme of the place that one is in; null: none, or several. */
export const ProgrammeContext = createContext<string | null>(null);

/** The programme's words, in the page's language. */
export interface Terms extends Words {
  /** How many of them there are: `8 universités`. */
  readonly counted: (name: TermName, count: number) => string;
  /** The programme whose words these are; null: the product's own. */
  readonly programme: ProgrammeSummary | null;
}

/** What each programme calls things; without one, or where it is not here, as {@link useTerms}. */
export function useWordsOf(): (programme: string | null) => Words {
  const { t, language } = useLanguage();
  const { reads } = useBridge();
  const programmes = useWatched(reads.programmes);
  return useMemo(() => {
    const known = programmes ?? [];
    const say = (key: string) => t(key);
    const words = new Map(known.map((one) => [one.id, wordsOf(say, language, one)]));
    const other = wordsOf(say, language, known.length === 1 ? known[0]! : null);
    return (programme) => words.get(programme ?? '') ?? other;
  }, [programmes, t, language]);
}

/**
 * What the programme calls things: its wave is a lot, its establishment a university. Without a
 * programme, that of the place one is in ({@link ProgrammeContext}); on a computer with a single
 * programme always that one. Where the programme has no word of its own, the product's is said.
 */
export function useTerms(programme?: string | null): Terms {
  const { t, language, format } = useLanguage();
  const { reads } = useBridge();
  const programmes = useWatched(reads.programmes);
  const here = use(ProgrammeContext);
  const wanted = programme ?? here;
  return useMemo(() => {
    const known = programmes ?? [];
    const found = known.find(({ id }) => id === wanted) ?? (known.length === 1 ? known[0]! : null);
    const words = wordsOf((key) => t(key), language, found);
    return {
      ...words,
      counted: (name, count) =>
        t('counted', {
          count: format.number(count),
          term: count === 1 ? words.one(name) : words.many(name),
        }),
      programme: found,
    };
  }, [programmes, wanted, t, language, format]);
}
