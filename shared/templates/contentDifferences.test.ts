import { expect, it } from 'vitest';
import { contentChoice } from './contentDifferences.ts';

const action = (id: string, more: object = {}) => ({ id, title: { fr: `T ${id}` }, ...more });
const phases = [{ id: 'p', label: { fr: 'Cadrage' } }];
const one = {
  version: '1.1.0',
  country: 'FR',
  phases,
  actions: [action('a', { dueOffsetDays: -1 }), action('b'), action('c')],
};
const other = {
  version: '1.1.0',
  country: 'MA',
  phases: [{ id: 'p', label: { fr: 'Préparation' } }],
  actions: [action('b'), action('a', { dueOffsetDays: -2 }), action('d')],
};

it('tells a content from another by its version, action by action and field by field', () => {
  expect(contentChoice(one, other)).toEqual({
    version: '1.1.0',
    actions: 3,
    entries: [
      {
        list: 'actions',
        id: 'a',
        title: { fr: 'T a' },
        here: true,
        fields: [{ field: 'dueOffsetDays', value: -1 }],
      },
      { list: 'actions', id: 'c', title: { fr: 'T c' }, here: true, fields: [] },
      { list: 'actions', id: 'd', title: { fr: 'T d' }, here: false, fields: [] },
      {
        list: 'phases',
        id: 'p',
        title: { fr: 'Cadrage' },
        here: true,
        fields: [{ field: 'label', value: { fr: 'Cadrage' } }],
      },
    ],
    reordered: ['actions'],
    others: ['country'],
  });
});

it('finds nothing between two that say the same, and bears what is none', () => {
  expect(contentChoice(one, structuredClone(one))).toMatchObject({
    entries: [],
    reordered: [],
    others: [],
  });
  expect(contentChoice('x', null)).toMatchObject({ version: null, actions: 0, entries: [] });
});
