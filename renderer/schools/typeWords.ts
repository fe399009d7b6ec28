import type { TFunction } from 'i18next';

/** Types of schools that have a name in every language; imports may bring others. */
const knownTypes = [
  'college',
  'lycee',
  'lgt',
  'lp',
  'lpo',
  'maternelle',
  'elementaire',
  'primaire',
  'ecole',
  'ecole-primaire',
  'rpi',
  'universite',
  'institut',
  'collectivite',
] as const;

/** What a type of school is called; a type that is not known is said as it was written. */
export function typeWords(t: TFunction, type: string): string {
  const known = knownTypes.find((one) => one === type);
  return known === undefined ? type : t(`schools:types.${known}`);
}
