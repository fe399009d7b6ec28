import { z } from 'zod';
import { schoolRoles, type Role } from '../access/roles.ts';
import { PLAIN_ID_PATTERN, ROW_ID_PATTERN } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';

/** Characters of a comment. */
export const MAX_COMMENT = 2_000;
const writers: readonly Role[] = [
  ...schoolRoles,
  'pilot',
  'tutor',
  'trainer',
  'technician',
  'support',
];

/** Something said about a step. Who said it and when is in its stamps. */
export const stepComment = defineEntity({
  name: 'stepComment',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string().regex(PLAIN_ID_PATTERN), 'TEXT', {
      references: 'establishment',
    }),
    kitStep: field(z.string().regex(ROW_ID_PATTERN), 'TEXT', { references: 'kitStep' }),
    text: field(z.string().min(1).max(MAX_COMMENT), 'TEXT'),
    /** Ids of people who are named in it. */
    mentions: field(z.array(z.string().max(80)).max(20), 'JSON'),
  },
});
