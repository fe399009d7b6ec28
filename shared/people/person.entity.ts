import { z } from 'zod';
import { languages } from '../kernel/language.ts';
import { defineEntity, field } from '../schema/entity.ts';

/** A person's own record: it lives in the person's own scope and follows them everywhere. */
export const person = defineEntity({
  name: 'person',
  scopes: ['person'],
  fields: {
    login: field(z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/), 'TEXT', { indexed: true }),
    firstName: field(z.string().max(120), 'TEXT'),
    lastName: field(z.string().max(120), 'TEXT'),
    email: field(z.string().max(254), 'TEXT'),
    language: field(z.enum(languages), 'TEXT', { ownerWrites: true }),
  },
});
