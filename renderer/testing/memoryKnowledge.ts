import type { Knowledge } from '../../shared/knowledge/knowledge.contract.ts';
import { err, ok } from '../../shared/kernel/result.ts';

const nothing: Knowledge = {
  today: '2024-01-22',
  articles: [],
  announcements: [],
  communications: [],
  places: [],
  writeTo: [],
  sayTo: [],
};

/** What is worth knowing in a window in memory: nothing, unless a test gives some. */
export function memoryKnowledge(knowledge: Knowledge = nothing) {
  return {
    'search.find': () => ok([]),
    'knowledge.read': () => ok(knowledge),
    'knowledge.announcements': () => ok(knowledge.announcements),
    'knowledge.article': ({ id }: { id: string }) => err({ type: 'ArticleUnknown' as const, id }),
    'knowledge.save': () => ok({ id: 'article-1' }),
    'knowledge.publish': () => ok({ id: 'article-1' }),
    'knowledge.withdraw': () => ok(null),
    'knowledge.seen': () => ok(null),
    'knowledge.say': () => ok({ id: 'communication-1' }),
    'knowledge.savePlace': () => ok({ id: 'place-1' }),
    'knowledge.remove': () => ok(null),
  };
}
