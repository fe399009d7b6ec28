import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PreferencesFile } from './preferences.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bascule-preferences-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

it('speaks the language of the system, and says that it may give way to the person', () => {
  const { preferences } = new PreferencesFile(folder(), ['de-DE', 'ar-MA']);
  expect(preferences).toMatchObject({ language: 'ar', languageOpen: true });
});

it('speaks the language that the start was given, unless one was chosen', () => {
  const made = folder();
  const file = new PreferencesFile(made, ['fr-FR'], 'ar');
  expect(file.preferences).toEqual({ language: 'ar', theme: 'system' });
  file.write({ language: 'en' });
  expect(new PreferencesFile(made, ['fr-FR'], 'ar').preferences.language).toBe('en');
  expect(new PreferencesFile(folder(), ['fr-FR'], 'xx').preferences.languageOpen).toBe(true);
});
