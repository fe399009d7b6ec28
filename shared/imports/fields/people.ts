import { field, type ImportField } from './field.ts';
import { code, email, names, phone } from './shared.ts';

/** People with what they do where. */
export const people: readonly ImportField[] = [
  ...names,
  field('email', email, true),
  field(
    'function',
    [
      'fonction',
      'fonctions',
      'rôle',
      'rôles',
      'qualité',
      'poste',
      'profil',
      'function',
      'role',
      'المهمة',
      'الوظيفة',
      'الصفة',
    ],
    true,
  ),
  field('schools', [
    ...code,
    'établissement',
    'établissements',
    'établissement(s)',
    'codes établissements',
    "UAI d'exercice",
    'UAI des établissements',
    'UAI établissement',
    'affectation',
    'schools',
    'school codes',
    'school',
    'المؤسسات',
    'المؤسسة',
  ]),
  phone,
];
