import type { DescribedTrainings } from '../described/trainings.ts';
import universitiesJson from './universities.json' with { type: 'json' };

/** Functional leads of all establishments but the one that was put off. */
const leads = universitiesJson
  .filter(({ id }) => id !== 'causses')
  .map(({ id }) => `pegase-${id}-2`);
const managers = universitiesJson
  .filter(({ id }) => id !== 'causses')
  .map(({ id }) => `pegase-${id}-1`);
const PAIR = ['pegase-formateur-1', 'pegase-formateur-2'] as const;

/** Wave 22/23: workshops and functional trainings under way, trainers and versions to come. */
export const pegaseTrainings: DescribedTrainings = {
  wave: 'pegase-22-23',
  productVersion: '22.3',
  trainers: [
    {
      id: PAIR[0],
      person: 'pegase-support',
      sphere: 'Fonctionnel',
      town: 'Valcombe',
      maxDaysPerWeek: 3,
      experience: 'Équipe PC-Scol',
    },
    {
      id: PAIR[1],
      name: 'Aliénor Brisemer',
      email: 'alienor.brisemer@exemple.invalid',
      sphere: 'Technique',
      town: 'Valcombe',
      maxDaysPerWeek: 2,
      experience: 'Équipe PC-Scol',
    },
    {
      id: 'pegase-formateur-3',
      name: 'Ysaline Tourmagne',
      email: 'ysaline.tourmagne@exemple.invalid',
      sphere: 'Fonctionnel',
      town: 'Rive-Claire',
      maxTravelMinutes: 180,
      lent: true,
      experience: 'Établissement pilote, vague 20/21',
    },
  ],
  pairs: [PAIR],
  sites: [
    {
      id: 'pegase-site-valcombe',
      name: 'Maison du numérique',
      town: 'Valcombe',
      address: '4 allée des Tilleuls',
      seats: [20, 16],
      room: 'Salle',
    },
  ],
  groups: [
    {
      id: 'pegase-ateliers',
      track: 'ateliers',
      label: 'Chefs de projet – vague 22/23',
      trainers: PAIR,
      site: 'pegase-site-valcombe',
      people: managers,
      function: 'Chef de projet',
      sessions: [
        { module: 'm1', day: '2022-03-22', absent: ['pegase-plaine-1'] },
        { module: 'm2', day: '2022-05-17' },
        { module: 'm3', day: '2022-11-22', status: 'confirmed' },
      ],
    },
    {
      id: 'pegase-fonctionnelles',
      track: 'fonctionnelles',
      label: 'Référents fonctionnels – vague 22/23',
      trainers: PAIR,
      site: 'pegase-site-valcombe',
      people: leads,
      function: 'Référent fonctionnel',
      sessions: [
        { module: 'm1', day: '2022-09-20' },
        { module: 'm2', day: '2022-10-04', absent: ['pegase-rive-claire-2'] },
        { module: 'm3', day: '2022-10-18' },
        { module: 'm4', day: '2022-11-08', absent: ['pegase-haut-plateau-2'] },
        { module: 'm5', day: '2022-11-29', status: 'confirmed' },
        { module: 'm6', day: '2022-12-13', status: 'planned' },
        { module: 'm7', day: '2023-01-10', status: 'planned' },
        { module: 'm8', day: '2023-01-24', status: 'planned' },
      ],
    },
    {
      id: 'pegase-gestionnaires',
      track: 'gestionnaires',
      label: 'Scolarité – Trois-Vallées',
      trainers: ['pegase-formateur-3'],
      people: ['pegase-records'],
      function: 'Gestionnaire de scolarité',
      sessions: [{ module: 'm1', day: '2023-05-16', status: 'planned' }],
    },
    {
      id: 'pegase-versions',
      track: 'versions',
      label: 'Formations de version 2022-2023',
      trainers: ['pegase-formateur-1'],
      people: leads,
      function: 'Référent fonctionnel',
      sessions: [
        { module: 'm1', day: '2022-10-11' },
        { module: 'm2', day: '2023-01-17', status: 'planned' },
        { module: 'm3', day: '2023-04-11', status: 'planned' },
        { module: 'm4', day: '2023-06-20', status: 'planned' },
      ],
    },
  ],
  materials: [
    {
      title: 'Référentiel : diaporama de formation',
      kind: 'slides',
      track: 'fonctionnelles',
      module: 'm1',
      language: 'fr',
      rights: 'consent',
      rightsHolder: 'Projet PC-Scol',
      productVersion: '21.4',
      updatedOn: '2022-02-10',
    },
    {
      title: 'Atelier modélisation : enregistrement',
      kind: 'recording',
      track: 'ateliers',
      module: 'm2',
      language: 'fr',
      rights: 'project',
      rightsHolder: 'Projet PC-Scol',
      productVersion: '22.3',
      updatedOn: '2022-05-18',
    },
    {
      title: 'Wiki des formateurs',
      kind: 'wiki',
      language: 'fr',
      address: 'https://wiki.exemple.invalid/formateurs',
      rights: 'open',
      productVersion: '22.3',
      updatedOn: '2022-10-12',
    },
  ],
  periods: [
    {
      label: 'Rentrée et inscriptions tardives',
      kind: 'other',
      from: '2022-09-05',
      until: '2022-09-16',
      forbidden: true,
    },
    {
      label: 'Examens du premier semestre',
      kind: 'exams',
      from: '2023-01-03',
      until: '2023-01-06',
      forbidden: false,
    },
  ],
  rules: { from: '2022-03-15', until: '2023-06-30' },
};
