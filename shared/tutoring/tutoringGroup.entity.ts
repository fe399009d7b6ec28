import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { loggers, organisers as writers } from '../access/helpRoles.ts';

/** One of a group's tutors, as its people know them. */
export const tutorSchema = z.object({
  /** Id of the person, or one of its own for somebody without an account. */
  id: z.string().min(1).max(80),
  name: z.string().min(1).max(240),
  email: z.string().max(254).optional(),
  phone: z.string().max(40).optional(),
  /** Sphere that they know, such as `comptable`: a pair has one of each. */
  sphere: z.string().max(60).optional(),
  /** What they do at home, in words. */
  profession: z.string().max(200).optional(),
  /** First day no longer in the pair: kept so that what they led still has their name. */
  left: localDateSchema.optional(),
});
export type Tutor = z.infer<typeof tutorSchema>;

/** The tutors of now and those who have left together. */
const MOST_TUTORS = 40;

/** A series runs for at most a year of weeks between two sessions. */
const MOST_WEEKS = 52;

/**
 * Schools that are followed together by a pair of tutors, and how often they meet. It is a place:
 * its tutors hold their role in it, and reach its schools as they come and go.
 */
export const tutoringGroup = defineEntity({
  name: 'tutoringGroup',
  scopes: ['tutoringGroup'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    label: field(z.string().min(1).max(200), 'TEXT', { writers }),
    position: field(z.int().min(0), 'INTEGER', { writers }),
    tutors: field(z.array(tutorSchema).max(MOST_TUTORS), 'JSON', { writers }),
    /** Where they meet at a distance; a session may have another. */
    link: field(z.url({ protocol: /^https?$/ }).max(400), 'TEXT', { writers: loggers }),
    /** The series: its first day, the times of day, how often and until when. */
    first: field(localDateSchema, 'TEXT', { writers: loggers }),
    from: field(dayTimeSchema, 'TEXT', { writers: loggers }),
    to: field(dayTimeSchema, 'TEXT', { writers: loggers }),
    everyWeeks: field(z.int().min(1).max(MOST_WEEKS), 'INTEGER', { writers: loggers }),
    until: field(localDateSchema, 'TEXT', { writers: loggers }),
    note: field(z.string().max(2_000), 'TEXT', { mergesText: true, writers: loggers }),
  },
  groups: [['first', 'from', 'to', 'everyWeeks', 'until']],
  check: (row) => [
    ...(row.from !== null && row.to !== null && row.to <= row.from ? ['timesInOrder'] : []),
    ...(row.first !== null && row.until !== null && row.until < row.first ? ['daysInOrder'] : []),
  ],
});

/**
 * From when until when a group's tutors follow a school. It lives in the school's scope, since it
 * places the school below the group. Its row id is `group:establishment:from`.
 */
export const tutoringMember = defineEntity({
  name: 'tutoringMember',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    group: field(z.string(), 'TEXT', { references: 'tutoringGroup' }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    /** First day in the group, and the first day no longer; null: still there. */
    from: field(localDateSchema, 'TEXT'),
    until: field(localDateSchema, 'TEXT', { writers }),
    reason: field(z.string().max(400), 'TEXT', { writers }),
  },
});

/** Row id of a school's time in a group. */
export function tutoringMemberId(group: string, establishment: string, from: string): string {
  return derivedId(group, establishment, from);
}
