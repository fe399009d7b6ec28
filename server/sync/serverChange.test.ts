import path from 'node:path';
import { expect, it } from 'vitest';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { TestDevice } from '../testing/client.ts';
import { openAdmin, runServer, temporaryFolder } from '../testing/server.ts';
import { demoStep } from '../testing/ticks.ts';
import { writeAsServer } from './serverChange.ts';

const YEAR_MS = 366 * 86_400_000;

it('what a command stamps is taken back from devices, also once the clock is put back', async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  let offset = 0;
  const now = (): number => Date.now() + offset;
  const server = await runServer({ dataDir, demo: 'amiens-v6', now });
  const scope: ScopeId = 'establishment:etab-v6-01';
  const row = demoStep('etab-v6-01', 'cloture-kit');
  const admin = await openAdmin(dataDir);
  const change = { entity: 'kitStep', row, scope, set: { note: 'du serveur' } };
  await admin.transaction((write) => writeAsServer(write, [change], now()));
  await admin.close();
  offset = -YEAR_MS;
  const bursar = await TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
  // The device's own clock follows the server's, but it has seen the later stamp.
  const answer = await bursar.push([
    bursar.transaction([{ entity: 'kitStep', row, scope, set: { note: 'après' } }], Date.now()),
  ]);
  expect(answer.body.refused).toEqual([]);
});
