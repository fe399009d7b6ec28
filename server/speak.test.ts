import { describe, expect, it } from 'vitest';
import { catalogue } from '../shared/messages/messages.ts';
import { languages } from '../shared/kernel/language.ts';
import { languageOf } from './speak.ts';

/** Paths of all texts, each with the names that it fills in. */
function texts(node: object, at = ''): string[] {
  return Object.entries(node)
    .flatMap(([key, value]) =>
      typeof value === 'string'
        ? [
            `${at}${key} ${[...value.matchAll(/\{\{(\w+)\}\}/g)]
              .map(([, name]) => name ?? '')
              .sort()
              .join()}`,
          ]
        : texts(value as object, `${at}${key}.`),
    )
    .sort();
}

describe('what the server says', () => {
  it('is there in every language, with the same names to fill in', () => {
    for (const language of languages) {
      expect([language, texts(catalogue[language].server)]).toEqual([
        language,
        texts(catalogue.fr.server),
      ]);
    }
  });

  it('is one sentence for a problem', () => {
    for (const language of languages) {
      for (const text of Object.values(catalogue[language].server.problem)) {
        expect(text).toMatch(/^[^\n]+\.$/);
      }
    }
  });

  it('is in the language of the command’s environment, else in French', () => {
    expect(languageOf({})).toBe('fr');
    expect(languageOf({ LANG: 'C.UTF-8' })).toBe('fr');
    expect(languageOf({ LANG: 'ar_MA.UTF-8' })).toBe('ar');
    expect(languageOf({ LANG: 'fr_FR', BASCULE_LANG: 'en' })).toBe('en');
  });
});
