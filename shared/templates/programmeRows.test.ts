import { describe, expect, it } from 'vitest';
import { findEntity } from '../schema/registry.ts';
import { programmeRows } from './programmeRows.ts';
import { findTemplate, templateNames } from './templates.ts';

describe.each(templateNames)('the rows of a programme made from %s', (name) => {
  const template = findTemplate(name)!;
  const rows = programmeRows(template, { id: 'mine', name: 'Mine', practiceDate: '2024-01-22' });

  it('are the programme and its actions, in order', () => {
    const [programme, ...actions] = rows;
    expect(programme).toMatchObject({
      entity: 'programme',
      id: 'mine',
      scope: 'programme:mine',
      values: { name: 'Mine', template: name, practiceDate: '2024-01-22' },
    });
    expect(actions.map(({ id }) => id)).toEqual(template.actions.map(({ id }) => `mine:${id}`));
    expect(actions.map(({ values }) => values['position'])).toEqual(actions.map((_, at) => at));
  });

  it('hold what their entities may hold, and nothing else', () => {
    for (const { entity, values } of rows) {
      const { fields } = findEntity(entity)!;
      for (const [field, value] of Object.entries(values)) {
        expect([entity, field, fields[field]?.type.safeParse(value).success]).toEqual([
          entity,
          field,
          true,
        ]);
      }
    }
  });
});

describe('actions', () => {
  it('keep their level, and what reports show of them', () => {
    const rows = programmeRows(findTemplate('massar')!, { id: 'm', name: 'M' });
    const byId = new Map(rows.map(({ id, values }) => [id, values]));
    expect(byId.get('m:choisir-pilotes')).toMatchObject({ level: 'aref' });
    expect(byId.get('m:migrer-refeleve')).toMatchObject({ indicator: 'dataMigrated' });
    expect(rows.filter(({ values }) => 'level' in values)).toHaveLength(4);
  });
});
