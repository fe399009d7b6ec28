import { expect, it } from 'vitest';
import { expectedFields, importFields } from './fields.ts';

it('a programme is told the columns that its own tables have, and those that all have', () => {
  const ids = (template: string | null) =>
    expectedFields('establishments', template).map(({ id }) => id);
  expect(ids('opale')).toContain('accountingGroup');
  expect(ids('opale')).not.toContain('channel');
  expect(ids('pegase')).toContain('channel');
  expect(ids('massar')).not.toContain('accountingGroup');
  expect(ids('massar')).toEqual(expect.arrayContaining(['code', 'name', 'nameAr', 'town']));
  const observed = (template: string) => expectedFields('observed', template).map(({ id }) => id);
  expect(observed('opale')).toContain('budgetLoaded');
  for (const other of ['massar', 'ent', 'pegase']) {
    expect(observed(other)).not.toContain('budgetLoaded');
    expect(observed(other)).toContain('usersCreated');
  }
  expect(ids(null)).toEqual(importFields('establishments').map(({ id }) => id));
});
