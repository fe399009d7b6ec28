import { describe, expect, it } from 'vitest';
import {
  EDGAR,
  ME,
  sampleConflict,
  sampleNoteConflict,
  sampleVersion,
} from '../testing/sampleConflict.ts';
import { commonVersions, groupConflicts } from './conflictGroups.ts';

describe('conflicts in cards', () => {
  it('are together when they are of one row between the same people, status first', () => {
    const groups = groupConflicts([sampleNoteConflict(), sampleConflict()]);
    expect(groups).toHaveLength(1);
    expect(groups[0]!.conflicts.map((one) => one.field)).toEqual(['status', 'note']);
    expect(groups[0]!.people).toBe(2);
    expect(commonVersions(groups[0]!)).toEqual([0, 1]);
  });

  it('are apart when somebody else is in one of them', () => {
    const other = { person: 'p-3', name: 'Zoé', me: false };
    const note = sampleNoteConflict({
      versions: [sampleVersion({ value: 'a', by: other }), sampleVersion({ value: 'b', by: ME })],
    });
    expect(groupConflicts([sampleConflict(), note])).toHaveLength(2);
  });

  it('have no common choice where people wrote in another order', () => {
    const note = sampleNoteConflict({
      versions: [sampleVersion({ value: 'a', by: ME }), sampleVersion({ value: 'b', by: EDGAR })],
    });
    expect(commonVersions(groupConflicts([sampleConflict(), note])[0]!)).toEqual([]);
  });

  it('come in the order in which they arose', () => {
    const late = sampleConflict({ id: 'c-late', row: 'etab-1:opale:budget' });
    const early = sampleConflict({
      id: 'c-early',
      row: 'etab-1:opale:controle',
      versions: [
        sampleVersion({ value: 'done', by: EDGAR, at: 1 }),
        sampleVersion({ value: 'todo', by: ME, at: 2 }),
      ],
    });
    expect(groupConflicts([late, early]).map((group) => group.conflicts[0]!.id)).toEqual([
      'c-early',
      'c-late',
    ]);
  });
});
