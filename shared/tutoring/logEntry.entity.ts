import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { helpers as writers } from '../access/helpRoles.ts';
import { schoolNamesSchema } from './tutoringSession.entity.ts';

export const entryKinds = ['difficulty', 'answer', 'followUp', 'note'] as const;
/** Of a difficulty: nobody has answered, somebody has, it is out of the way. */
export const entryStates = ['open', 'answered', 'solved'] as const;

/**
 * One line of what was said in a session or seen on a visit: a difficulty, an answer, what
 * somebody will do by when, or a note. Of a session it lives with the group; of a visit with the
 * school. Who wrote it and when is in its stamps too; `at` orders the lines of two tutors.
 */
export const logEntry = defineEntity({
  name: 'logEntry',
  scopes: ['tutoringGroup', 'establishment', 'waveSupport'],
  creators: writers,
  fields: {
    session: field(z.string(), 'TEXT', { references: 'tutoringSession' }),
    visit: field(z.string(), 'TEXT', { references: 'visit' }),
    kind: field(z.enum(entryKinds), 'TEXT', { writers }),
    /** The school that it is about; null: all. */
    establishment: field(z.string(), 'TEXT', { references: 'establishment', writers }),
    schoolNames: field(schoolNamesSchema, 'JSON', { writers }),
    text: field(z.string().min(1).max(4_000), 'TEXT', { mergesText: true, writers }),
    theme: field(z.string().max(200), 'TEXT', { writers }),
    state: field(z.enum(entryStates), 'TEXT', { writers }),
    /** The day on which it came into that state. */
    stateOn: field(localDateSchema, 'TEXT', { writers }),
    /** The blocker of the register that a difficulty is a case of. */
    blocker: field(z.string(), 'TEXT', { references: 'blocker', writers }),
    /** The difficulty that an answer answers, or that a follow-up is for. */
    about: field(z.string(), 'TEXT', { references: 'logEntry', writers }),
    /** Who follows up, in words, until when, and when it was done. */
    who: field(z.string().max(240), 'TEXT', { writers }),
    by: field(localDateSchema, 'TEXT', { writers }),
    doneOn: field(localDateSchema, 'TEXT', { writers }),
    /** Milliseconds since 1970 when it was written, and the name of who wrote it. */
    at: field(z.int(), 'INTEGER'),
    author: field(z.string().max(240), 'TEXT'),
  },
  groups: [
    ['establishment', 'schoolNames'],
    ['state', 'stateOn'],
  ],
});
