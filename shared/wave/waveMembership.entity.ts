import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { localDateSchema } from '../schema/values.ts';
import { defineEntity, field } from '../schema/entity.ts';

/** Where an establishment stands in a wave, in the order in which it goes through them. */
export const membershipStatuses = [
  'candidate',
  'informed',
  'created',
  'inSwitchover',
  'switched',
  'reinforcedSupport',
  'stabilised',
  'postponed',
  'withdrawn',
] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];
const writers = ['pilot'] as const;

/**
 * An establishment's part in a wave. Its row id is `wave:establishment`. An establishment may
 * belong to waves of several programmes at once. It lives with the establishment, so that a
 * school does not learn of the others.
 */
export const waveMembership = defineEntity({
  name: 'waveMembership',
  scopes: ['establishment'],
  creators: ['pilot'],
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    joinedOn: field(localDateSchema, 'TEXT', { writers }),
    leftOn: field(localDateSchema, 'TEXT', { writers }),
    /** Why it joined late, or left. */
    reason: field(z.string().max(2_000), 'TEXT', { writers }),
    status: field(z.enum(membershipStatuses), 'TEXT', { writers }),
    /** Day that this establishment alone switches over; null: the wave's. */
    switchoverDate: field(localDateSchema, 'TEXT', { writers }),
    /** Wave that it left this one for; null: it stays, or left for none. */
    toWave: field(z.string(), 'TEXT', { references: 'wave', writers }),
    /** Variant that this establishment alone follows; null: the wave's. */
    variant: field(z.string().max(40), 'TEXT', { writers }),
  },
  /** What a decision on its part says: two who decide apart are asked for one or the other. */
  groups: [['status', 'switchoverDate', 'leftOn', 'toWave', 'reason']],
});

/** Row id of an establishment's part in a wave. */
export function waveMembershipId(wave: string, establishment: string): string {
  return derivedId(wave, establishment);
}
