import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { indicators, type Indicator } from './indicator.ts';

export { indicators, type Indicator };

const writers = ['pilot', 'support', 'technician'] as const;

/**
 * What a report of the product said about an establishment on a day: what is observed, beside
 * what the kit declares. Its row id is `establishment:programme:indicator:day`.
 */
export const observation = defineEntity({
  name: 'observation',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    indicator: field(z.enum(indicators), 'TEXT'),
    /** The day that it holds from. */
    observedOn: field(localDateSchema, 'TEXT'),
    /** 1 or 0 for what is or is not, else a count. */
    value: field(z.number(), 'REAL', { writers }),
    /** Name of the report that said so. */
    source: field(z.string().max(200), 'TEXT', { writers }),
  },
});

/** Row id of an observation. */
export function observationId(
  establishment: string,
  programme: string,
  indicator: Indicator,
  day: string,
): string {
  return derivedId(establishment, programme, indicator, day);
}
