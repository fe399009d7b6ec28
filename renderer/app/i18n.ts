import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
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

/** A translator for the page, ready in French at once. */
export function createPageTexts(): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: 'fr',
    fallbackLng: 'fr',
    ns: ['app', 'errors'],
    defaultNS: 'app',
    resources: { fr: french },
    initAsync: false,
    interpolation: { escapeValue: false },
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
  await texts.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
