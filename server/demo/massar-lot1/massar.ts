import type {
  Description,
  DescribedEstablishment,
  DescribedPerson,
} from '../described/description.ts';
import { massarTrainings } from './massarTrainings.ts';
import { massarHelp } from './massarHelp.ts';
import { massarTutoring } from './massarTutoring.ts';
import regionsJson from './regions.json' with { type: 'json' };

type Name = readonly string[];
interface Region {
  readonly id: string;
  readonly name: string;
  readonly nameAr: string;
  readonly delegation: { readonly name: string; readonly nameAr: string };
  readonly lead: Name;
  readonly it: Name;
  readonly support: Name;
  readonly trainer: Name;
  readonly schools: readonly Name[];
}

const regions: readonly Region[] = regionsJson;
const PROGRAMME = 'massar';
const LOT_1 = 'massar-lot1';
/** Pilot regions switch over with lot 1, and have actions of their own. */
const REGIONS_WAVE = 'massar-regions';
const TYPES = ['ecole-primaire', 'ecole-primaire', 'college', 'college', 'lycee', 'lycee'];
const LINKED = [
  'SAGE',
  'ESISE',
  'MASIRH',
  'MVT',
  'Messagerie – البريد الإلكتروني',
  'Tayssir',
  'Carte scolaire – الخريطة المدرسية',
  'GRESA',
];
/** Schools go at different paces: [share of what is due that is done, days ahead of the plan]. */
const PACES = [
  [1, 40],
  [0.95, 25],
  [0.9, 10],
  [0.8, 0],
  [0.95, 30],
  [0.5, 0],
  [0.9, 20],
] as const;

const schoolId = (region: Region, index: number): string => `massar-${region.id}-${index + 1}`;
const regionId = (region: Region): string => `massar-aref-${region.id}`;

function schools(region: Region, first: number): DescribedEstablishment[] {
  return region.schools.map(([name, nameAr], index) => {
    const [share, daysAhead] = PACES[(first + index) % PACES.length]!;
    const opened = daysAhead >= 25;
    return {
      id: schoolId(region, index),
      fields: {
        name: name!,
        nameAr: nameAr!,
        code: `${9000 + first + index}${'ABCDEF'[index]}`,
        type: TYPES[index]!,
        // In both scripts, as the country writes its towns.
        town: `${region.delegation.name} – ${region.delegation.nameAr}`,
        territory: `massar-del-${region.id}`,
        linkedSystems: LINKED.slice(0, 5 + (index % 4)),
        legacySoftware: 'REFELEVE',
        pupils: 320 + (((first + index) * 97) % 900),
      },
      wave: LOT_1,
      membership: { status: 'inSwitchover', joinedOn: '2013-03-15' },
      pace: { share, daysAhead },
      rows: {
        serviceActivation: [
          service('monographie', opened ? 'on' : 'pilot', '2013-03-18'),
          service('site-etablissement', opened ? 'pilot' : 'planned', '2013-04-02'),
          service('espace-parents', 'planned', '2013-09-11'),
          service('espace-eleves', 'planned', '2013-09-11'),
          service('attestations', 'planned', '2013-09-11'),
        ],
        environmentUse: [
          {
            environment: 'pilote',
            state: 'open',
            openedOn: '2013-03-18',
            productVersion: 'Lot 1 – الحصة 1',
          },
        ],
        observation: opened
          ? [
              {
                indicator: 'usersCreated',
                observedOn: '2013-05-31',
                value: 4 + (index % 3),
                source: 'Restitution Massar du 31/05/2013',
              },
            ]
          : [],
      },
    };
  });
}

function service(name: string, state: string, since: string) {
  return { service: name, target: 'school', state, since };
}

function people(region: Region): DescribedPerson[] {
  const own = region.schools.map((_, index) => `establishment:${schoolId(region, index)}` as const);
  const aref = `establishment:${regionId(region)}` as const;
  const at = (
    id: string,
    [firstName, lastName, login]: Name,
    grants: DescribedPerson['grants'],
  ): DescribedPerson => ({
    id: `massar-${id}-${region.id}`,
    login: login!,
    firstName: firstName!,
    lastName: lastName!,
    language: 'ar',
    grants,
  });
  return [
    at('aref', region.lead, [
      { role: 'projectManager', places: [aref, ...own], actors: ['aref-responsable'] },
    ]),
    at('it', region.it, [
      { role: 'technician', places: [aref, ...own], actors: ['aref-informatique'] },
    ]),
    at('delegation', region.support, [{ role: 'support', places: own }]),
    at('trainer', region.trainer, [{ role: 'trainer', places: [`wave:${LOT_1}`, aref] }]),
    ...region.schools.map(([, , first, last, login], index) =>
      at(
        `head-${index + 1}`,
        [first!, last!, login!],
        [{ role: 'authorisingOfficer', places: [own[index]!] }],
      ),
    ),
  ];
}

/** Supervisors of two schools: who types in what the head decides. */
const supervisors: DescribedPerson[] = [
  ['massar-sg-1', 'سكينة', 'البنفسجي', 'soukaina.elbanafsaji', 'massar-rszz-5'],
  ['massar-sg-2', 'وليد', 'الإكليلي', 'walid.eliklili', 'massar-mt-3'],
].map(([id, firstName, lastName, login, school]) => ({
  id: id!,
  login: login!,
  firstName: firstName!,
  lastName: lastName!,
  language: 'ar',
  grants: [{ role: 'assistant', places: [`establishment:${school}`] }],
}));

function lot(number: number, pilotOn: string, switchoverDate: string, label: string) {
  return {
    id: `massar-lot${number}`,
    fields: {
      label,
      switchoverDate,
      status: number === 1 ? 'in-progress' : 'planned',
      kind: number === 1 ? 'pilot' : 'mass',
      endsOn: '2014-08-31',
      ...(number === 1 && { openedOn: '2013-03-15', trainingPlaces: 60 }),
    },
    events: [
      {
        happensOn: pilotOn,
        kind: 'milestone',
        label: `Mise en pilote du lot ${number} – تجريب الحصة ${number}`,
      },
      {
        happensOn: switchoverDate,
        kind: 'milestone',
        label: `Exploitation en réel du lot ${number} – الاستغلال الفعلي للحصة ${number}`,
      },
    ],
  };
}

/** Lot 1 of Massar in the 24 pilot schools of four regions, in June 2013. */
export const massarLot1: Description = {
  programme: {
    id: PROGRAMME,
    name: 'Massar',
    template: 'massar',
    practiceDate: '2013-06-10',
    startedOn: '2013-01-15',
  },
  territories: [
    { id: 'massar-central', level: 'central', name: 'Ministère', nameAr: 'الوزارة' },
    ...regions.flatMap(({ id, name, nameAr, delegation }) => [
      {
        id: `massar-aref-${id}`,
        level: 'aref',
        name: `AREF ${name}`,
        nameAr: `الأكاديمية الجهوية ${nameAr}`,
        code: id.toUpperCase(),
        parent: 'massar-central',
      },
      {
        id: `massar-del-${id}`,
        level: 'delegation',
        name: `Délégation de ${delegation.name}`,
        nameAr: `نيابة ${delegation.nameAr}`,
        parent: `massar-aref-${id}`,
      },
    ]),
  ],
  waves: [
    lot(1, '2013-03-15', '2013-09-11', 'Lot 1 – الحصة 1'),
    lot(2, '2013-04-15', '2013-12-02', 'Lot 2 – الحصة 2'),
    lot(3, '2013-06-17', '2014-03-03', 'Lot 3 – الحصة 3'),
    {
      id: REGIONS_WAVE,
      fields: {
        label: 'Régions pilotes – الجهات التجريبية',
        switchoverDate: '2013-09-11',
        status: 'in-progress',
        kind: 'pilot',
        openedOn: '2013-03-15',
      },
      events: [],
    },
  ],
  establishments: [
    ...regions.flatMap((region, index) => schools(region, index * 6)),
    ...regions.map((region) => ({
      id: regionId(region),
      fields: {
        name: `AREF ${region.name}`,
        nameAr: `الأكاديمية الجهوية ${region.nameAr}`,
        code: region.id.toUpperCase(),
        level: 'aref',
        territory: `massar-aref-${region.id}`,
      },
      wave: REGIONS_WAVE,
      membership: { status: 'inSwitchover', joinedOn: '2013-01-15' },
      pace: { share: 1, daysAhead: 0 },
    })),
  ],
  people: [
    {
      id: 'massar-pilot',
      login: 'laila.erriad',
      firstName: 'ليلى',
      lastName: 'الرياض',
      language: 'ar',
      grants: [{ role: 'pilot', places: [`programme:${PROGRAMME}`] }],
    },
    {
      id: 'massar-dsi',
      login: 'adil.ennasim',
      firstName: 'عادل',
      lastName: 'النسيم',
      language: 'ar',
      grants: [{ role: 'technician', places: [`programme:${PROGRAMME}`], actors: ['central-dsi'] }],
    },
    ...regions.flatMap(people),
    ...supervisors,
  ],
  trainings: massarTrainings,
  tutorings: [massarTutoring],
  help: massarHelp,
  blocked: [
    {
      establishment: 'massar-ta-3',
      action: 'verifier-connexion',
      by: 'massar-head-3-ta',
      on: '2013-06-03',
      note: 'خط الأنترنيت معطل منذ أسبوع. طُلب تدخل مزود الخدمة يوم 3 يونيو وننتظر الموعد.',
    },
    {
      establishment: 'massar-rszz-5',
      action: 'designer-responsable-massar',
      by: 'massar-head-5-rszz',
      on: '2013-05-28',
      note: 'النائب المعيَّن انتقل إلى مؤسسة أخرى. ننتظر اقتراح الحارس العام قبل نهاية الأسبوع.',
    },
  ],
};
