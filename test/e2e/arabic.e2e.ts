import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { Language } from '../../shared/kernel/language.ts';
import { createMessages, namespaces } from '../../shared/messages/messages.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { startAs } from './people.ts';

const DEMO = 'massar-lot1';
/** A school with a kit that runs, and the wave it is in. */
const SCHOOL = 'massar-rszz-1';
const WAVE = 'massar-lot1';

/** Every page, by its address and what `data-ready` says once it is there. */
const pages: readonly (readonly [address: string, ready: string])[] = [
  [`/kit/${SCHOOL}`, 'kit'],
  ['/establishments', 'establishments'],
  ['/week', 'week'],
  ['/pilot', 'pilot'],
  ['/waves', 'waves'],
  ...['summary', 'events', 'members', 'candidates', 'postponements'].map(
    (tab) => [`/waves/${WAVE}/${tab}`, 'waves'] as const,
  ),
  ['/people', 'people'],
  ...['record', 'team', 'services', 'environments', 'accounts', 'agreement'].map(
    (tab) => [`/school/${SCHOOL}/${tab}`, 'school'] as const,
  ),
  ...['services', 'environments', 'accounts', 'agreements', 'teams'].map(
    (tab) => [`/activation/${tab}`, 'activation'] as const,
  ),
  ...['current', 'versions', 'proposals'].map((tab) => [`/template/${tab}`, 'template'] as const),
  ['/programme', 'programme'],
  ...['establishments', 'people', 'observed'].map(
    (kind) => [`/import/${kind}`, 'imports'] as const,
  ),
  ...['calendar', 'groups', 'attendance', 'coverage', 'plan'].map(
    (tab) => [`/training/${tab}`, 'training'] as const,
  ),
  ...['tracks', 'materials', 'trainers', 'sites', 'calendar'].map(
    (part) => [`/training/setup/${part}`, 'training'] as const,
  ),
  ...['sessions', 'log', 'groups', 'follow', 'blockers', 'visits'].map(
    (tab) => [`/tutoring/${tab}`, 'tutoring'] as const,
  ),
  ...['articles', 'communications', 'places'].map(
    (tab) => [`/knowledge/${tab}`, 'knowledge'] as const,
  ),
  ['/conflicts', 'conflicts'],
  ['/refused', 'refused'],
  ['/settings', 'settings'],
];

let server: PracticeServer;
let pilot: Running;
let texts: readonly string[] = [];
/** Names in Latin letters of what has one in Arabic: schools, and the programme's product. */
let latinNames: readonly string[] = [];

beforeAll(async () => {
  texts = onlyElsewhere();
  server = await startServer(await temporaryFolder(), undefined, DEMO);
  pilot = await startAs({
    data: await temporaryFolder(),
    server: server.url,
    login: 'laila.erriad',
  });
  await pilot.window.evaluate(() => window.bascule.preferences.write({ language: 'ar' }));
  await pilot.window.reload();
  await pilot.window.locator('html[data-ready][lang="ar"]').waitFor();
  latinNames = ['Massar', ...(await namesOfSchools())];
});
afterAll(async () => {
  await close(pilot);
  await end(server.child);
});

/** Texts of the product in French and English that Arabic says otherwise. */
function onlyElsewhere(): string[] {
  const arabic = new Set(valuesOf('ar'));
  return [...valuesOf('fr'), ...valuesOf('en')].filter(
    (text) => /\p{Script=Latin}{3}/u.test(text) && !text.includes('{{') && !arabic.has(text),
  );
}

function valuesOf(language: Language): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  const messages = createMessages(language);
  for (const name of namespaces) {
    const bundle = messages.getResourceBundle(language, name) as Record<string, unknown>;
    // Languages are named in themselves.
    walk({ ...bundle, languageName: null });
  }
  return found;
}

/** Schools that have a name in Arabic too, by their other one. */
async function namesOfSchools(): Promise<string[]> {
  const asked = { programme: 'massar', offset: 0, limit: 100, sort: 'name' };
  const answer = await pilot.window.evaluate(
    (input) => window.bascule.call('pilot.schools', input),
    asked,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const { rows } = answer.value as { rows: { name: string; nameAr: string | null }[] };
  const found = rows.flatMap(({ name, nameAr }) => (nameAr === null ? [] : [name]));
  expect(found.length).toBeGreaterThan(20);
  return found;
}

/** What is wrong with the page that is shown; empty: nothing. */
async function leftovers(): Promise<string[]> {
  const given = { foreign: texts, names: latinNames };
  return pilot.window.evaluate(({ foreign, names }) => {
    /** What of a text an Arabic page says otherwise. */
    function latinIn(text: string): string | null {
      const name = names.find((one) => text.includes(one));
      if (name !== undefined) return name;
      const twice = /\p{Script=Latin} \d* ?– .*\p{Script=Arabic}/u.exec(text);
      return twice === null ? null : twice[0];
    }
    const wrong: string[] = [];
    const root = document.documentElement;
    if (root.dir !== 'rtl') wrong.push(`the document runs ${root.dir}`);
    if (root.scrollWidth > root.clientWidth) wrong.push('the document is wider than the window');
    const known = new Set(foreign);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = (node.textContent ?? '').trim();
      const box = node.parentElement!;
      if (text === '' || !box.checkVisibility()) continue;
      const isOurs = box.closest('[lang]')?.getAttribute('lang') === 'ar';
      if (isOurs && known.has(text)) wrong.push(`foreign words: ${text}`);
      const latin = isOurs ? latinIn(text) : null;
      if (latin !== null) wrong.push(`a name in Latin letters: ${latin} in “${text}”`);
      const style = getComputedStyle(box);
      const isMeasured = box.clientWidth > 1 && style.display !== 'inline';
      if (isMeasured && style.overflowX === 'visible' && box.scrollWidth > box.clientWidth + 1) {
        wrong.push(`out of its box: ${text}`);
      }
      // A box of its own that runs as its text does would stand at the other side of the page.
      if (isMeasured && box.matches('bdi') && style.textAlign === 'start') {
        wrong.push(`aligned as it runs, not as the page does: ${text}`);
      }
    }
    for (const box of document.body.querySelectorAll<HTMLElement>(
      '[placeholder], [title], [aria-label]',
    )) {
      // What says that it is in another language may be.
      if (box.closest('[lang]')?.getAttribute('lang') !== 'ar') continue;
      for (const name of ['placeholder', 'title', 'aria-label']) {
        // What stands under a text is not seen.
        const isSeen = name !== 'placeholder' || box.matches(':placeholder-shown');
        const text = isSeen ? (box.getAttribute(name) ?? '') : '';
        const latin = latinIn(text);
        if (latin !== null) wrong.push(`a name in Latin letters in a ${name}: ${text}`);
        if (/massar-\w+/.test(text)) wrong.push(`an id in a ${name}: ${text}`);
        if (known.has(text)) wrong.push(`foreign words in a ${name}: ${text}`);
      }
    }
    return [...new Set(wrong)];
  }, given);
}

describe('in Arabic', () => {
  it.each(pages)('%s has no leftovers', async (address, ready) => {
    const { window } = pilot;
    await window.evaluate((hash) => (location.hash = hash), address);
    await window.locator(`html[data-ready="${ready}"]`).waitFor();
    await eventually(leftovers).toEqual([]);
    // And again once all that comes late is there.
    await window.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(await leftovers()).toEqual([]);
  });
});
