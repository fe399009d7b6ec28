import type { ImportField } from './fields/field.ts';
import { establishments } from './fields/establishments.ts';
import { observed } from './fields/observed.ts';
import { people } from './fields/people.ts';
import { ticketRepeats, tickets } from './fields/tickets.ts';
import { trainers } from './fields/trainers.ts';

/** What can be imported. */
export const importKinds = ['establishments', 'people', 'trainers', 'observed', 'tickets'] as const;
export type ImportKind = (typeof importKinds)[number];

const fields: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  establishments,
  people,
  trainers,
  observed,
  tickets,
};

/** The fields of a kind, in the order in which people are asked for them. */
export function importFields(kind: ImportKind): readonly ImportField[] {
  return fields[kind];
}

/** Headings that only repeat what the column of a field says. */
export function repeatsOf(kind: ImportKind): readonly ImportField[] {
  return kind === 'tickets' ? ticketRepeats : [];
}

/** Templates whose programmes speak of a field; those that are not here are everybody's. */
const spokenOf: Readonly<Record<string, readonly string[]>> = {
  accountingGroup: ['opale'],
  budgetLoaded: ['opale'],
  siret: ['opale', 'pegase', 'ent'],
  channel: ['pegase'],
  legalRepresentative: ['pegase'],
  agreementNumber: ['pegase'],
  linkedSystems: ['pegase'],
  attachedBodies: ['pegase'],
};

/**
 * Fields that a programme's tables are expected to have; what another's have is understood as well.
 * @param template what the programme was made from; null: not known
 */
export function expectedFields(kind: ImportKind, template: string | null): readonly ImportField[] {
  return importFields(kind).filter(
    ({ id }) => template === null || spokenOf[id]?.includes(template) !== false,
  );
}
