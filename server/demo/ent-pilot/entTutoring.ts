import type { DescribedTutoring } from '../described/tutorings.ts';

/** Reinforced support at the opening: questions of the schools on first steps and uses. */
export const entTutoring: DescribedTutoring = {
  id: 'ent-ouverture',
  wave: 'ent-2023',
  label: 'Appui renforcé à l’ouverture',
  tutors: [
    { id: 'ent-erun', profession: 'enseignante référente aux usages du numérique' },
    { id: 'ent-authority', profession: 'chef de projet du syndicat' },
  ],
  schools: Array.from({ length: 6 }, (_, index) => `ent-ecole-${index + 1}`),
  series: { first: '2023-09-14', from: '17:00', to: '18:30', everyWeeks: 2, until: '2023-12-21' },
  sessions: [
    { on: '2023-09-14', theme: 'Prise en main : cahier de vie et messagerie', status: 'held' },
    {
      on: '2023-09-28',
      theme: 'Comptes des familles : premières questions',
      status: 'held',
      absent: ['ent-ecole-5'],
    },
    { on: '2023-10-12', theme: 'Cahier de textes et absences', status: 'held' },
    { on: '2023-10-26', status: 'cancelled', reason: 'Vacances d’automne' },
    { on: '2023-11-09', theme: 'Usages en classe : blog et médiathèque' },
    {
      on: '2023-11-16',
      establishment: 'ent-ecole-5',
      theme: 'Appui ciblé : remise des comptes aux familles',
      mode: 'inPerson',
    },
  ],
};
