/** What reports of the product that is rolled out say of an establishment. */
export const indicators = [
  'budgetLoaded',
  'usersCreated',
  'dataMigrated',
  'usage',
  /** Records in the software that is replaced, and in the product after they were moved. */
  'recordsBefore',
  'recordsAfter',
] as const;
export type Indicator = (typeof indicators)[number];
