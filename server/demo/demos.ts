import { programmeRows } from '../../shared/templates/programmeRows.ts';
import { amiensArticles } from './amiensArticles.ts';
import { amiensParts } from './amiensParts.ts';
import { amiensSupport } from './amiensSupport.ts';
import { amiensTraining } from './amiensTraining.ts';
import { amiensTutoring } from './amiensTutoring.ts';
import { describedRows } from './described/describedRows.ts';
import { entPilot } from './ent-pilot/ent.ts';
import { additions, demo, template } from './files.ts';
import { massarLot1 } from './massar-lot1/massar.ts';
import { pegase2022 } from './pegase-2022/pegase.ts';
import { peopleRows } from './peopleRows.ts';
import { kitRows, waveRows } from './schoolRows.ts';
import { seedRow, type SeedRow } from './seedRows.ts';

/** Practice data by name. Each is a programme of its own, with people of its own. */
export const demos: Readonly<Record<string, () => SeedRow[]>> = {
  'amiens-v6': () => [
    ...programmeRows(template, {
      id: demo.programme.id,
      name: demo.programme.name,
      practiceDate: demo.about.as_of,
    }).map((row) => seedRow(row.entity, row.id, row.scope, row.values)),
    ...waveRows(demo),
    ...peopleRows(demo, additions),
    ...kitRows(demo, additions, template),
    ...amiensParts(demo),
    ...amiensTraining(demo),
    ...amiensTutoring(demo),
    ...amiensSupport(demo),
    ...amiensArticles(demo.programme.id, 'op-v6'),
  ],
  'massar-lot1': () => describedRows(massarLot1),
  'pegase-2022': () => describedRows(pegase2022),
  'ent-pilot': () => describedRows(entPilot),
};

/** Names of the practice data that this version has. */
export const demoNames: readonly string[] = Object.keys(demos);
