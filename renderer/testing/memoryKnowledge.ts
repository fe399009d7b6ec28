import { ok } from '../../shared/kernel/result.ts';

/** Answers about what is found by words, as if nothing was there. */
export function memoryKnowledge() {
  return {
    'search.find': () => ok([]),
  };
}
