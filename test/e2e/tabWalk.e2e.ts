import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, PILOT, startAs } from './people.ts';

/*
 * Each main page walked through with Tab alone: everything that can be used is reached, in the order
 * it is read, the focus is seen wherever it is, and nothing keeps it.
 */

/** More stops than any page has: whoever is still walking then is kept somewhere. */
const MOST_STOPS = 400;

const SCHOOL = 'etab-v6-01';
const WAVE = 'op-v6';

let server: PracticeServer;
let bursar: Running;
let pilot: Running;

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  const { url } = server;
  bursar = await startAs({ data: await temporaryFolder(), server: url, login: BURSAR });
  pilot = await startAs({ data: await temporaryFolder(), server: url, login: PILOT });
});
afterAll(async () => {
  for (const running of [bursar, pilot]) await close(running);
  await end(server.child);
});

interface Place {
  readonly name: string;
  readonly of: () => Running;
  readonly hash: string;
  /** What `data-ready` says once it is there. */
  readonly ready: string;
  /** What stands there once all of it is. */
  readonly shows?: string;
  /** Clicked to open the panel beside it. */
  readonly opens?: string;
  /** The panel is always there: Escape leads back to the list. */
  readonly stays?: boolean;
}

const row = (list: string, at = 0): string => `#${list} [data-index="${at}"]`;
const asPilot = { of: () => pilot };
const asBursar = { of: () => bursar };

const places: readonly Place[] = [
  { ...asBursar, name: 'a kit', hash: '/', ready: 'kit', shows: '[data-step]' },
  {
    ...asBursar,
    name: 'a kit and one of its actions',
    hash: '/',
    ready: 'kit',
    opens: '[data-step][data-status="todo"]',
    stays: true,
  },
  { ...asBursar, name: 'the week', hash: '/week', ready: 'week' },
  { ...asBursar, name: 'settings', hash: '/settings', ready: 'settings' },
  {
    ...asPilot,
    name: 'schools',
    hash: '/establishments',
    ready: 'establishments',
    shows: '[role="grid"] [data-index="0"]',
  },
  {
    ...asPilot,
    name: 'a school to add',
    hash: '/establishments',
    ready: 'establishments',
    opens: 'header button:nth-of-type(2)',
  },
  { ...asPilot, name: 'steering', hash: '/pilot', ready: 'pilot' },
  { ...asPilot, name: 'waves', hash: '/waves', ready: 'waves', shows: row('waves') },
  ...['summary', 'events', 'candidates', 'postponements'].map((tab) => ({
    ...asPilot,
    name: `a wave, ${tab}`,
    hash: `/waves/${WAVE}/${tab}`,
    ready: 'waves',
  })),
  {
    ...asPilot,
    name: 'a wave, its schools and one of them',
    hash: `/waves/${WAVE}/members`,
    ready: 'waves',
    opens: row('wave-members'),
  },
  {
    ...asPilot,
    name: 'people and one of them',
    hash: '/people',
    ready: 'people',
    opens: row('people', 1),
  },
  ...['services', 'environments', 'accounts', 'teams'].map((tab) => ({
    ...asPilot,
    name: `activation, ${tab}`,
    hash: `/activation/${tab}`,
    ready: 'activation',
  })),
  ...['record', 'team', 'services', 'environments', 'accounts'].map((tab) => ({
    ...asPilot,
    name: `a school, ${tab}`,
    hash: `/school/${SCHOOL}/${tab}`,
    ready: 'school',
    shows: '#school-panel > *',
  })),
  {
    ...asPilot,
    name: 'the template and one of its actions',
    hash: '/template',
    ready: 'template',
    opens: row('template-actions', 1),
  },
  { ...asPilot, name: 'the programme', hash: '/programme', ready: 'programme' },
  { ...asPilot, name: 'an import', hash: '/import', ready: 'imports' },
];

declare global {
  interface Window {
    /** What the walk keeps in the page from stop to stop. */
    tabWalk: {
      readonly expected: readonly HTMLElement[];
      readonly seen: HTMLElement[];
      /** How each of them looked with the keyboard on it. */
      readonly looks: string[];
      readonly nameOf: (element: Element) => string;
      readonly wrong: string[];
    };
  }
}

/** What the walk found wrong, and how many stops it made. */
interface Walk {
  readonly stops: number;
  readonly wrong: readonly string[];
}

/** Walks the page from its beginning until the keyboard is back there. */
async function walk(page: Page): Promise<Walk> {
  await page.evaluate(begin);
  for (let presses = 1; presses <= MOST_STOPS; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(stop)) return page.evaluate(finish);
  }
  return { stops: MOST_STOPS, wrong: ['the walk does not come to its end'] };
}

/** In the page: lists what is to be reached, and puts the keyboard before all of it. */
function begin(): void {
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true }) &&
    element.getClientRects().length > 0 &&
    element.closest('[inert]') === null;
  const nameOf = (element: Element): string => {
    const name =
      element.getAttribute('aria-label') ??
      element.textContent?.trim() ??
      element.getAttribute('name') ??
      '';
    return `${element.tagName.toLowerCase()}${element.id && `#${element.id}`} “${name.slice(0, 40)}”`;
  };
  /** A widget of which the keyboard enters one part, and whose arrows move among the others. */
  const widgetOf = (element: Element): Element | null =>
    element.closest('[role="tablist"], [role="grid"], [role="radiogroup"], [role="toolbar"]');
  const isExpected = (element: HTMLElement): boolean => {
    if (!isShown(element) || element.matches(':disabled, [aria-hidden="true"] *')) return false;
    if (element.matches('input[type="file"], h1')) return false;
    if (element.tabIndex < 0 && widgetOf(element) !== null) return false;
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    // Of radios of one name the keyboard enters the chosen one.
    return element.checked;
  };
  const usable =
    'a[href], button, input, select, textarea, summary, [tabindex="0"], [role="tab"], [role="button"]';
  window.tabWalk = {
    expected: [...document.querySelectorAll<HTMLElement>(usable)].filter(isExpected),
    seen: [],
    looks: [],
    nameOf,
    wrong: [],
  };
  // The keyboard begins before all of it, and is back there at the end.
  const start = document.createElement('span');
  start.id = 'walk-start';
  start.tabIndex = 0;
  document.body.prepend(start);
  start.focus();
}

/** In the page: notes where the keyboard is; true once it is where it began. */
function stop(): boolean {
  const { seen, looks, wrong, nameOf } = window.tabWalk;
  /** How an element and what it is drawn with looks. */
  const lookOf = (element: Element): string => {
    const drawn = [element, element.parentElement, element.previousElementSibling];
    const next = element.nextElementSibling;
    return [...drawn, next, ...element.children]
      .filter((one) => one !== null && one !== document.body)
      .map((one) => {
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one!);
        const outline = outlineStyle === 'none' || outlineWidth === '0px' ? '' : outlineWidth;
        return [outline, boxShadow, borderColor].join(' ');
      })
      .join('|');
  };
  const at = document.activeElement;
  const before = seen.at(-1);
  if (before !== undefined && before.isConnected && before !== at) {
    // Left now: it has to have looked otherwise while the keyboard was there.
    if (looks.at(-1) === lookOf(before)) wrong.push(`focus not seen on ${nameOf(before)}`);
  }
  if (at?.id === 'walk-start') return true;
  if (at === null || at === document.body || !(at instanceof HTMLElement)) {
    wrong.push(`nowhere after ${before === undefined ? 'the beginning' : nameOf(before)}`);
    return true;
  }
  if (seen.includes(at)) {
    wrong.push(`kept at ${nameOf(at)}`);
    return true;
  }
  if (
    before !== undefined &&
    (before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) === 0
  ) {
    wrong.push(`${nameOf(at)} comes after ${nameOf(before)}`);
  }
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const isInside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  if (!isInside || right - left < 1 || bottom - top < 1) wrong.push(`out of sight: ${nameOf(at)}`);
  seen.push(at);
  looks.push(lookOf(at));
  return false;
}

/** In the page: what of it was not reached, and all else that was wrong. */
function finish(): Walk {
  const { expected, seen, wrong, nameOf } = window.tabWalk;
  document.getElementById('walk-start')?.remove();
  const missed = expected.filter((element) => element.isConnected && !seen.includes(element));
  return {
    stops: seen.length,
    wrong: [...wrong, ...missed.map((element) => `not reached: ${nameOf(element)}`)],
  };
}

async function go({ of, hash, ready, shows, opens }: Place): Promise<Page> {
  const { window: page } = of();
  await page.evaluate((to) => (location.hash = to), hash);
  await page.reload();
  await page.locator(`html[data-ready="${ready}"]`).waitFor();
  const there = shows ?? opens;
  if (there !== undefined) await page.locator(there).first().waitFor();
  if (opens !== undefined) {
    await page.locator(opens).first().click();
    await page.locator('aside').waitFor();
  }
  // All that comes late is there.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  return page;
}

describe('with Tab alone', () => {
  it.each(places)('$name: all is reached, in order, and seen', async (place) => {
    const page = await go(place);
    const { stops, wrong } = await walk(page);
    expect(wrong).toEqual([]);
    expect(stops).toBeGreaterThan(5);
  });
});

describe('with Escape', () => {
  it.each(places.filter(({ opens }) => opens !== undefined))(
    '$name: the panel closes, and the keyboard is not lost',
    async (place) => {
      const page = await go(place);
      await page.locator('aside').locator('button, input, select, textarea').first().focus();
      await page.keyboard.press('Escape');
      await eventually(() => page.locator('aside').count()).toBe(place.stays === true ? 1 : 0);
      const where = () =>
        page.evaluate(() => {
          const at = document.activeElement;
          return at === null || at === document.body || at.closest('aside') !== null;
        });
      await eventually(where).toBe(false);
    },
  );
});
