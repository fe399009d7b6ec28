/** The central server at the size of a nation: who may read what, in milliseconds; printed as JSON. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../../server/db/open.ts';
import { writeSeed } from '../../../server/demo/seed.ts';
import { seedRow, type SeedRow } from '../../../server/demo/seedRows.ts';
import { readableBy } from '../../../server/sync/access.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import { seededRandom } from '../../support/random.ts';
import { round } from '../measure.ts';
import { peakMegabytes } from '../memory.ts';
import { createMeter } from './meter.ts';
import { PILOT, PROGRAMME, TECHNICIAN } from './names.ts';
import { placeRows } from './placeRows.ts';
import { registerRows } from './registerRows.ts';
import { schoolRows } from './schoolRows.ts';

const [, count, only = ''] = process.argv.slice(2);
const schools = Number(count);
const RUNS = 20;
/** What says who reads where; all else stays out of the way. */
const DECIDING = new Set(['programme', 'wave', 'establishment', 'waveMembership', 'grant']);

function rows(): SeedRow[] {
  const random = seededRandom(1);
  const kit = { ...findTemplate('opale')!, actions: [] };
  const all = [
    seedRow('programme', PROGRAMME, scopeId('programme', PROGRAMME), { name: 'Op@le' }),
    ...placeRows(),
  ];
  for (let school = 0; school < schools; school += 1) {
    all.push(...schoolRows(kit, school, 'Laon', random), ...registerRows(school, random));
  }
  return all.filter(({ entity }) => DECIDING.has(entity));
}

const meter = createMeter(only);
const dataDir = mkdtempSync(join(tmpdir(), 'bascule-scale-server-'));
try {
  const { storage, close } = await openStorage({ dataDir });
  await storage.transaction((write) => writeSeed(write, rows(), Date.now()));
  const people = {
    'a pilot of all schools': PILOT,
    'a technician of all schools': TECHNICIAN,
    'a bursar': 'agent-41-1',
    'an accounting officer of six schools': 'comptable-7',
  };
  for (const [who, person] of Object.entries(people)) {
    await meter.measure(`who may read what: ${who}`, RUNS, () =>
      storage.read((read) => readableBy(read, person)),
    );
  }
  await close();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
console.log(JSON.stringify({ figures: meter.figures, memory: { peakMB: round(peakMegabytes()) } }));
