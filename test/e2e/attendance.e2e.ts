import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { Sheet } from '../../shared/training/attendance.contract.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { startAs } from './people.ts';

/* A trainer calls the roll of twenty people by keyboard, without a network. */

const TRAINER = 'alix.genevrier';
const PEOPLE = 20;
let server: PracticeServer;
let running: Running;
let session = '';
let presses = 0;

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  running = await startAs({ data: await temporaryFolder(), server: server.url, login: TRAINER });
  await end(server.child);
  session = await sessionOf(PEOPLE);
});
afterAll(async () => {
  await close(running);
});

const call = async (name: string, input: unknown): Promise<unknown> => {
  const answer = await running.window.evaluate(([method, of]) => window.bascule.call(method, of), [
    name,
    input,
  ] as const);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const sheet = async () => (await call('attendance.sheet', { session })) as Sheet;
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) {
    presses += 1;
    await running.window.keyboard.press(key);
  }
};
const unmarked = async () => (await sheet()).counts.map((half) => half.unmarked);

/** A session of a past day with so many people, its sheet emptied. */
async function sessionOf(people: number): Promise<string> {
  const { sessions, today } = (await call('training.overview', {})) as TrainingOverview;
  for (const { id, day, halves } of sessions) {
    if (day > today || halves.length < 2) continue;
    session = id;
    const { rows } = await sheet();
    if (rows.length !== people) continue;
    const marks = rows.map(({ enrolment }) => ({ enrolment, half: 'all', status: null }));
    await call('attendance.mark', { session, marks });
    return id;
  }
  throw new Error(`No session of ${people} people.`);
}

async function open(): Promise<void> {
  await running.window.evaluate((id) => {
    window.location.hash = `#/training/attendance/${id}`;
  }, session);
  await running.window.locator('[data-person]').first().waitFor();
  // The list takes the keyboard by itself.
  await eventually(() =>
    running.window.evaluate(() => document.activeElement?.hasAttribute('data-person')),
  ).toBe(true);
}

/** Chooses a half-day by mouse. */
async function choose(half: string): Promise<void> {
  await running.window.locator(`header button[data-value="${half}"]`).click();
}

describe('the roll of twenty people by keyboard', () => {
  it('takes one press each, a time for who is late, and is on disk at once', async () => {
    await open();
    expect(await unmarked()).toEqual([PEOPLE, PEOPLE]);
    await choose('all');
    presses = 0;
    for (let at = 0; at < PEOPLE; at += 1) {
      if (at === 3) await press('a');
      else if (at === 7) await press('e');
      else if (at === 11) {
        await press('r');
        await running.window.locator('input:focus').waitFor();
        await press('9', '2', '5', 'Enter');
      } else await press('p');
    }
    expect(presses).toBe(PEOPLE + 4);
    await eventually(unmarked).toEqual([0, 0]);
    const { rows, counts } = await sheet();
    expect(rows[3]).toMatchObject({ status: 'absent', pending: true });
    expect(rows[7]!.status).toBe('excused');
    expect(rows[11]!.marks).toMatchObject([
      { half: 'morning', status: 'late', arrivedAt: '09:25' },
      { half: 'afternoon', status: 'present', arrivedAt: null },
    ]);
    expect(counts[0]).toMatchObject({ present: PEOPLE - 2, late: 1, absent: 1, excused: 1 });
  });

  it('takes three presses where all but two are there, and is taken back by one', async () => {
    const marks = (await sheet()).rows.map(({ enrolment }) => ({
      enrolment,
      half: 'all',
      status: null,
    }));
    await call('attendance.mark', { session, marks });
    await eventually(() =>
      running.window.locator('[data-person][data-status="none"]').count(),
    ).toBe(PEOPLE);
    await press('Home');
    presses = 0;
    await press('a', 'e', 'Shift+P');
    expect(presses).toBe(3);
    await eventually(unmarked).toEqual([0, 0]);
    expect((await sheet()).counts[0]).toMatchObject({ present: PEOPLE - 2, absent: 1, excused: 1 });
    await press('Control+z');
    await eventually(unmarked).toEqual([PEOPLE - 2, PEOPLE - 2]);
  });

  it('opens at the first half-day of a past day, and takes keys once another is chosen', async () => {
    await running.window.evaluate(() => {
      window.location.hash = '#/training/attendance';
    });
    await running.window.locator('[data-person]').first().waitFor({ state: 'detached' });
    await open();
    const first = async () =>
      (await sheet()).rows[0]!.marks.filter(({ status }) => status === 'excused');
    const chosen = running.window.locator('header button[aria-pressed="true"]');
    expect(await chosen.getAttribute('data-value')).toBe('morning');
    await choose('afternoon');
    await press('e');
    await eventually(first).toMatchObject([{ half: 'afternoon' }]);
    await press('Control+z');
    await eventually(first).toEqual([]);
    await choose('all');
    await press('Home');
  });

  it('refuses a time of arrival outside the half-day, and shows the one that stands', async () => {
    const { window: page } = running;
    const morning = async () =>
      (await sheet()).rows[0]!.marks.filter(({ half }) => half === 'morning');
    await press('Home');
    await choose('morning');
    const before = await morning();
    await press('r');
    await page.locator('input:focus').waitFor();
    await press('2', '0', ':', '0', '0', 'Enter');
    await page.getByRole('alert').filter({ hasText: '12:00' }).waitFor();
    const field = page.locator('[data-person]').first().getByRole('textbox');
    await eventually(() => field.inputValue()).toBe('');
    expect(await morning()).toMatchObject([{ status: 'late', arrivedAt: null }]);
    await page.getByRole('alert').getByRole('button').click();
    await press('Control+z');
    await eventually(morning).toMatchObject(before.map(({ status }) => ({ status })));
    await choose('all');
    await press('Home');
  });

  it('leaves buttons of the panel their height, however long it gets', async () => {
    const { window: page } = running;
    await press('Enter');
    await page.getByRole('button', { name: 'Changer de groupe' }).click();
    const certificate = page.getByRole('button', { name: 'Attestation de présence' });
    const heightOf = async () => (await certificate.boundingBox())?.height ?? 0;
    expect(await heightOf()).toBeGreaterThanOrEqual(30);
    await page.getByRole('button', { name: 'Renoncer' }).click();
    await page.locator('[data-person]').first().focus();
    await press('Escape');
    await certificate.waitFor({ state: 'detached' });
  });

  it('marks the half-day that the arrows choose', async () => {
    await press('End', 'ArrowLeft', 'a');
    const last = async () =>
      (await sheet()).rows.at(-1)!.marks.map(({ half, status }) => [half, status]);
    await eventually(last).toEqual([['afternoon', 'absent']]);
  });
});
