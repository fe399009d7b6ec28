import i18next, { type i18n, type TFunction } from 'i18next';
import { languages, type Language } from '../kernel/language.ts';
import arApp from './ar/app.json' with { type: 'json' };
import arCli from './ar/cli.json' with { type: 'json' };
import arErrors from './ar/errors.json' with { type: 'json' };
import arMenu from './ar/menu.json' with { type: 'json' };
import arServer from './ar/server.json' with { type: 'json' };
import enApp from './en/app.json' with { type: 'json' };
import enCli from './en/cli.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enMenu from './en/menu.json' with { type: 'json' };
import enServer from './en/server.json' with { type: 'json' };
import frApp from './fr/app.json' with { type: 'json' };
import frCli from './fr/cli.json' with { type: 'json' };
import frErrors from './fr/errors.json' with { type: 'json' };
import frMenu from './fr/menu.json' with { type: 'json' };
import frServer from './fr/server.json' with { type: 'json' };

/**
 * Every text that a person reads, by language and namespace: `errors` (expected failures), `app`
 * (the window's pages), `menu` (the shell's native menus and dialogs), `cli`, `server`.
 */
export const catalogue = {
  fr: { errors: frErrors, app: frApp, menu: frMenu, cli: frCli, server: frServer },
  en: { errors: enErrors, app: enApp, menu: enMenu, cli: enCli, server: enServer },
  ar: { errors: arErrors, app: arApp, menu: arMenu, cli: arCli, server: arServer },
} as const satisfies Record<Language, Record<string, object>>;

export const namespaces = ['errors', 'app', 'menu', 'cli', 'server'] as const;

/**
 * A translator of its own (no global state), ready at once. A key that a language lacks falls
 * back to French; a test sees to it that none does.
 */
export function createMessages(language: Language): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'fr',
    ns: [...namespaces],
    defaultNS: 'app',
    resources: catalogue,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}

export type Translate = TFunction;

/** The language of a terminal program: `BASCULE_LANG`, else French. */
export function languageOf(environment: Readonly<Record<string, string | undefined>>): Language {
  const wanted = environment['BASCULE_LANG'];
  return languages.find((language) => language === wanted) ?? 'fr';
}
