import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { helpers as writers } from '../access/helpRoles.ts';

export const contactChannels = ['phone', 'mail', 'video', 'inPerson', 'chat'] as const;

/** A request that came outside the tool, by phone, mail or video. */
export const contact = defineEntity({
  name: 'contact',
  scopes: ['establishment', 'waveSupport'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    channel: field(z.enum(contactChannels), 'TEXT', { writers }),
    on: field(localDateSchema, 'TEXT', { writers }),
    at: field(dayTimeSchema, 'TEXT', { writers }),
    /** Who called or wrote, in words. */
    person: field(z.string().max(240), 'TEXT', { writers }),
    /** Level that handled it, by the id in the programme's rules. */
    level: field(z.string().max(60), 'TEXT', { writers }),
    subject: field(z.string().min(1).max(400), 'TEXT', { writers }),
    text: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
    minutes: field(z.int().min(0).max(1_440), 'INTEGER', { writers }),
    /** The request that came of it, and the blocker that it is about. */
    ticket: field(z.string(), 'TEXT', { references: 'ticket', writers }),
    blocker: field(z.string(), 'TEXT', { references: 'blocker', writers }),
    author: field(z.string().max(240), 'TEXT'),
  },
});
