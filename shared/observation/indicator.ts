/** What reports of the product that is rolled out say of an establishment. */
export const indicators = ['budgetLoaded', 'usersCreated', 'dataMigrated', 'usage'] as const;
export type Indicator = (typeof indicators)[number];
