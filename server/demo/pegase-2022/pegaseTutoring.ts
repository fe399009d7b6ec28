import type { DescribedTutoring } from '../described/tutorings.ts';

/** Each institution is followed in person, for two semesters after it has joined. */
export const pegaseTutoring: DescribedTutoring = {
  id: 'pegase-accompagnement',
  wave: 'pegase-22-23',
  label: 'Accompagnement personnalisé 2022-2023',
  note: 'Un interlocuteur par établissement, deux semestres après l’adhésion.',
  tutors: [
    { id: 'pegase-support', profession: 'accompagnateur de déploiement' },
    {
      id: 'pegase-referente',
      name: 'Maëlle Corvisart',
      profession: 'référente scolarité d’un établissement pilote',
    },
  ],
  schools: [
    'pegase-trois-vallees',
    'pegase-rive-claire',
    'pegase-haut-plateau',
    'pegase-ecole-arts',
    'pegase-plaine',
    'pegase-institut-bois',
    'pegase-estuaire',
    'pegase-causses',
  ],
  series: { first: '2022-09-20', from: '10:00', to: '12:00', everyWeeks: 4, until: '2023-06-27' },
  sessions: [
    {
      on: '2022-09-20',
      theme: 'Lancement : calendrier et équipes projet',
      status: 'held',
      absent: ['pegase-causses'],
    },
    { on: '2022-10-18', theme: 'Structure pédagogique : premiers retours', status: 'held' },
    { on: '2022-11-15', theme: 'Reprise des données : recettes à blanc' },
    {
      on: '2022-11-08',
      establishment: 'pegase-rive-claire',
      theme: 'Point individuel : équipe projet et calendrier',
      status: 'held',
      summary: 'Le chef de projet demande un renfort d’une demi-journée par semaine.',
    },
    {
      on: '2022-11-22',
      establishment: 'pegase-causses',
      theme: 'Point individuel : conditions du report',
      mode: 'phone',
    },
  ],
};
