import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { figuresInTexts, interpolation } from '../../shared/messages/figures.ts';
import { directionOf } from '../../shared/messages/direction.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { texts as french } from './texts.fr.ts';

// French comes with the page; another language is fetched when it is wanted. The shell's and the
// server's texts stay out: the first paint is waited for.
const loaders = {
  fr: async () => ({ texts: french }),
  en: () => import('./texts.en.ts'),
  ar: () => import('./texts.ar.ts'),
};

const moreLoaders = {
  fr: () => import('./moreTexts.fr.ts'),
  en: () => import('./moreTexts.en.ts'),
  ar: () => import('./moreTexts.ar.ts'),
};
/** Translators that the pages beyond the first have been opened with. */
const withMore = new WeakSet<i18n>();

/** Fetches the texts of the pages beyond the first, in French and in the page's language. */
export async function loadMoreTexts(texts: i18n): Promise<void> {
  withMore.add(texts);
  await addMore(texts, 'fr');
  await addMore(texts, texts.language as Language);
}

/** Whether the texts of the pages beyond the first are there. */
export function hasMoreTexts(texts: i18n): boolean {
  return withMore.has(texts) && texts.hasResourceBundle(texts.language, 'waves');
}

async function addMore(texts: i18n, language: Language): Promise<void> {
  if (texts.hasResourceBundle(language, 'waves')) return;
  const { texts: bundle } = await moreLoaders[language]();
  for (const [name, part] of Object.entries(bundle)) {
    texts.addResourceBundle(language, name, part);
  }
}

/** A translator for the page, ready in French at once. */
export function createPageTexts(): i18n {
  const instance = i18next.createInstance();
  void instance
    .use(initReactI18next)
    .use(figuresInTexts)
    .init({
      lng: 'fr',
      fallbackLng: 'fr',
      ns: ['app', 'errors'],
      defaultNS: 'app',
      resources: { fr: french },
      initAsync: false,
      interpolation,
      returnNull: false,
      react: { useSuspense: false },
    });
  return instance;
}

/** Changes the page's language, direction and title once its texts are there. */
export async function speak(texts: i18n, language: Language): Promise<void> {
  if (!texts.hasResourceBundle(language, 'app')) {
    const { texts: bundle } = await loaders[language]();
    texts.addResourceBundle(language, 'app', bundle.app);
    texts.addResourceBundle(language, 'errors', bundle.errors);
  }
  if (withMore.has(texts)) await addMore(texts, language);
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
