import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok } from '../../../shared/kernel/result.ts';
import type { similarContract } from '../../../shared/tutoring/similar.contract.ts';
import { nearness, tellingWords } from '../../../shared/tutoring/similar.rules.ts';
import type { TutoringContext } from './tutoring.context.ts';

interface Texts {
  readonly title: string | null;
  readonly description: string | null;
  readonly answer: string | null;
}

/** As many as fit below the line that is typed. */
const MOST = 5;
const NEAR_ENOUGH = 0.5;
/** What only its description or answer says counts for less than its title. */
const IN_TEXT = 0.9;

/** Finds blockers that have some of a text's words, by their ids. */
export type LikeBlockers = (text: string) => readonly string[];

/**
 * Blockers that a text may be about, by the words that they share.
 * @param like finds those that have the words elsewhere than in their title
 */
export function createSimilarBlockers(
  context: TutoringContext,
  like: LikeBlockers,
): Handlers<typeof similarContract, CoreFailure> {
  return {
    'blockers.similar': ({ wave: id, text }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      const wave = found.value.id;
      const words = tellingWords(text);
      if (words.length === 0) return ok([]);
      const liked = new Set(like(text));
      const near = (one: { readonly id: string } & Texts): number => {
        const { id, title, description, answer } = one;
        const byTitle = nearness(words, tellingWords(title ?? ''));
        if (!liked.has(id)) return byTitle;
        const all = tellingWords([title, description, answer].join(' '));
        return Math.max(byTitle, IN_TEXT * nearness(words, all));
      };
      const cases = new Map(context.blockers.caseCounts.all(wave).map((one) => [one.blocker, one]));
      return ok(
        context.blockers
          .blockers(wave)
          .filter(({ state, sameAs }) => state !== 'dropped' && sameAs === null)
          .map((one) => ({
            id: one.id,
            title: one.title ?? one.id,
            theme: one.theme,
            state: one.state ?? 'open',
            answer: one.answer,
            schools: cases.get(one.id)?.schools ?? 0,
            waiting: cases.get(one.id)?.waiting ?? 0,
            score: near(one),
          }))
          .filter(({ score }) => score >= NEAR_ENOUGH)
          .sort((a, b) => b.score - a.score || b.schools - a.schools)
          .slice(0, MOST),
      );
    },
  };
}
