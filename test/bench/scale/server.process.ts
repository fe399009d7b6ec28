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

const [, size, only = ''] = process.argv.slice(2);
const schools = Number(size);
const RUNS = 20;
/** Schools that are written at once. */
const AT_ONCE = 400;

/** All that a server holds of them, kits included: what decides is to be found among all else. */
function* lists(): Generator<SeedRow[]> {
  const random = seededRandom(1);
  yield [
    seedRow('programme', PROGRAMME, scopeId('programme', PROGRAMME), { name: 'Op@le' }),
    ...placeRows(),
  ];
  for (let from = 0; from < schools; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, schools - from);
    yield Array.from({ length: count }, (_, at) => [
      ...schoolRows(findTemplate('opale')!, from + at, 'Laon', random),
      ...registerRows(from + at, random),
    ]).flat();
  }
}

const meter = createMeter(only);
const dataDir = mkdtempSync(join(tmpdir(), 'bascule-scale-server-'));
try {
  const { storage, close } = await openStorage({ dataDir });
  process.stderr.write('filling a server …\n');
  for (const rows of lists()) {
    await storage.transaction((write) => writeSeed(write, rows, Date.now()));
  }
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
