import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { Sheet } from '../../shared/training/attendance.contract.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { startAs } from './people.ts';

/* The lead of trainings calls the roll of the days of a series by keyboard, without a network. */

const LEAD = 'armand.peupleraie';
const DAYS = ['2024-01-15', '2024-01-22', '2024-01-29'] as const;
const TODAY = DAYS[1];
let server: PracticeServer;
let running: Running;
let series = '';

const call = async (name: string, input: unknown): Promise<unknown> => {
  const answer = await running.window.evaluate(([method, of]) => window.bascule.call(method, of), [
    name,
    input,
  ] as const);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const sheet = async (day: string) =>
  (await call('attendance.sheet', { session: `${series}@${day}` })) as Sheet;
const statuses = async (day: string) => (await sheet(day)).rows.map(({ status }) => status);

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  running = await startAs({ data: await temporaryFolder(), server: server.url, login: LEAD });
  await end(server.child);
  const { groups, trainers } = (await call('training.overview', {})) as TrainingOverview;
  const group = groups.find(({ size, outsideGroups }) => size > 10 && !outsideGroups)!;
  const { id } = (await call('timetable.saveSession', {
    wave: 'op-v6',
    set: {
      title: 'Atelier du lundi',
      day: DAYS[0],
      from: '14:00',
      to: '16:00',
      mode: 'inPerson',
      track: group.track,
      groups: [group.id],
      trainers: trainers.slice(0, 2).map((one) => one.id),
      repeats: { everyWeeks: 1, until: DAYS[2], except: [] },
    },
  })) as { id: string };
  series = id;
});
afterAll(async () => {
  await close(running);
});

const chosen = () =>
  running.window.getByRole('combobox', { name: 'Jour de la série' }).inputValue();
const onRow = () =>
  eventually(() =>
    running.window.evaluate(() => document.activeElement?.hasAttribute('data-person')),
  ).toBe(true);

describe('the roll of a series by keyboard', () => {
  it('opens at today’s day, and goes to another by two keys', async () => {
    const { window: page } = running;
    await page.evaluate((id) => (location.hash = `#/training/attendance/${id}`), series);
    await page.locator('[data-person]').first().waitFor();
    await onRow();
    expect(await chosen()).toBe(`${series}@${TODAY}`);
    await page.keyboard.press('p');
    await page.keyboard.press('a');
    await eventually(async () => (await statuses(TODAY)).slice(0, 3)).toEqual([
      'present',
      'absent',
      null,
    ]);
    await page.keyboard.press('Shift+ArrowLeft');
    await eventually(chosen).toBe(`${series}@${DAYS[0]}`);
    await onRow();
    await page.keyboard.press('e');
    await page.keyboard.press('Shift+P');
    await eventually(async () => (await statuses(DAYS[0])).slice(0, 2)).toEqual([
      'excused',
      'present',
    ]);
    expect((await statuses(TODAY)).slice(0, 3)).toEqual(['present', 'absent', null]);
  });

  it('has each day in the list, and another trainer for one of them', async () => {
    const { window: page } = running;
    await page.evaluate(() => (location.hash = '#/training/attendance'));
    const all = page.getByRole('button', { name: 'Toutes' });
    if ((await all.count()) > 0) await all.click();
    for (const day of DAYS.slice(0, 2)) {
      await page.locator(`[data-session="${series}@${day}"]`).waitFor();
    }
    await page.evaluate(([id, day]) => (location.hash = `#/training/calendar/${id}@${day}`), [
      series,
      DAYS[2],
    ] as const);
    const remove = page.getByRole('complementary').getByRole('button', { name: /^Retirer/ });
    await remove.first().click();
    await page.getByText('l’animation ou le lieu ne sont pas ceux de la série').waitFor();
    const days = async () =>
      ((await call('training.overview', {})) as TrainingOverview).sessions
        .find(({ id }) => id === series)!
        .occurrences.map(({ held, trainers }) => [held, trainers?.length ?? null]);
    await eventually(days).toEqual([
      [true, null],
      [true, null],
      [false, 1],
    ]);
    await page.keyboard.press('Control+z');
    await eventually(days).toEqual([
      [true, null],
      [true, null],
      [false, null],
    ]);
  });
});
