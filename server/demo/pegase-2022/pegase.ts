import type { JsonValue } from '../../../shared/schema/entity.ts';
import type {
  DescribedEstablishment,
  DescribedPerson,
  Description,
} from '../described/description.ts';
import { loginOf } from '../../../shared/people/names.ts';
import { pegaseTrainings } from './pegaseTrainings.ts';
import { pegaseHelp } from './pegaseHelp.ts';
import { pegaseTutoring } from './pegaseTutoring.ts';
import peopleJson from './people.json' with { type: 'json' };
import universitiesJson from './universities.json' with { type: 'json' };

type Values = Readonly<Record<string, JsonValue>>;
type University = (typeof universitiesJson)[number];

const PROGRAMME = 'pegase';
const WAVE = 'pegase-22-23';
const NEXT = 'pegase-23-24';
/** The day that each rhythm opens enrolment. */
const ENROLMENT: Readonly<Record<string, string>> = { '3+2': '2023-07-03', '5+2': '2024-07-01' };
/** It was put off to the next campaign. */
const POSTPONED = 'causses';
const SELF_HOSTED = 'plaine';

const idOf = ({ id }: University): string => `pegase-${id}`;

/** Three people of each establishment have accounts: sponsor, project manager, functional lead. */
function named(
  index: number,
  part: number,
): { firstName: string; lastName: string; login: string } {
  const [firstName, lastName] = peopleJson[index * 3 + part] as [string, string];
  return { firstName, lastName, login: loginOf(firstName, lastName) };
}

function team(university: University, index: number): Values[] {
  const [manager, functional, technical, functionals, technicals] = university.team as [
    number,
    number,
    number,
    number,
    number,
  ];
  const member = (name: string, role: string, fte?: number, person?: string): Values => ({
    name,
    function: role,
    since: '2022-02-14',
    ...(fte !== undefined && { fte }),
    ...(person !== undefined && { person }),
  });
  const full = (part: number): string =>
    `${named(index, part).firstName} ${named(index, part).lastName}`;
  const letters = ['A', 'B'];
  return [
    member(full(0), 'sponsor', undefined, `${idOf(university)}-0`),
    member(full(1), 'projectManager', manager, `${idOf(university)}-1`),
    member(full(2), 'functionalLead', functional, `${idOf(university)}-2`),
    ...(technical === 0
      ? []
      : [member(`Référent technique (${university.town})`, 'technicalLead', technical)]),
    ...letters
      .slice(0, functionals)
      .map((letter) => member(`Correspondant fonctionnel ${letter}`, 'functionalCorrespondent')),
    ...letters
      .slice(0, technicals)
      .map((letter) => member(`Correspondant technique ${letter}`, 'technicalCorrespondent')),
    member('Délégué à la protection des données', 'dataProtectionOfficer'),
  ];
}

function environments(university: University): Values[] {
  const late = university.id === POSTPONED;
  const codes = [
    ['bac-a-sable', 'bas', 'open', '2022-03-07'],
    ['test', 'test', late ? 'requested' : 'open', '2022-09-05'],
    ['formation', 'form', late ? 'planned' : 'open', '2022-09-12'],
    ['rdd', 'rdd', late || university.rhythm === '5+2' ? 'planned' : 'requested', null],
  ] as const;
  return codes.map(([environment, code, state, openedOn]) => ({
    environment,
    state,
    ...(state === 'open' && openedOn !== null
      ? {
          openedOn,
          address: `https://${code}-${university.id}.exemple.invalid/`,
          productVersion: code === 'bas' ? 'N' : 'N-1',
        }
      : {}),
  }));
}

function establishment(university: University, index: number): DescribedEstablishment {
  const postponed = university.id === POSTPONED;
  const agreement: Values = {
    number: `PC-Scol n° 22-${String(index + 1).padStart(2, '0')}`,
    state: postponed ? 'signed' : 'inForce',
    signedOn: `2021-12-${String(6 + index).padStart(2, '0')}`,
    startsOn: '2022-01-01',
    availableOn: '2022-03-07',
    financialMass: university.mass,
    selfHosted: university.id === SELF_HOSTED,
  };
  const postponement: Values = {
    kind: 'nextCampaign',
    noticeOn: '2022-09-12',
    registeredLetter: true,
    effectiveOn: '2022-10-17',
    reason: 'Pas de référent technique disponible avant 2023 : l’équipe se constitue d’abord.',
    fromDate: '2023-07-03',
    toDate: '2024-07-01',
    toWave: NEXT,
    costsDue: 31_300,
  };
  return {
    id: idOf(university),
    fields: {
      name: university.name,
      code: `990${String(index + 1).padStart(4, '0')}${'ABCDEFGH'[index]}`,
      type: university.type,
      town: university.town,
      territory: 'pegase-projet',
      siret: `9990000000${String(index + 1).padStart(4, '0')}`,
      channel: university.channel,
      legalRepresentative: university.type === 'universite' ? 'Président' : 'Directeur',
      legacySoftware: university.legacy,
      linkedSystems: ['Annuaire', 'Parcoursup', 'Paiement en ligne'],
      pupils: university.students,
      ...(university.id === 'plaine' && {
        attachedBodies: ['Fondation de la Plaine', 'École d’ingénieurs associée'],
      }),
    },
    wave: WAVE,
    membership: {
      status: postponed ? 'postponed' : 'inSwitchover',
      joinedOn: '2022-02-01',
      variant: university.rhythm,
      ...(university.rhythm !== '3+2' && { switchoverDate: ENROLMENT[university.rhythm]! }),
    },
    pace: { share: university.share, daysAhead: university.ahead },
    rows: {
      agreement: [agreement],
      teamMember: team(university, index),
      environmentUse: environments(university),
      ...(postponed && { postponement: [postponement] }),
    },
  };
}

function people(university: University, index: number): DescribedPerson[] {
  const places = [`establishment:${idOf(university)}` as const];
  const grants = [
    [{ role: 'authorisingOfficer', places }],
    [{ role: 'projectManager', places }],
    [{ role: 'teamMember', places, actors: ['referent-fonctionnel', 'correspondant-fonctionnel'] }],
  ] as const;
  return grants.map((held, part) => ({
    id: `${idOf(university)}-${part}`,
    ...named(index, part),
    language: 'fr',
    grants: held,
  }));
}

/** Wave 22/23 of Pégase: eight establishments in two rhythms, in November 2022. */
export const pegase2022: Description = {
  programme: {
    id: PROGRAMME,
    name: 'Pégase',
    template: 'pegase',
    practiceDate: '2022-11-14',
    startedOn: '2021-09-01',
  },
  territories: [{ id: 'pegase-projet', level: 'national', name: 'Projet PC-Scol' }],
  waves: [
    {
      id: 'pegase-pilotes',
      fields: {
        label: 'Pilotes',
        switchoverDate: '2021-07-05',
        variant: '3+2',
        status: 'done',
        kind: 'pilot',
        note: 'Petit nombre, suivi personnalisé, utilisateurs limités pendant deux ans.',
      },
      events: [],
    },
    {
      id: WAVE,
      fields: {
        label: '22/23',
        switchoverDate: '2023-07-03',
        variant: '3+2',
        status: 'in-progress',
        kind: 'mass',
        openedOn: '2022-02-01',
        note: 'Modalités différentes des pilotes, même périmètre : formation, conduite du changement, suivi de projet, assistance.',
      },
      events: [
        {
          happensOn: '2022-02-08',
          kind: 'milestone',
          label: 'Démarrage de la vague',
          audience: 'Équipes projet',
        },
        {
          happensOn: '2022-03-15',
          kind: 'webinar',
          label: 'Présentation de Pégase',
          audience: 'Équipes projet',
        },
        {
          happensOn: '2022-09-20',
          kind: 'training',
          label: 'Formations fonctionnelles',
          audience: 'Référents et formateurs',
        },
        {
          happensOn: '2022-12-06',
          kind: 'meeting',
          label: 'Bilan de mi-parcours (3+2)',
          plannedOn: '2022-11-08',
        },
        { happensOn: '2023-07-03', kind: 'milestone', label: 'Ouverture des inscriptions (3+2)' },
        { happensOn: '2024-07-01', kind: 'milestone', label: 'Ouverture des inscriptions (5+2)' },
      ],
    },
    {
      id: NEXT,
      fields: {
        label: '23/24',
        switchoverDate: '2024-07-01',
        variant: '3+2',
        status: 'planned',
        kind: 'mass',
      },
      events: [{ happensOn: '2023-02-07', kind: 'milestone', label: 'Démarrage de la vague' }],
    },
  ],
  establishments: universitiesJson.map(establishment),
  people: [
    {
      id: 'pegase-pilot',
      login: 'solveig.hautmont',
      firstName: 'Solveig',
      lastName: 'Hautmont',
      language: 'fr',
      grants: [{ role: 'pilot', places: [`programme:${PROGRAMME}`] }],
    },
    {
      id: 'pegase-support',
      login: 'leandre.quaidor',
      firstName: 'Léandre',
      lastName: 'Quaidor',
      language: 'fr',
      grants: [{ role: 'support', places: [`wave:${WAVE}`] }],
    },
    {
      id: 'pegase-technician',
      login: 'nils.pontaven',
      firstName: 'Nils',
      lastName: 'Pontaven',
      language: 'fr',
      grants: [{ role: 'technician', places: ['establishment:pegase-trois-vallees'] }],
    },
    {
      id: 'pegase-records',
      login: 'oriane.feuillant',
      firstName: 'Oriane',
      lastName: 'Feuillant',
      language: 'fr',
      grants: [{ role: 'assistant', places: ['establishment:pegase-trois-vallees'] }],
    },
    ...universitiesJson.flatMap(people),
  ],
  trainings: pegaseTrainings,
  tutorings: [pegaseTutoring],
  help: pegaseHelp,
  blocked: [
    {
      establishment: 'pegase-rive-claire',
      action: 'atelier-api',
      by: 'pegase-rive-claire-1',
      on: '2022-10-21',
      note: 'L’éditeur de la paie demande un accès par API que le pare-feu refuse encore. Ouverture demandée à la DSI.',
    },
    {
      establishment: 'pegase-causses',
      action: 'constituer-equipe-restreinte',
      by: 'pegase-causses-1',
      on: '2022-09-05',
      note: 'Aucun référent technique : le poste est publié, recrutement prévu au premier trimestre 2023.',
    },
  ],
};
