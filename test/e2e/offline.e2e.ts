import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { end } from '../../build/start/child.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, HEAD, killTree, say, startAs, stepsWith, tick } from './people.ts';

const STEPS = 20;
/** The device tries again at growing intervals; this is several of them. */
const ARRIVES_WITHIN_MS = 45_000;

let server: PracticeServer;
let bursar: Running;
let head: Running;
let serverData = '';
let bursarData = '';
let ticked: string[] = [];

beforeAll(async () => {
  serverData = await temporaryFolder();
  bursarData = await temporaryFolder();
  server = await startServer(serverData);
  const address = server.url;
  bursar = await startAs({ data: bursarData, server: address, login: BURSAR });
  head = await startAs({ data: await temporaryFolder(), server: address, login: HEAD });
});
afterAll(async () => {
  await close(bursar);
  await close(head);
  await end(server.child);
});

const foot = ({ window }: Running) => window.locator('[data-sync]');
const settled = (running: Running) =>
  foot(running).and(running.window.locator('[data-sync="fresh"]'));

describe('twenty steps without a server', () => {
  it('are ticked as if nothing were missing', async () => {
    await settled(bursar).waitFor();
    await end(server.child);
    ticked = (await stepsWith(bursar, 'todo')).slice(0, STEPS);
    expect(ticked).toHaveLength(STEPS);
    for (const step of ticked) await tick(bursar, step);
    await foot(bursar)
      .getByText(say('sync.toSend', { count: STEPS }))
      .waitFor();
  });

  it('are all there after the power was cut, and said to be waiting', async () => {
    await killTree(bursar);
    bursar = await startAs({ data: bursarData, server: server.url, login: BURSAR });
    const done = new Set(await stepsWith(bursar, 'done'));
    expect(ticked.filter((step) => !done.has(step))).toEqual([]);
    await foot(bursar)
      .getByText(say('sync.toSend', { count: STEPS }))
      .waitFor();
    const row = bursar.window.locator(`[data-step="${ticked[0]!}"]`);
    await row.getByRole('img', { name: say('row.pending') }).waitFor();
  });

  it('arrive by themselves once the server is back, in the window of a colleague too', async () => {
    const before = new Set(await stepsWith(head, 'done'));
    expect(ticked.filter((step) => before.has(step))).toEqual([]);
    server = await startServer(serverData, server.url);
    await eventually(async () => {
      const done = new Set(await stepsWith(head, 'done'));
      return ticked.filter((step) => done.has(step)).length;
    }, ARRIVES_WITHIN_MS).toBe(STEPS);
    await settled(bursar).waitFor();
    await foot(bursar).getByText(say('sync.nothingToSend')).waitFor();
  });
});
