import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, HEAD, keptStatus, say, startAs, stepsWith, tick } from './people.ts';

/* Two people of one school, without a server, change the same action and different ones. */

/** The device tries again at growing intervals; this is several of them. */
const ARRIVES_WITHIN_MS = 45_000;
const REASON = 'La salle est fermée jusqu’à lundi';

let server: PracticeServer;
let bursar: Running;
let head: Running;
let serverData = '';
/** Changed by both, by the bursar alone, by the head alone. */
let both = '';
let bursars = '';
let heads = '';

beforeAll(async () => {
  serverData = await temporaryFolder();
  server = await startServer(serverData);
  const { url } = server;
  bursar = await startAs({ data: await temporaryFolder(), server: url, login: BURSAR });
  head = await startAs({ data: await temporaryFolder(), server: url, login: HEAD });
});
afterAll(async () => {
  await close(bursar);
  await close(head);
  await end(server.child);
});

const row = ({ window }: Running, step: string) => window.locator(`[data-step="${step}"]`);
const isMarked = (running: Running) => row(running, both).getAttribute('data-mark');
const waiting = ({ window }: Running) => window.locator('[data-sync="waiting"]');
const goTo = ({ window }: Running, page: string) =>
  window.evaluate((to) => {
    location.hash = `/${to}`;
  }, page);

/** What the inbox says of the action: each version's words, in the order of the cards. */
async function versions(running: Running): Promise<string[]> {
  const cards = running.window.locator(`[data-group="${both}"] [data-version]`);
  return cards.allInnerTexts();
}

describe('two people without a server', () => {
  it('change the same action and different ones', async () => {
    await bursar.window.locator('[data-sync="fresh"]').waitFor();
    await head.window.locator('[data-sync="fresh"]').waitFor();
    await end(server.child);
    [both, bursars, heads] = (await stepsWith(bursar, 'todo')) as [string, string, string];

    await tick(bursar, both);
    await tick(bursar, bursars);

    await tick(head, heads);
    await row(head, both).click();
    await head.window.keyboard.press('b');
    await head.window.keyboard.type(REASON);
    await head.window.keyboard.press('Control+Enter');
    await eventually(() => keptStatus(head, both)).toBe('blocked');
    await waiting(bursar).waitFor();
    await waiting(head).waitFor();
  });

  it('find each other’s work merged when it is back, and the same action marked', async () => {
    server = await startServer(serverData, server.url);
    for (const running of [bursar, head]) {
      await eventually(() => keptStatus(running, bursars), ARRIVES_WITHIN_MS).toBe('done');
      await eventually(() => keptStatus(running, heads), ARRIVES_WITHIN_MS).toBe('done');
      await eventually(() => isMarked(running), ARRIVES_WITHIN_MS).toBe('conflict');
    }
    expect(await keptStatus(bursar, both)).toBe(await keptStatus(head, both));
  });

  it('both see both values, who wrote them and which one is shown', async () => {
    for (const running of [bursar, head]) {
      await goTo(running, 'conflicts');
      await running.window.locator('html[data-ready="conflicts"]').waitFor();
      await eventually(async () => (await versions(running)).length).toBe(2);
      const said = (await versions(running)).toSorted();
      const [blocked, done] = said;
      expect(blocked).toContain(say('status.blocked'));
      expect(done).toContain(say('status.done'));
      expect(done).toContain(running === bursar ? say('conflict.me') : 'Edgar');
      expect(blocked).toContain(running === head ? say('conflict.me') : 'Blandine');
      expect(said.filter((words) => words.includes(say('conflict.shown')))).toHaveLength(1);
    }
  });

  it('settle it by one click, and both windows show the same', async () => {
    await bursar.window.getByRole('button', { name: say('conflict.keepMine') }).click();
    await bursar.window.getByText(say('conflict.none')).waitFor();
    await head.window.getByText('n’est plus à départager').waitFor({ timeout: ARRIVES_WITHIN_MS });
    for (const running of [bursar, head]) {
      await eventually(() => keptStatus(running, both), ARRIVES_WITHIN_MS).toBe('done');
      await goTo(running, 'kit');
      await eventually(() => row(running, both).getAttribute('data-status')).toBe('done');
      expect(await isMarked(running)).toBeNull();
    }
  });

  it('may take the choice back', async () => {
    await bursar.window.keyboard.press('Control+z');
    for (const running of [bursar, head]) {
      await eventually(() => isMarked(running), ARRIVES_WITHIN_MS).toBe('conflict');
    }
    const panel = head.window.getByRole('complementary');
    await row(head, both).click();
    await panel.getByRole('button', { name: say('conflict.keepMine') }).click();
    for (const running of [bursar, head]) {
      await eventually(() => keptStatus(running, both), ARRIVES_WITHIN_MS).toBe('blocked');
      await eventually(() => isMarked(running), ARRIVES_WITHIN_MS).toBeNull();
    }
  });
});
