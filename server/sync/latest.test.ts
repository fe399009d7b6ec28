import path from 'node:path';
import { expect, it } from 'vitest';
import { MAX_CLOCK_AHEAD_MS } from '../../shared/sync/protocol.ts';
import { TestDevice } from '../testing/client.ts';
import { runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';

const YEAR = 365 * 24 * 3_600_000;
const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');

it('A server whose clock was a year ahead goes on taking what follows from it, also after a restart', async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  const right = Date.parse('2024-01-22T10:00:00Z');
  let clock = right + YEAR;
  const first = await runServer({ dataDir, demo: 'amiens-v6', now: () => clock });
  const device = await TestDevice.enrolled(first.url, 'demo-edgar.bergenia');
  const noted = (note: string, now: number): object =>
    device.transaction([{ entity: 'kitStep', row: STEP, scope: SCHOOL, set: { note } }], now);
  expect((await device.push([noted('en avance', clock)])).body.refused).toEqual([]);
  clock = right;
  await device.openSession();
  // A stamp that follows one that was seen is no earlier than it, whatever the clock says now.
  expect((await device.push([noted('remise', clock)])).body.refused).toEqual([]);
  await first.close();
  const second = await runServer({ dataDir, demo: 'amiens-v6', now: () => clock });
  device.url = second.url;
  await device.openSession();
  expect((await device.push([noted('redémarré', clock)])).body.refused).toEqual([]);
  const late = noted('trop loin', right + YEAR + MAX_CLOCK_AHEAD_MS + 3_600_000);
  expect((await device.push([late])).body.refused).toMatchObject([
    { refusal: { type: 'ClockAhead' } },
  ]);
});
