import type { Language } from '../kernel/language.ts';
import { wordsOf, type Speaking, type Words } from '../programme/words.ts';
import { createMessages } from './messages.ts';

/** A programme's words where no translator is at hand; null: the product's own. */
export function programmeWords(language: Language, programme: Speaking | null): Words {
  const { t } = createMessages(language);
  return wordsOf((key) => t(key), language, programme);
}
