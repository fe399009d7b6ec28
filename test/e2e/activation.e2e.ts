import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { startAs } from './people.ts';

/* A pilot opens a service in three schools by keyboard; the head of one of them sees it. */

const PILOT = 'roxane.belval';
const HEAD = 'hermine.sourdeval';
const SCHOOL = 'ent-ecole-1';
const PILOT_DIGIT = '2';
const OPEN_DIGIT = '3';

let server: PracticeServer;
let pilot: Running;
let head: Running | undefined;

beforeAll(async () => {
  server = await startServer(await temporaryFolder(), undefined, 'ent-pilot');
  pilot = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
});
afterAll(async () => {
  await close(pilot);
  await close(head);
  await end(server.child);
});

interface Grid {
  readonly rows: readonly {
    readonly id: string;
    readonly cells: Readonly<Record<string, { readonly state: string }>>;
  }[];
  readonly services: readonly { readonly id: string }[];
}

/** The grid as it is on the pilot's disk. */
async function grid(): Promise<Grid> {
  const answer = await pilot.window.evaluate(() =>
    window.bascule.call('activation.grid', { offset: 0, limit: 50 }),
  );
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value as Grid;
}

describe('services', () => {
  it('are opened in three schools by keyboard, in one action, and taken back', async () => {
    const page = pilot.window;
    await page.evaluate(() => {
      location.hash = '#/activation/services';
    });
    await page.locator('html[data-ready="activation"]').waitFor();
    const { rows, services } = await grid();
    const first = services[0]!.id;
    const before = rows.map(({ cells }) => cells[first]?.state ?? 'off');
    await page.locator('[data-cell="0 0"]').focus();
    const press = (key: string) => page.keyboard.press(key);
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await press(PILOT_DIGIT);
    const states = async () =>
      (await grid()).rows.slice(0, 3).map(({ cells }) => cells[first]?.state ?? 'off');
    await eventually(states).toEqual(['pilot', 'pilot', 'pilot']);
    await press('Control+z');
    await eventually(states).toEqual(before.slice(0, 3));
    await press(OPEN_DIGIT);
    await eventually(states).toEqual(['on', 'on', 'on']);
  });

  it('are seen by the head of the school after the next sync', async () => {
    const page = pilot.window;
    const at = (await grid()).rows.findIndex(({ id }) => id === SCHOOL);
    expect(at).toBeGreaterThanOrEqual(0);
    await page.locator(`[data-cell="${at} 0"]`).focus();
    await page.keyboard.press(OPEN_DIGIT);
    const service = (await grid()).services[0]!.id;
    await eventually(
      async () => (await grid()).rows.find(({ id }) => id === SCHOOL)?.cells[service]?.state,
    ).toBe('on');
    await page.evaluate(() => window.bascule.call('sync.now', {}));
    head = await startAs({ data: await temporaryFolder(), server: server.url, login: HEAD });
    await head.window.evaluate((school) => {
      location.hash = `#/school/${school}/services`;
    }, SCHOOL);
    await head.window.locator('html[data-ready="school"]').waitFor();
    const pressed = head.window.locator(
      `[data-service="${service}"] button[data-value="on"][aria-pressed="true"]`,
    );
    await pressed.waitFor();
  });
});
