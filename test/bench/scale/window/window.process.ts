/** Opens the real window on a filled folder and uses it as a pilot does; prints figures as JSON. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { prepareStage } from '../../../../build/start/app.ts';
import { openPage } from '../../../../build/start/page.ts';
import { createKeyFolder, deviceIdOf, fileVault } from '../../../../main/core/session/deviceKey.ts';
import { openStore } from '../../../../main/core/store/database.ts';
import { quantile, round } from '../../measure.ts';
import { seededRandom } from '../../../support/random.ts';
import { PILOT, schoolId, waveId } from '../names.ts';
import type { WindowFigure, WindowFigures } from '../meter.ts';
import { installWatch } from './watch.ts';

/** Nobody listens there: the window works offline. */
const NO_SERVER = 'http://127.0.0.1:9';
const ROUNDS = 12;
const JUMPS = 40;
/** Typed letter by letter, then taken away. */
const WORDS = ['saint', 'beaumont', 'lanval 3', 'college v12', 'rouge', 'academie 7'];
const PEOPLE = ['lilas', 'helene chene', 'agent 41', 'comptable 12', 'emile'];
const WAITS_MS = 30_000;

/** Screens by their route, with what says that they are there. */
const screens = (schools: number): readonly (readonly [route: string, ready: string])[] => {
  const school = schoolId(Math.floor(schools / 2));
  return [
    ['/pilot', 'pilot'],
    ['/establishments', 'establishments'],
    ['/week', 'week'],
    ['/waves', 'waves'],
    [`/waves/${waveId(3)}`, 'waves'],
    [`/waves/${waveId(3)}/members`, 'waves'],
    [`/waves/${waveId(3)}/candidates`, 'waves'],
    ['/people', 'people'],
    [`/kit/${school}`, 'kit'],
    [`/school/${school}`, 'school'],
    ['/activation/services', 'activation'],
    ['/activation/environments', 'activation'],
    ['/activation/accounts', 'activation'],
    ['/activation/agreements', 'activation'],
    ['/activation/teams', 'activation'],
    ['/template', 'template'],
    ['/template/proposals', 'template'],
    ['/import', 'imports'],
    ['/conflicts', 'conflicts'],
  ];
};

async function measureWindow(folder: string, schools: number): Promise<WindowFigures> {
  await giveKey(folder);
  const stage = await prepareStage();
  const opened = Date.now();
  const window = await openPage(stage, { data: folder, server: NO_SERVER, login: PILOT });
  const { page } = window;
  try {
    await page.waitForFunction(() => document.documentElement.dataset['ready'] !== undefined);
    const start = Date.now() - opened;
    await page.evaluate(installWatch);
    const figures = [
      figure('start of the program to the first screen', [start]),
      ...(await openScreens(page, schools)),
      await typing(page, '/establishments', 'establishments', '#kit-filter', WORDS),
      await typing(page, '/people', 'people', '#people-filter', PEOPLE),
      await typing(page, '/activation/services', 'activation', '#kit-filter', WORDS),
      await typing(page, '/activation/teams', 'activation', '#kit-filter', WORDS),
      await scrolling(page),
    ];
    return { figures, memory: await memoryOf(page) };
  } finally {
    await window.close();
    await stage.display.close();
  }
}

/** The folder becomes that of a device with a key, as if it had been enrolled. */
async function giveKey(folder: string): Promise<void> {
  const keys = createKeyFolder(folder, fileVault, randomBytes);
  const key = (await keys.load(null)) ?? (await keys.make());
  const opened = openStore({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.error.type);
  opened.value.db
    .prepare('UPDATE device_state SET device = ?, server = ?, person = ?, login = ?')
    .run(deviceIdOf(key.publicKey), NO_SERVER, PILOT, PILOT);
  opened.value.close();
}

function figure(name: string, times: readonly number[], first?: number): WindowFigure {
  return {
    name,
    p50: round(quantile(times, 0.5)),
    p95: round(quantile(times, 0.95)),
    n: times.length,
    ...(first !== undefined && { first: round(first) }),
  };
}

/** Goes to a screen; answers how long until it says that it is there. */
function go(page: Page, [route, ready]: readonly [string, string]): Promise<number> {
  return page.evaluate(([to, name]) => window.benchWatch!.go(`#${to}`, name), [
    route,
    ready,
  ] as const);
}

/** Waits until the page stands still; answers when it last changed, since something began. */
function still(page: Page): Promise<number> {
  return page.evaluate(() => window.benchWatch!.still());
}

async function openScreens(page: Page, schools: number): Promise<WindowFigure[]> {
  const figures: WindowFigure[] = [];
  for (const screen of screens(schools)) {
    const ready: number[] = [];
    const shown: number[] = [];
    for (let index = 0; index <= ROUNDS; index += 1) {
      // From a page that shows none of it.
      await go(page, ['/settings', 'settings']);
      await still(page);
      ready.push(await go(page, screen));
      shown.push(await still(page));
    }
    const [route] = screen;
    figures.push(figure(`${route}, ready`, ready.slice(1), ready[0]));
    figures.push(figure(`${route}, all shown`, shown.slice(1), shown[0]));
  }
  return figures;
}

/** From a key press to the last change that it makes on the page. */
async function typing(
  page: Page,
  route: string,
  ready: string,
  box: string,
  words: readonly string[],
): Promise<WindowFigure> {
  await go(page, ['/settings', 'settings']);
  await go(page, [route, ready]);
  await still(page);
  await page.locator(box).focus({ timeout: WAITS_MS });
  const times: number[] = [];
  for (const word of words) {
    for (const letter of word) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
      times.push(await still(page));
    }
    await page.keyboard.press('Escape');
    await still(page);
  }
  return figure(`${route}, key press to rows shown`, times);
}

/** Jumps through the list of all schools; until the rows in sight are there. */
async function scrolling(page: Page): Promise<WindowFigure> {
  await go(page, ['/establishments', 'establishments']);
  await still(page);
  const random = seededRandom(1);
  const times: number[] = [];
  for (let jump = 0; jump < JUMPS; jump += 1) {
    await page.evaluate((share) => window.benchWatch!.scroll('#schools', share), random());
    times.push(await still(page));
  }
  return figure('/establishments, jump in the list to rows shown', times);
}

/** Resident memory of the program's processes, as the system counts it. */
async function memoryOf(page: Page): Promise<WindowFigures['memory']> {
  const browser = page.context().browser()!;
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const memory: Record<string, number | null> = {};
  let whole = 0;
  for (const { type, id } of processInfo) {
    const name = `${type.toLowerCase()}MB`;
    const megabytes = field(id, 'status', /^VmRSS:\s+(\d+) kB$/m);
    memory[name] = megabytes === null ? null : round((memory[name] ?? 0) + megabytes);
    // What processes share is counted once in the whole.
    whole += field(id, 'smaps_rollup', /^Pss:\s+(\d+) kB$/m) ?? Number.NaN;
  }
  return { ...memory, wholeMB: Number.isNaN(whole) ? null : round(whole) };
}

function field(pid: number, file: string, pattern: RegExp): number | null {
  if (process.platform !== 'linux') return null;
  const found = pattern.exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'));
  return found === null ? null : (Number(found[1]) * 1_024) / 1e6;
}

const [folder, count] = process.argv.slice(2);
console.log(JSON.stringify(await measureWindow(folder!, Number(count))));
