import { field, type ImportField } from './field.ts';
import { code } from './shared.ts';

const day = [
  'date',
  'constaté le',
  'observé le',
  'relevé le',
  "date d'observation",
  'date du constat',
  'date de situation',
  'situation au',
  'observed on',
  'as of',
  'التاريخ',
  'تاريخ المعاينة',
];

/** What the product itself reports of a school. */
export const observed: readonly ImportField[] = [
  field('code', code, true),
  field('observedOn', day),
  field('budgetLoaded', [
    'budget chargé',
    'budget intégré',
    'budget',
    'budget loaded',
    'تحميل الميزانية',
  ]),
  field('usersCreated', [
    'utilisateurs créés',
    'utilisateurs',
    'nombre d’utilisateurs',
    'nb utilisateurs',
    'comptes créés',
    'comptes',
    'users',
    'users created',
    'accounts',
    'عدد المستعملين',
    'الحسابات',
  ]),
  field('dataMigrated', [
    'données reprises',
    'reprise des données',
    'données migrées',
    'migration',
    'data migrated',
    'ترحيل المعطيات',
  ]),
  field('usage', ['usage', 'taux d’usage', 'connexions', 'utilisation', 'logins', 'الاستعمال']),
  field('recordsBefore', [
    'nombre avant',
    'avant reprise',
    'effectif avant',
    'enregistrements avant',
    'count before',
    'records before',
    'العدد قبل الترحيل',
  ]),
  field('recordsAfter', [
    'nombre après',
    'après reprise',
    'effectif après',
    'enregistrements après',
    'count after',
    'records after',
    'العدد بعد الترحيل',
  ]),
];
