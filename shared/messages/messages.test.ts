import { describe, expect, it } from 'vitest';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { refusalSchema, wireErrorSchema } from '../sync/protocol.ts';
import { failureText, refusalText } from './failureText.ts';
import { catalogue, createMessages, languageOf, namespaces } from './messages.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every key with its text, plural forms folded into their base key. */
function flatten(node: object, path = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(node)) {
    const full = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') {
      const base = full.replace(PLURAL, '');
      found.set(base, [...(found.get(base) ?? []), PLURAL.exec(full)?.[1] ?? '']);
    } else for (const [inner, forms] of flatten(value as object, full)) found.set(inner, forms);
  }
  return found;
}

function variables(node: object): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      const names = [...value.matchAll(/{{(\w+)[^}]*}}/g)].map((match) => match[1]!);
      // A plural form may leave its number out ("one change").
      found.set(
        path,
        [...new Set(names)]
          .filter((name) => name !== 'count')
          .sort()
          .join(','),
      );
    } else
      for (const [key, inner] of Object.entries(value as object)) visit(inner, `${path}.${key}`);
  };
  visit(node, '');
  return found;
}

describe.each(namespaces)('the catalogue %s', (namespace) => {
  it.each(['en', 'ar'] as const)('has every text of the French in %s', (language) => {
    const french = [...flatten(catalogue.fr[namespace]).keys()].sort();
    expect([...flatten(catalogue[language][namespace]).keys()].sort()).toEqual(french);
  });

  it.each(languages)('has every plural form that %s needs', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    for (const [key, forms] of flatten(catalogue[language][namespace])) {
      if (forms.some((form) => form !== '')) expect([key, forms.toSorted()]).toEqual([key, needed]);
    }
  });

  it.each(['en', 'ar'] as const)('names the same values in %s', (language) => {
    const french = variables(catalogue.fr[namespace]);
    for (const [key, names] of variables(catalogue[language][namespace])) {
      const same = french.get(key);
      if (same !== undefined) expect([key, names]).toEqual([key, same]);
    }
  });
});

/** Where a line may not break in French, with the spaces that belong there. */
const BADLY_SPACED =
  /[^\S\u00A0]:|[^\S\u202F][;!?]|[\p{L}\p{N}}”’)»…][;!?]|[^\S\u00A0]»|«[^\S\u00A0]|[^\s]»|«\S|[ ]%/u;

it('the French has a narrow space before ; ! ? and a no-break one before : and inside « »', () => {
  const wrong: string[] = [];
  const visit = (node: object, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'object') visit(value as object, `${path}.${key}`);
      else if (BADLY_SPACED.test(String(value))) wrong.push(`${path}.${key}: ${String(value)}`);
    }
  };
  visit(catalogue.fr, 'fr');
  expect(wrong).toEqual([]);
});

describe('the language of a terminal', () => {
  it('is French unless another is asked for', () => {
    expect(languageOf({})).toBe('fr');
    expect(languageOf({ LANG: 'en_GB.UTF-8' })).toBe('fr');
    expect(languageOf({ BASCULE_LANG: 'ar' })).toBe('ar');
    expect(languageOf({ BASCULE_LANG: 'de' })).toBe('fr');
  });
});

describe('failures', () => {
  const types = (schema: {
    options: readonly { shape: { type: { value: string } } }[];
  }): string[] => schema.options.map((option) => option.shape.type.value);

  it.each(languages)('have a sentence each in %s', (language) => {
    const { t, exists } = createMessages(language);
    for (const type of types(failureSchema)) {
      if (type !== 'ServerRefused') {
        expect(
          failureText(t, { type, fields: [], problems: [], ids: [] } as never),
          type,
        ).not.toContain(type);
      }
    }
    for (const type of types(wireErrorSchema.shape.error)) {
      expect(exists(`errors:wire.${type}`), type).toBe(true);
    }
    for (const type of types(refusalSchema)) {
      if (type !== 'RuleBroken')
        expect(refusalText(t, { type } as never), type).not.toContain(type);
    }
  });
});
