/**
 * The log of a session while people talk: from the press of Enter to the line on the screen, and from
 * a letter to what the page shows of it, in the real window, in a group of twenty schools whose log has
 * two hundred lines. Held against the same in a log without lines, in the same window.
 * `npm run bench:log -- --json` prints an array of figures; without `--json`, a table.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { prepareStage } from '../../../build/start/app.ts';
import { end } from '../../../build/start/child.ts';
import { openPage } from '../../../build/start/page.ts';
import { startServer } from '../../../build/start/server.ts';
import { figureOf, quantile, round, type Figure } from '../measure.ts';

const TUTOR = 'capucine.salicaire';
const FULL = 'tutorat-1:2024-01-31';
const EMPTY = 'tutorat-1:2024-02-14';
const LINES = 200;
const ROUNDS = 30;
const LETTERS = 'abcdefghij';

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'bascule-log-'));
const stage = await prepareStage();
const server = await startServer(join(folder, 'server'));
try {
  const window = await openPage(stage, {
    data: join(folder, 'device'),
    server: server.url,
    login: TUTOR,
  });
  try {
    const figures = await measure(window.page);
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

async function measure(page: Page): Promise<Figure[]> {
  await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
  await fill(page);
  const enter: Record<'full' | 'empty', number[]> = { full: [], empty: [] };
  const letter: Record<'full' | 'empty', number[]> = { full: [], empty: [] };
  for (const [name, session] of [
    ['empty', EMPTY],
    ['full', FULL],
  ] as const) {
    await open(page, session);
    // The first ones warm it up and are not counted.
    for (let n = 0; n <= ROUNDS; n += 1) {
      const letters = await typed(page, LETTERS);
      const shown = await entered(page);
      if (n === 0) continue;
      letter[name].push(...letters);
      enter[name].push(shown);
      // A log that is to be empty stays so.
      if (name === 'empty') await takeBack(page, session);
    }
  }
  return [
    told('from Enter to the line on the screen', enter),
    told('from a letter to what the page shows of it', letter),
  ];
}

function told(name: string, { full, empty }: Record<'full' | 'empty', number[]>): Figure {
  return {
    ...figureOf(name, 'ms', full, empty),
    p95: round(quantile(full, 0.95)),
    lines: LINES,
  };
}

async function fill(page: Page): Promise<void> {
  await page.evaluate(
    async ([session, lines]) => {
      const call = async (name: string, input: unknown): Promise<unknown> => {
        const answer = await window.bascule.call(name, input);
        if (!answer.ok) throw new Error(JSON.stringify(answer.error));
        return answer.value;
      };
      const log = (await call('log.rest', { session, status: 'present' })) as {
        log: { schools: { id: string }[] };
      };
      const { schools } = log.log;
      for (let n = 0; n < lines; n += 1) {
        const kind = n % 3 === 2 ? 'answer' : 'difficulty';
        const establishment = schools[n % schools.length]!.id;
        const text = `Ligne ${n} de ce qui a été dit pendant la séance`;
        await call('log.write', {
          session,
          kind,
          said: kind === 'answer' ? { text } : { text, establishment, theme: 'Budget' },
        });
      }
    },
    [FULL, LINES] as const,
  );
}

async function open(page: Page, session: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/tutoring/log/${id}`;
  }, session);
  const input = page.locator('main input[role="combobox"]').first();
  await input.waitFor();
  await page.waitForFunction(
    ([lines]) => document.querySelectorAll('[data-line]').length >= lines!,
    [session === FULL ? LINES : 0],
  );
  await input.focus();
}

/** Milliseconds from each key to the frame after what it changed. */
async function typed(page: Page, letters: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    const onKey = ({ timeStamp, key }: KeyboardEvent): void => {
      if (key.length !== 1) return;
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp)));
    };
    document.addEventListener('keydown', onKey, true);
    Object.assign(window, {
      benchKeys: () => {
        document.removeEventListener('keydown', onKey, true);
        return times;
      },
    });
  });
  for (const letter of letters) {
    await page.keyboard.press(letter);
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))),
    );
  }
  return page.evaluate(() => (window as unknown as { benchKeys: () => number[] }).benchKeys());
}

/** Milliseconds from the press of Enter to the line in the document. */
async function entered(page: Page): Promise<number> {
  await page.evaluate(() => {
    const before = document.querySelectorAll('[data-line]').length;
    const shown = new Promise<number>((resolve) => {
      let pressed = 0;
      const watch = new MutationObserver(() => {
        if (document.querySelectorAll('[data-line]').length <= before) return;
        watch.disconnect();
        resolve(performance.now() - pressed);
      });
      watch.observe(document.body, { childList: true, subtree: true });
      document.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          pressed = timeStamp;
        },
        { capture: true, once: true },
      );
    });
    Object.assign(window, { benchShown: () => shown });
  });
  await page.keyboard.press('Enter');
  return page.evaluate(() =>
    (window as unknown as { benchShown: () => Promise<number> }).benchShown(),
  );
}

async function takeBack(page: Page, session: string): Promise<void> {
  await page.evaluate(async (id) => {
    const read = await window.bascule.call('log.read', { session: id });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const { lines } = read.value as { lines: { id: string }[] };
    for (const line of lines) await window.bascule.call('log.remove', { line: line.id });
  }, session);
  await page.waitForFunction(() => document.querySelector('[data-line]') === null);
}
