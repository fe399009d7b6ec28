import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { startAs } from './people.ts';

/** Four programmes, each seen by its pilot in its own words. */
const programmes = [
  {
    demo: 'amiens-v6',
    login: 'clemence.frenaie',
    language: 'fr',
    words: ['Vagues', 'Établissements', 'Kit de bascule'],
  },
  {
    demo: 'massar-lot1',
    login: 'laila.erriad',
    language: 'ar',
    words: ['الحصص', 'المؤسسات', 'عُدّة الإرساء'],
  },
  {
    demo: 'massar-lot1',
    login: 'laila.erriad',
    language: 'fr',
    words: ['Lots', 'Établissements', 'Kit de mise en œuvre'],
  },
  {
    demo: 'pegase-2022',
    login: 'solveig.hautmont',
    language: 'fr',
    words: ['Vagues', 'Universités', 'Kit de déploiement'],
  },
  {
    demo: 'ent-pilot',
    login: 'roxane.belval',
    language: 'fr',
    words: ['Vagues', 'Écoles', 'Kit de déploiement'],
  },
] as const satisfies readonly {
  demo: string;
  login: string;
  language: Language;
  words: readonly string[];
}[];

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];

describe.each(programmes)('$demo in $language', ({ demo, login, language, words }) => {
  let server: PracticeServer;
  let running: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, demo);
    running = await startAs({ data: await temporaryFolder(), server: server.url, login });
    await running.window.evaluate(
      (chosen) => window.bascule.preferences.write({ language: chosen }),
      language,
    );
    await running.window.reload();
    await running.window.locator(`html[data-ready][lang="${language}"]`).waitFor();
  });
  afterAll(async () => {
    await close(running);
    await end(server.child);
  });

  it('speaks the programme’s own words in the rail', async () => {
    const { window } = running;
    await window.evaluate(() => (location.hash = '#/establishments'));
    const rail = window.getByRole('navigation').first();
    const [waves, establishments] = words;
    await rail.getByText(waves, { exact: true }).waitFor();
    await rail.getByText(establishments, { exact: true }).waitFor();
    const direction = await window.evaluate(() => document.documentElement.dir);
    expect(direction).toBe(language === 'ar' ? 'rtl' : 'ltr');
    await eventually(() => window.getByRole('heading', { level: 1 }).textContent()).toContain(
      establishments,
    );
    if (pictures !== undefined) {
      await screenshot(window, join(pictures, `${demo}-${language}-schools.png`));
    }
  });

  it('and over a kit', async () => {
    const { window } = running;
    await window.locator('[role="row"][data-index="0"]').click();
    await window.locator('html[data-ready="kit"]').waitFor();
    await eventually(() => window.getByRole('heading', { level: 1 }).textContent()).toContain(
      words[2],
    );
    if (pictures === undefined) return;
    await screenshot(window, join(pictures, `${demo}-${language}-kit.png`));
    for (const page of ['pilot', 'waves', 'people', 'activation', 'template', 'week', 'settings']) {
      await window.evaluate((hash) => (location.hash = hash), `#/${page}`);
      await window.getByRole('heading').first().waitFor();
      await screenshot(window, join(pictures, `${demo}-${language}-${page}.png`));
    }
  });
});
