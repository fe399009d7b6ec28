/**
 * The list of 20,000 requests for help in the real window: opening it, each letter of its filter,
 * another order, and scrolling through it, held against the some 200 requests of the practice data in
 * the same window. `npm run bench:tickets -- --json` prints an array of figures in milliseconds and
 * how many rows the page holds at once; without `--json`, a table. `--tickets N` changes how many.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import SQLite from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { prepareStage } from '../../../build/start/app.ts';
import { end } from '../../../build/start/child.ts';
import { openPage } from '../../../build/start/page.ts';
import { startServer } from '../../../build/start/server.ts';
import { figureOf, quantile, round, type Figure } from '../measure.ts';

const HELPER = 'clemence.frenaie';
const ROUNDS = 12;
const WORDS = ['budget', 'mandat', 'profil', 'certificat'];
const SCROLLS = 60;
const P95 = 0.95;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    tickets: { type: 'string', default: '20000' },
  },
});
const tickets = Number(options.tickets);
const folder = mkdtempSync(join(tmpdir(), 'bascule-tickets-'));
const data = join(folder, 'device');
const stage = await prepareStage();
const server = await startServer(join(folder, 'server'));
try {
  const window = await openPage(stage, { data, server: server.url, login: HELPER });
  try {
    const { page } = window;
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
    const few = await measure(page);
    fill();
    const many = await measure(page);
    const told = (name: keyof typeof few): Figure => ({
      ...figureOf(name, 'ms', many[name], few[name]),
      p95: round(quantile(many[name], P95)),
      tickets,
    });
    const figures = [
      told('the list, read by the core'),
      told('a part of the list, with words'),
      told('a part of the list, after a request has changed'),
      told('the page, until its first row'),
      told('a letter of the filter'),
      told('another order'),
      told('a frame while scrolling'),
      { ...figureOf('rows in the page', 'rows', many.rows, few.rows), tickets },
    ];
    if (options.json) console.log(JSON.stringify(figures));
    else console.table(figures);
  } finally {
    await window.close();
  }
} finally {
  await end(server.child);
  await stage.display.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Writes requests beside those of the practice data, as a pull would have brought them. */
function fill(): void {
  const db = new SQLite(join(data, 'bascule.sqlite'));
  try {
    const schools = db
      .prepare<[], { scope: string; id: string }>('SELECT scope, id FROM establishment ORDER BY id')
      .all();
    const programme = db
      .prepare<[], string>('SELECT programme FROM ticket WHERE programme IS NOT NULL LIMIT 1')
      .pluck()
      .get()!;
    const ticket = db.prepare(
      `INSERT INTO ticket (id, scope, programme, establishment, title, description, level, shared,
         created_on, number, stamps) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, '{}')`,
    );
    const event = db.prepare(
      `INSERT INTO ticket_event (id, scope, ticket, kind, "on", at, text, stamps)
       VALUES (?, ?, ?, ?, ?, ?, ?, '{}')`,
    );
    db.transaction(() => {
      for (let n = 0; n < tickets; n += 1) {
        const { scope, id: school } = schools[n % schools.length]!;
        const id = `bench-${n}`;
        const on = new Date(Date.UTC(2023, 8, 1 + (n % 140))).toISOString().slice(0, 10);
        const word = WORDS[n % WORDS.length]!;
        const title = `SI2C – Le ${word} numéro ${n} ne se charge pas`;
        const level = n % 3 === 0 ? 'drasi' : 'si2c';
        ticket.run(
          id,
          scope,
          programme,
          school,
          title,
          `${title} depuis lundi.`,
          level,
          on,
          `N-${n}`,
        );
        event.run(`${id}-1`, scope, id, 'filed', on, n, null);
        event.run(`${id}-2`, scope, id, n % 4 === 0 ? 'waiting' : 'answered', on, n + 1, 'Vu.');
      }
    })();
  } finally {
    db.close();
  }
}

async function measure(page: Page) {
  const figures = {
    'the list, read by the core': await listed(page),
    'a part of the list, with words': await searched(page),
    'a part of the list, after a request has changed': await changed(page),
    'the page, until its first row': await opened(page),
    'a letter of the filter': await typed(page),
    'another order': await sorted(page),
    'a frame while scrolling': await scrolled(page),
    rows: [await page.locator('#tickets [data-index]').count()],
  };
  return figures;
}

function listed(page: Page): Promise<number[]> {
  return page.evaluate(async (rounds) => {
    const times: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const started = performance.now();
      await window.bascule.call('tickets.list', {});
      times.push(performance.now() - started);
    }
    return times;
  }, ROUNDS);
}

/** Milliseconds that the core takes for a hundred requests that have a word. */
function searched(page: Page): Promise<number[]> {
  return page.evaluate(async (words) => {
    const times: number[] = [];
    for (const word of words.flatMap((one) => [one.slice(0, 1), one.slice(0, 3), one])) {
      const started = performance.now();
      await window.bascule.call('tickets.page', {
        query: { search: word, state: 'all', group: '' },
        order: { column: 'title', descending: false },
        offset: 0,
        limit: 100,
      });
      times.push(performance.now() - started);
    }
    return times;
  }, WORDS);
}

/** The same, each time after somebody has written to a request. */
function changed(page: Page): Promise<number[]> {
  return page.evaluate(async (rounds) => {
    const ask = {
      query: { search: '', state: 'open', group: '' },
      order: { column: 'age', descending: true },
      offset: 0,
      limit: 100,
    };
    const times: number[] = [];
    for (let n = 0; n < rounds; n += 1) {
      const before = (await window.bascule.call('tickets.page', ask)) as {
        value: { rows: { id: string }[] };
      };
      await window.bascule.call('tickets.act', {
        ticket: before.value.rows[n]!.id,
        move: 'answer',
        text: 'Vu.',
        level: null,
        tool: null,
        number: null,
      });
      const started = performance.now();
      await window.bascule.call('tickets.page', ask);
      times.push(performance.now() - started);
    }
    return times;
  }, ROUNDS);
}

async function opened(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    await page.evaluate(() => (location.hash = '#/settings'));
    await page.locator('html[data-ready="settings"]').waitFor();
    const started = performance.now();
    await page.evaluate(() => (location.hash = '#/assistance'));
    await page.locator('#tickets [data-index="0"]').waitFor();
    times.push(performance.now() - started);
  }
  // All of them, closed ones too.
  await page.getByLabel('Statut').selectOption('all');
  await drawn(page);
  return times;
}

async function typed(page: Page): Promise<number[]> {
  const filter = page.locator('#tickets-filter');
  const times: number[] = [];
  for (const word of WORDS) {
    await filter.focus();
    for (const letter of word) times.push(await timedKey(page, letter));
    await filter.fill('');
    await drawn(page);
  }
  return times;
}

async function sorted(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (const name of ['Titre', 'Établissement', 'Numéro', 'Âge']) {
    for (let n = 0; n < 2; n += 1) {
      await page.locator('#tickets').getByRole('button', { name }).first().focus();
      times.push(await timedKey(page, 'Enter'));
    }
  }
  return times;
}

/** Milliseconds from a key to the frame after what it changed. */
async function timedKey(page: Page, key: string): Promise<number> {
  await page.evaluate(() => {
    const shown = new Promise<number>((resolve) => {
      document.addEventListener(
        'keydown',
        ({ timeStamp }) =>
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp))),
        { capture: true, once: true },
      );
    });
    Object.assign(window, { benchShown: () => shown });
  });
  await page.keyboard.press(key);
  return page.evaluate(() =>
    (window as unknown as { benchShown: () => Promise<number> }).benchShown(),
  );
}

function scrolled(page: Page): Promise<number[]> {
  return page.evaluate(async (steps) => {
    let scroller = document.querySelector('#tickets [data-index]')!.parentElement!;
    while (scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement!;
    const height = scroller.scrollHeight - scroller.clientHeight;
    const times: number[] = [];
    let last = performance.now();
    for (let n = 1; n <= steps; n += 1) {
      scroller.scrollTop = (height * n) / steps;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      times.push(now - last);
      last = now;
    }
    return times;
  }, SCROLLS);
}

function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}
