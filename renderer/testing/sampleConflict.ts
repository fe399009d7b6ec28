import type { ConflictView, RejectedView } from '../../shared/sync/sync.contract.ts';

type Version = ConflictView['versions'][number];

/** What the person of the bridge in memory wrote, and what a colleague did. */
export const ME = { person: 'p-1', name: 'Blandine Viorne', me: true };
export const EDGAR = { person: 'p-2', name: 'Edgar Bergenia', me: false };

export function sampleVersion(version: Partial<Version> & Pick<Version, 'value' | 'by'>): Version {
  return {
    others: {},
    content: null,
    at: Date.parse('2024-01-21T16:20:00Z'),
    shown: false,
    ...version,
  };
}

/** Two people changed the status of `equiper` without seeing each other. */
export function sampleConflict(changes: Partial<ConflictView> = {}): ConflictView {
  return {
    id: 'conflict-1',
    entity: 'kitStep',
    row: 'etab-1:opale:equiper',
    scope: 'establishment:etab-1',
    field: 'status',
    about: null,
    title: null,
    names: {},
    versions: [
      sampleVersion({ value: 'done', others: { doneOn: '2024-01-20' }, by: EDGAR, shown: true }),
      sampleVersion({ value: 'blocked', others: { doneOn: null }, by: ME }),
    ],
    mayResolve: true,
    ...changes,
  };
}

/** A note that two people wrote. */
export function sampleNoteConflict(changes: Partial<ConflictView> = {}): ConflictView {
  return sampleConflict({
    id: 'conflict-2',
    field: 'note',
    versions: [
      sampleVersion({ value: 'Écrans livrés lundi', by: EDGAR }),
      sampleVersion({ value: 'Écrans livrés jeudi matin', by: ME, shown: true }),
    ],
    ...changes,
  });
}

/** A tick that the server did not take. */
export function sampleRefusal(changes: Partial<RejectedView> = {}): RejectedView {
  const row = 'etab-1:opale:equiper';
  return {
    n: 7,
    at: Date.now(),
    refusal: { type: 'NotAllowed', entity: 'kitStep', row, fields: ['status'] },
    changes: [
      {
        entity: 'kitStep',
        row,
        scope: 'establishment:etab-1',
        set: { status: 'done', doneOn: '2024-01-20' },
      },
    ],
    ...changes,
  };
}
