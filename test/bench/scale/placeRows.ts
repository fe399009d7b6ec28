import { addDays } from '../../../shared/kernel/dates.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { seedRow, type SeedRow } from '../../../server/demo/seedRows.ts';
import {
  PILOT,
  PROGRAMME,
  TECHNICIAN,
  TERRITORIES,
  TODAY,
  WAITING,
  waveId,
  WAVES,
} from './names.ts';

const EVENTS = 8;
const WINDOWS = 12;

/** What stands above schools: territories, waves and what happens in them, who steers. */
export function placeRows(): SeedRow[] {
  const scope = scopeId('programme', PROGRAMME);
  return [
    seedRow('grant', `${PILOT}:pilot`, scope, {
      person: PILOT,
      role: 'pilot',
      name: 'Ada Boréale',
    }),
    seedRow('grant', `${TECHNICIAN}:technician`, scope, {
      person: TECHNICIAN,
      role: 'technician',
      name: 'Noé Cytise',
    }),
    ...Array.from({ length: TERRITORIES }, (_, index) =>
      seedRow('territory', `aca-${index}`, scope, {
        programme: PROGRAMME,
        level: 'academy',
        name: `Académie ${index}`,
      }),
    ),
    ...Array.from({ length: WINDOWS }, (_, index) =>
      seedRow('environmentWindow', `fenetre-${index}`, scope, {
        programme: PROGRAMME,
        environment: 'formation',
        opensOn: addDays(TODAY, index * 21 - 120),
        closesOn: addDays(TODAY, index * 21 - 115),
        productVersion: `3.${index}`,
      }),
    ),
    ...Array.from({ length: WAVES }, (_, index) => waveRows(index)).flat(),
    seedRow('wave', WAITING, scopeId('wave', WAITING), {
      programme: PROGRAMME,
      label: 'En attente',
      kind: 'waiting',
      status: 'planned',
    }),
  ];
}

function waveRows(index: number): SeedRow[] {
  const wave = waveId(index);
  const scope = scopeId('wave', wave);
  const switchoverDate = addDays('2023-01-01', index * 60);
  return [
    seedRow('wave', wave, scope, {
      programme: PROGRAMME,
      label: `V${index + 1}`,
      switchoverDate,
      variant: index % 2 === 0 ? 'janvier' : 'septembre',
      status: 'in-progress',
      openedOn: addDays(switchoverDate, -200),
      trainingPlaces: 900,
      tutoringPlaces: 300,
      budget: 100_000,
    }),
    ...Array.from({ length: EVENTS }, (_, event) =>
      seedRow('waveEvent', `${wave}-${event}`, scope, {
        wave,
        happensOn: addDays(switchoverDate, event * 14 - 90),
        kind: 'training',
        label: `Session ${event + 1}`,
      }),
    ),
  ];
}
