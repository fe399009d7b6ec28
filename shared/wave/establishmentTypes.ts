import { plainText } from '../kernel/plainText.ts';

/** Names of kinds of schools as administrations write them, by the product's own. */
const names: Readonly<Record<string, readonly string[]>> = {
  college: ['collège', 'clg', 'college', 'إعدادية', 'ثانوية إعدادية'],
  lp: ['lycée professionnel', 'lp'],
  lgt: [
    'lycée général et technologique',
    'lgt',
    'lycée général',
    'lycée technologique',
    'lg',
    'lt',
  ],
  lpo: ['lycée polyvalent', 'lpo'],
  lycee: ['lycée', 'lyc', 'high school', 'ثانوية', 'ثانوية تأهيلية'],
  erea: ['EREA', 'établissement régional d’enseignement adapté'],
  maternelle: ['école maternelle', 'maternelle', 'روض'],
  elementaire: ['école élémentaire', 'élémentaire'],
  primaire: ['école primaire', 'primaire', 'primary school'],
  'ecole-primaire': ['ecole-primaire', 'مدرسة ابتدائية', 'ابتدائية'],
  rpi: ['RPI', 'regroupement pédagogique', 'regroupement pédagogique intercommunal'],
  ecole: ['école', 'مدرسة'],
  institut: ['institut', 'institute', 'معهد'],
  collectivite: ['collectivité', 'collectivité territoriale', 'local authority', 'جماعة ترابية'],
  universite: ['université', 'university', 'جامعة'],
};
const types = new Map<string, string>();
for (const [type, written] of Object.entries(names)) {
  types.set(plainText(type), type);
  for (const name of written) types.set(plainText(name), type);
}

/** The kind that a name means; a name that is not known stays as it is written. */
export function typeOfSchool(name: string): string {
  return types.get(plainText(name)) ?? name.trim();
}

/** The product's own kinds of schools, which it has names for. */
export const schoolTypes: readonly string[] = Object.keys(names);

/** Whether a kind is one of the product's own. */
export function isSchoolType(type: string): boolean {
  return Object.hasOwn(names, type);
}
