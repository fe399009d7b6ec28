import { describe, expect, it } from 'vitest';
import { failureSchema } from '../bridge/failure.ts';
import { languages, type Language } from '../kernel/language.ts';
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

/** Whether the French says `J` for what other languages use the programme's word for. */
function isSaidByDay(namespace: (typeof namespaces)[number], key: string): boolean {
  const text = key
    .slice(1)
    .split('.')
    .reduce<unknown>(
      (node, name) => (node as Record<string, unknown>)[name],
      catalogue.fr[namespace],
    );
  return /\bJ(?!\p{L})/u.test(String(text));
}

function withoutSwitchover(names: string): string {
  return names
    .split(',')
    .filter((name) => name !== 'switchover')
    .join(',');
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
      if (same === undefined) continue;
      const own = isSaidByDay(namespace, key) ? withoutSwitchover(names) : names;
      expect([key, own]).toEqual([key, same]);
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

it('the Arabic takes the word for the switchover from the programme', () => {
  const wrong: string[] = [];
  const visit = (node: object, path: string): void => {
    for (const [key, value] of Object.entries(node)) {
      const at = `${path}.${key}`;
      // The product's own word stands where there is no programme; `الانتقال إلى` is to go somewhere.
      if (at === 'ar.app.term') continue;
      if (typeof value === 'object') visit(value as object, at);
      else if (/الانتقال(?! إلى)/u.test(String(value))) wrong.push(`${at}: ${String(value)}`);
    }
  };
  visit(catalogue.ar, 'ar');
  expect(wrong).toEqual([]);
});

it('every number in a text is written as the language writes it', () => {
  const said = (language: Language) =>
    createMessages(language).t('cli:statusPending', { count: 2386, rejected: 1316 });
  expect(said('fr')).toContain('2\u202f386 changements à envoyer, refusés\u00a0: 1\u202f316');
  expect(said('en')).toContain('2,386');
  expect(said('ar')).toContain('2.386');
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

  it.each([
    ['fr', '22 janvier 2024'],
    ['en', '22 January 2024'],
    ['ar', '22 يناير 2024'],
  ] as const)('say days as the language writes them, in %s', (language, day) => {
    const { t } = createMessages(language);
    expect(failureText(t, { type: 'NotLater', from: '2024-01-22' })).toContain(day);
  });

  it.each(languages)('tell nobody in the window to type a command, in %s', (language) => {
    const { t } = createMessages(language);
    for (const type of types(failureSchema)) {
      // A command alone is given a folder.
      if (type === 'ServerRefused' || type === 'NoDevice') continue;
      const said = failureText(t, { type, fields: [], problems: [], ids: [] } as never);
      expect(said, type).not.toMatch(/commande |command “|الأمر «/);
    }
  });

  it.each(languages)('have a sentence each in %s', (language) => {
    const { t, exists } = createMessages(language);
    for (const type of types(failureSchema)) {
      if (type !== 'ServerRefused') {
        expect(
          failureText(t, {
            type,
            fields: [],
            problems: [],
            ids: [],
            why: 'held',
            count: 2,
          } as never),
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
