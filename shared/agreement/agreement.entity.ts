import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const agreementStates = ['draft', 'signed', 'inForce', 'noticeGiven', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];
/** Why an agreement ends: notice, no maintenance any more, a new signature, a breach. */
export const endReasons = ['notice', 'maintenanceEnd', 'newAgreement', 'breach'] as const;
export type EndReason = (typeof endReasons)[number];
const writers = ['pilot', 'projectManager'] as const;

/** The agreement that binds an establishment to a programme. Its row id is `establishment:programme`. */
export const agreement = defineEntity({
  name: 'agreement',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    number: field(z.string().max(80), 'TEXT', { writers }),
    state: field(z.enum(agreementStates), 'TEXT', { writers }),
    signedOn: field(localDateSchema, 'TEXT', { writers }),
    startsOn: field(localDateSchema, 'TEXT', { writers }),
    /** Day that notice of its end was given, and acknowledged. */
    noticeOn: field(localDateSchema, 'TEXT', { writers }),
    acknowledgedOn: field(localDateSchema, 'TEXT', { writers }),
    endsOn: field(localDateSchema, 'TEXT', { writers }),
    endReason: field(z.enum(endReasons), 'TEXT', { writers }),
    /** Day that an instance was made available: the fee is due from the next 1 January. */
    availableOn: field(localDateSchema, 'TEXT', { writers }),
    /** Financial mass in millions, which decides the fee band. */
    financialMass: field(z.number().min(0), 'REAL', { writers }),
    /** Whether it hosts the product itself: another agreement covers the data then. */
    selfHosted: field(z.boolean(), 'BOOLEAN', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers }),
  },
});

/** Row id of an establishment's agreement for a programme. */
export function agreementId(establishment: string, programme: string): string {
  return derivedId(establishment, programme);
}
