import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const communicationKinds = [
  'mail',
  'announcement',
  'circular',
  'webinar',
  'meeting',
  'other',
] as const;
const writers = ['pilot', 'trainingLead', 'support'] as const;

/** Something that was said to many: a mass mail, an announcement that is shown here, a webinar. */
export const communication = defineEntity({
  name: 'communication',
  scopes: ['programme', 'wave'],
  creators: writers,
  fields: {
    kind: field(z.enum(communicationKinds), 'TEXT', { writers }),
    on: field(localDateSchema, 'TEXT', { writers }),
    /** The last day on which an announcement is shown; null: as long as it stands. */
    until: field(localDateSchema, 'TEXT', { writers }),
    title: field(z.string().min(1).max(400), 'TEXT', { writers }),
    body: field(z.string().max(20_000), 'TEXT', { mergesText: true, writers }),
    /** Whom it was for, in words. */
    target: field(z.string().max(400), 'TEXT', { writers }),
    /** Roles that an announcement is shown to; null or none: everybody. */
    roles: field(z.array(z.enum(roles)).max(20), 'JSON', { writers }),
    /** How many were reached, where somebody counted. */
    reached: field(z.int().min(0), 'INTEGER', { writers }),
    author: field(z.string().max(240), 'TEXT', { writers }),
  },
});

export const placeKinds = ['helpdesk', 'news', 'documents', 'chat', 'forum', 'learning'] as const;

/** A place elsewhere where people of a programme find help: a document space, a room, a portal. */
export const linkedPlace = defineEntity({
  name: 'linkedPlace',
  scopes: ['programme', 'wave'],
  creators: writers,
  fields: {
    kind: field(z.enum(placeKinds), 'TEXT', { writers }),
    label: field(z.string().min(1).max(200), 'TEXT', { writers }),
    address: field(z.url({ protocol: /^https?$/ }).max(1_000), 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
    position: field(z.int().min(0), 'INTEGER', { writers }),
  },
});
