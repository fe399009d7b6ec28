import { field } from './field.ts';

/** Headings of the code of a school. */
export const code = [
  'code UAI',
  'UAI',
  'N° UAI',
  'RNE',
  'code RNE',
  'code établissement',
  'code',
  'identifiant établissement',
  'code GRESA',
  'GRESA',
  'school code',
  'school id',
  'establishment code',
  'رمز المؤسسة',
  'الرمز',
  'كود المؤسسة',
];

/** Headings of an address. */
export const email = [
  'courriel',
  'adresse courriel',
  'mél',
  'adresse mél',
  'mail',
  'e-mail',
  'email',
  'adresse mail',
  'adresse électronique',
  'adresse e-mail',
  'mél professionnel',
  'email address',
  'البريد الإلكتروني',
  'البريد',
];

/** The name of a person. */
export const names = [
  field(
    'lastName',
    ['nom', 'nom de famille', "nom d'usage", 'last name', 'surname', 'النسب'],
    true,
  ),
  field('firstName', ['prénom', 'prénom usuel', 'first name', 'given name', 'الاسم الشخصي'], true),
];

/** Where somebody is called. */
export const phone = field('phone', [
  'téléphone',
  'tél',
  'tel',
  'portable',
  'phone',
  'telephone',
  'mobile',
  'الهاتف',
]);

/** Where something is. */
export const town = field('town', [
  'commune',
  'ville',
  'localité',
  'libellé commune',
  'town',
  'city',
  'الجماعة',
  'المدينة',
]);
