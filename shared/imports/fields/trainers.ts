import { field, type ImportField } from './field.ts';
import { email, names, phone, town } from './shared.ts';

/** Trainers with what they teach. */
export const trainers: readonly ImportField[] = [
  ...names,
  field('email', email),
  phone,
  field('sphere', [
    'sphère',
    'domaine',
    'spécialité',
    'sphere',
    'domain',
    'speciality',
    'المجال',
    'التخصص',
  ]),
  town,
  field('tracks', [
    'parcours',
    'parcours enseignés',
    'parcours de formation',
    'modules',
    'tracks',
    'track',
    'المسارات',
    'المسار',
  ]),
  field('pair', [
    'binôme',
    'binôme avec',
    'en binôme avec',
    'co-formateur',
    'co-animateur',
    'pair',
    'paired with',
    'partner',
    'الثنائي',
    'المكوّن الشريك',
  ]),
  field('maxDaysPerWeek', [
    'jours par semaine',
    'jours/semaine',
    'nb jours par semaine',
    'nombre de jours par semaine',
    'jours max par semaine',
    'days per week',
    'days a week',
    'الأيام في الأسبوع',
    'عدد الأيام في الأسبوع',
  ]),
];
