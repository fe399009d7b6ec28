import { join } from 'node:path';
import { z } from 'zod';
import { themes, type Preferences } from '../../shared/bridge/window.ts';
import { languages, type Language } from '../../shared/kernel/language.ts';
import { readJson, writeJson } from './jsonFile.ts';

/** Zoom factors that the menu steps through; 2 is what the accessibility rules ask for. */
const ZOOM_STEPS = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
const PLAIN_ZOOM = 1;

/** How lists were left, by person and list: small, and bounded so that the file stays so. */
export const viewsSchema = z.record(z.string().max(120), z.json());

const keptSchema = z.object({
  language: z.enum(languages).optional(),
  theme: z.enum(themes).optional(),
  views: viewsSchema.optional(),
  zoom: z.number().min(0.5).max(3).optional(),
});
type Kept = z.infer<typeof keptSchema>;

/** What this computer's user chose for the window, in `<data folder>/preferences.json`. */
export class PreferencesFile {
  readonly #file: string;
  readonly #given: Language | undefined;
  readonly #systemLanguage: Language;
  #kept: Kept;

  /**
   * @param systemLanguages the system's languages, most wanted first, such as `fr-FR`
   * @param given the language that the start was given, before the person's and the system's
   */
  constructor(folder: string, systemLanguages: readonly string[], given?: string) {
    this.#file = join(folder, 'preferences.json');
    this.#kept = readJson(this.#file, keptSchema) ?? {};
    this.#given = languages.find((language) => language === given);
    this.#systemLanguage = firstKnown(systemLanguages);
  }

  get preferences(): Preferences {
    const chosen = this.#kept.language ?? this.#given;
    return {
      language: chosen ?? this.#systemLanguage,
      ...(chosen === undefined && { languageOpen: true }),
      theme: this.#kept.theme ?? 'system',
      ...(this.#kept.views === undefined ? {} : { views: this.#kept.views }),
    };
  }

  get zoom(): number {
    return this.#kept.zoom ?? PLAIN_ZOOM;
  }

  /**
   * Keeps what is given and leaves the rest.
   *
   * @throws the file system's error when the folder cannot be written.
   */
  write(changes: Kept): void {
    this.#kept = { ...this.#kept, ...changes };
    writeJson(this.#file, this.#kept);
  }
}

/** The next zoom factor up or down; 0 goes back to the plain one. */
export function nextZoom(zoom: number, direction: 1 | -1 | 0): number {
  if (direction === 0) return PLAIN_ZOOM;
  const next =
    direction === 1
      ? ZOOM_STEPS.find((step) => step > zoom)
      : ZOOM_STEPS.findLast((step) => step < zoom);
  return next ?? zoom;
}

function firstKnown(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = languages.find((known) => tag.toLowerCase().split('-')[0] === known);
    if (language !== undefined) return language;
  }
  return 'fr';
}
