import type { DescribedTrainings } from '../described/trainings.ts';

const heads = Array.from({ length: 6 }, (_, index) => `ent-ecole-${index + 1}-head`);
const PAIR = ['ent-formateur-erun', 'ent-formateur-editeur'] as const;

/** The first schools: heads before the opening, key users who then train their own teams. */
export const entTrainings: DescribedTrainings = {
  wave: 'ent-2023',
  trainers: [
    {
      id: PAIR[0],
      person: 'ent-erun',
      sphere: 'Pédagogie',
      town: 'Valbrume',
      maxTravelMinutes: 60,
      maxDaysPerWeek: 2,
    },
    { id: PAIR[1], person: 'ent-vendor', sphere: 'Produit', maxDaysPerWeek: 1, lent: true },
    {
      id: 'ent-formateur-relais',
      person: 'ent-key-user',
      sphere: 'Pédagogie',
      town: 'Valbrume',
      experience: 'Utilisatrice clé de l’école du Vieux-Lavoir',
    },
  ],
  pairs: [PAIR],
  sites: [
    {
      id: 'ent-site-circo',
      name: 'Salle de la circonscription',
      town: 'Valbrume',
      address: '2 place du Marché',
      seats: [14],
      room: 'Salle',
    },
  ],
  groups: [
    {
      id: 'ent-directeurs',
      track: 'directeurs',
      label: 'Directeurs – rentrée 2023',
      trainers: PAIR,
      site: 'ent-site-circo',
      people: heads,
      function: 'Directeur d’école',
      sessions: [
        { module: 'm1', day: '2023-06-14', absent: ['ent-ecole-6-head'] },
        { module: 'm2', day: '2023-08-30' },
      ],
    },
    {
      id: 'ent-cles',
      track: 'utilisateurs-cles',
      label: 'Utilisateurs clés – rentrée 2023',
      trainers: PAIR,
      site: 'ent-site-circo',
      people: ['ent-key-user'],
      function: 'Utilisatrice clé',
      sessions: [
        { module: 'm1', day: '2023-06-21' },
        { module: 'm2', day: '2023-11-15', status: 'confirmed' },
      ],
    },
    {
      id: 'ent-equipe-lavoir',
      track: 'enseignants',
      label: 'Équipe du Vieux-Lavoir',
      trainers: ['ent-formateur-relais'],
      people: ['ent-teacher'],
      function: 'Enseignant',
      sessions: [
        { module: 'm1', day: '2023-09-27' },
        { module: 'm2', day: '2023-11-22', status: 'planned' },
      ],
    },
  ],
  materials: [
    {
      title: 'Premiers pas : capsules de l’éditeur',
      kind: 'capsule',
      language: 'fr',
      address: 'https://ent.exemple.invalid/capsules',
      rights: 'project',
      rightsHolder: 'Éditeur de la solution',
      updatedOn: '2023-08-28',
    },
    {
      title: 'Guide du directeur',
      kind: 'guide',
      track: 'directeurs',
      language: 'fr',
      rights: 'open',
      updatedOn: '2023-06-12',
    },
  ],
  periods: [
    {
      label: 'Évaluations nationales',
      kind: 'exams',
      from: '2023-09-11',
      until: '2023-09-22',
      forbidden: true,
    },
  ],
  rules: { from: '2023-04-17', until: '2024-06-28' },
};
