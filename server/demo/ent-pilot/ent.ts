import type { JsonValue } from '../../../shared/schema/entity.ts';
import { findTemplate } from '../../../shared/templates/templates.ts';
import type {
  DescribedEstablishment,
  DescribedPerson,
  Description,
} from '../described/description.ts';
import { loginOf } from '../../../shared/people/names.ts';
import { entTrainings } from './entTrainings.ts';
import { entHelp } from './entHelp.ts';
import { entTutoring } from './entTutoring.ts';
import schoolsJson from './schools.json' with { type: 'json' };

type Values = Readonly<Record<string, JsonValue>>;

const PROGRAMME = 'ent';
const PILOTS = 'ent-2023';
const NEXT = 'ent-2024';
const WAITING = 'ent-attente';
const PROJECT_WAVE = 'ent-projet';
const AUTHORITY = 'ent-syndicat';

const services = findTemplate('ent')!.services;
const ofGroup = (group: string): string[] =>
  services.filter((service) => service.group === group).map(({ id }) => id);
const slug = (town: string): string => loginOf(town, 'x').replace(/\.x$/, '');
const pilotId = (index: number): string => `ent-ecole-${index + 1}`;

/** Group 1 is open everywhere; 2 opens one service after the other; 3 on demand, class by class. */
function activations(index: number): Values[] {
  const state = (service: string, value: string, since: string, more: Values = {}): Values => ({
    service,
    target: 'school',
    state: value,
    since,
    ...more,
  });
  const opened = 6 - index;
  return [
    ...ofGroup('g1').map((service) => state(service, 'on', '2023-08-28')),
    ...ofGroup('g2').map((service, rank) =>
      rank < opened
        ? state(service, 'on', rank < 3 ? '2023-09-11' : '2023-10-09')
        : state(service, 'planned', '2024-01-08'),
    ),
    ...(index < 2
      ? [
          state('blog', 'pilot', '2023-11-06', { target: 'class', targetName: 'CM1' }),
          state('formulaires', 'pilot', '2023-11-06', { target: 'profile', targetName: 'parents' }),
        ]
      : []),
    state('mediatheque', 'planned', '2024-03-04'),
  ];
}

function distributions(pupils: number, index: number): Values[] {
  const classes = Math.ceil(pupils / 24);
  const given = (total: number): number => Math.round(total * Math.max(0.2, 1 - index * 0.15));
  return [
    {
      population: 'teachers',
      method: 'handedOver',
      decidedOn: '2023-06-20',
      total: classes + 2,
      handedOut: index === 5 ? classes : classes + 2,
    },
    {
      population: 'families',
      method: index % 2 === 0 ? 'meeting' : 'letter',
      decidedOn: '2023-06-27',
      total: Math.round(pupils * 1.6),
      handedOut: given(Math.round(pupils * 1.6)),
    },
    {
      population: 'pupils',
      method: 'handedOver',
      decidedOn: '2023-06-27',
      total: pupils,
      handedOut: given(pupils),
    },
  ];
}

function readiness([
  demand,
  digitalUse,
  technicalState,
  functionalState,
]: readonly number[]): Values {
  return {
    demand: demand!,
    digitalUse: digitalUse!,
    technicalState: technicalState!,
    functionalState: functionalState!,
    assessedOn: '2023-10-17',
  };
}

type School = readonly (string | number | number[])[];

function fields(
  [name, town, type, pupils]: School,
  number: number,
): DescribedEstablishment['fields'] {
  return {
    name: String(name),
    town: String(town),
    type: String(type),
    code: `099${String(7001 + number)}${'ABCDEFGHJKLMNP'[number]}`,
    territory: `ent-commune-${slug(String(town))}`,
    pupils: Number(pupils),
  };
}

const pilots: DescribedEstablishment[] = schoolsJson.pilots.map((school, index) => ({
  id: pilotId(index),
  fields: fields(school, index),
  wave: PILOTS,
  membership: {
    status: index < 4 ? 'reinforcedSupport' : 'inSwitchover',
    joinedOn: '2022-12-05',
  },
  pace: { share: Number(school[6]), daysAhead: Number(school[7]) },
  rows: {
    readiness: [readiness([4, 3, 4 - (index % 3), 3])],
    serviceActivation: activations(index),
    accountDistribution: distributions(Number(school[3]), index),
    environmentUse: [
      { environment: 'test', state: 'closed', openedOn: '2023-06-12', closedOn: '2023-08-28' },
      { environment: 'production', state: 'open', openedOn: '2023-08-28' },
    ],
    observation: [
      {
        indicator: 'usage',
        observedOn: '2023-10-31',
        value: 62 - index * 9,
        source: 'Connexions hebdomadaires, octobre 2023',
      },
    ],
    teamMember: [{ name: 'Équipe de CM1', function: 'keyUser', since: '2023-04-17' }],
  },
}));

const confirmed: DescribedEstablishment[] = schoolsJson.confirmed.map((school, index) => ({
  id: `ent-suivante-${index + 1}`,
  fields: fields(school, 6 + index),
  wave: NEXT,
  membership: { status: 'informed', joinedOn: '2023-10-16' },
  pace: { share: 0.95, daysAhead: 0 },
  rows: { readiness: [readiness([3, 3, 3, 2 + index])] },
}));

const candidates: DescribedEstablishment[] = schoolsJson.candidates.map((school, index) => ({
  id: `ent-candidate-${index + 1}`,
  fields: fields(school, 8 + index),
  wave: WAITING,
  membership: { status: 'candidate', joinedOn: `2023-09-${String(12 + index)}` },
  pace: null,
  rows: { readiness: [readiness(school[4] as number[])] },
}));

function head(school: School, id: string): DescribedPerson {
  const [firstName, lastName] = school.slice(4, 6) as [string, string];
  return {
    id: `${id}-head`,
    login: loginOf(firstName, lastName),
    firstName,
    lastName,
    language: 'fr',
    grants: [{ role: 'authorisingOfficer', places: [`establishment:${id}`] }],
  };
}

const own = pilots.map(({ id }) => `establishment:${id}` as const);
const towns = ['Valbrume', 'Clairmarais', 'Saint-Aubin-des-Prés', 'Ombreval', 'Montcendre'];

/** The first schools of a district with an ENT, two months after it was opened. */
export const entPilot: Description = {
  programme: {
    id: PROGRAMME,
    name: 'ENT premier degré',
    template: 'ent',
    practiceDate: '2023-11-06',
    startedOn: '2022-09-01',
  },
  territories: [
    { id: 'ent-dsden', level: 'academie', name: 'DSDEN du Val-d’Ombre' },
    {
      id: 'ent-collectivite',
      level: 'collectivite',
      name: 'Syndicat mixte numérique du Val',
      parent: 'ent-dsden',
    },
    {
      id: 'ent-circo',
      level: 'circonscription',
      name: 'Circonscription de Valbrume',
      parent: 'ent-collectivite',
    },
    ...towns.map((name) => ({
      id: `ent-commune-${slug(name)}`,
      level: 'circonscription',
      name: `Secteur de ${name}`,
      parent: 'ent-circo',
    })),
  ],
  waves: [
    {
      id: PILOTS,
      fields: {
        label: 'Rentrée 2023',
        switchoverDate: '2023-09-04',
        status: 'in-progress',
        kind: 'pilot',
        openedOn: '2022-12-05',
        endsOn: '2026-08-31',
        budget: 86_000,
      },
      events: [
        { happensOn: '2022-12-05', kind: 'meeting', label: 'Écoles pilotes confirmées' },
        { happensOn: '2023-06-12', kind: 'milestone', label: 'Phase de test' },
        { happensOn: '2023-09-04', kind: 'milestone', label: 'Ouverture aux utilisateurs' },
        { happensOn: '2023-10-09', kind: 'meeting', label: 'Point à un mois' },
      ],
    },
    {
      id: NEXT,
      fields: {
        label: 'Rentrée 2024',
        switchoverDate: '2024-09-02',
        status: 'planned',
        kind: 'mass',
        openedOn: '2023-10-16',
        endsOn: '2026-08-31',
      },
      events: [{ happensOn: '2024-04-15', kind: 'meeting', label: 'Confirmation de la sélection' }],
    },
    {
      id: WAITING,
      fields: { label: 'Liste d’attente', status: 'planned', kind: 'waiting' },
      events: [],
    },
    {
      id: PROJECT_WAVE,
      fields: {
        label: 'Projet de la collectivité',
        switchoverDate: '2023-09-04',
        status: 'in-progress',
        kind: 'pilot',
        openedOn: '2022-12-05',
      },
      events: [],
    },
  ],
  establishments: [
    ...pilots,
    ...confirmed,
    ...candidates,
    {
      id: AUTHORITY,
      fields: {
        name: 'Syndicat mixte numérique du Val',
        town: 'Valbrume',
        level: 'collectivite',
        territory: 'ent-collectivite',
      },
      wave: PROJECT_WAVE,
      membership: { status: 'inSwitchover', joinedOn: '2022-09-01' },
      pace: { share: 1, daysAhead: 0 },
    },
  ],
  people: [
    {
      id: 'ent-pilot',
      login: 'roxane.belval',
      firstName: 'Roxane',
      lastName: 'Belval',
      language: 'fr',
      grants: [{ role: 'pilot', places: [`programme:${PROGRAMME}`] }],
    },
    {
      id: 'ent-authority',
      login: 'maxence.pontrieu',
      firstName: 'Maxence',
      lastName: 'Pontrieu',
      language: 'fr',
      grants: [{ role: 'technician', places: [`programme:${PROGRAMME}`] }],
    },
    {
      id: 'ent-erun',
      login: 'emeline.roseval',
      firstName: 'Émeline',
      lastName: 'Roseval',
      language: 'fr',
      grants: [
        {
          role: 'support',
          places: [`wave:${PILOTS}`, `wave:${NEXT}`],
          actors: ['circonscription'],
        },
      ],
    },
    {
      id: 'ent-vendor',
      login: 'brice.lanterne',
      firstName: 'Brice',
      lastName: 'Lanterne',
      language: 'fr',
      grants: [{ role: 'support', places: own, actors: ['editeur'] }],
    },
    {
      id: 'ent-key-user',
      login: 'judith.chanterel',
      firstName: 'Judith',
      lastName: 'Chanterel',
      language: 'fr',
      grants: [{ role: 'assistant', places: [own[0]!] }],
    },
    {
      id: 'ent-teacher',
      login: 'colin.esparcette',
      firstName: 'Colin',
      lastName: 'Esparcette',
      language: 'fr',
      grants: [{ role: 'teamMember', places: [own[0]!] }],
    },
    ...schoolsJson.pilots.map((school, index) => head(school, pilotId(index))),
    ...schoolsJson.confirmed.map((school, index) => head(school, `ent-suivante-${index + 1}`)),
  ],
  trainings: entTrainings,
  tutorings: [entTutoring],
  help: entHelp,
  blocked: [
    {
      establishment: pilotId(4),
      action: 'distribuer-comptes-parents',
      by: `${pilotId(4)}-head`,
      on: '2023-10-12',
      note: 'Trente familles n’ont pas d’adresse électronique dans ONDE. Fiches papier demandées par les enseignants.',
    },
    {
      establishment: pilotId(5),
      action: 'travaux-reseau',
      by: 'ent-authority',
      on: '2023-09-22',
      note: 'Le câblage de la deuxième école du RPI attend le devis corrigé. Intervention prévue aux vacances d’hiver.',
    },
  ],
};
