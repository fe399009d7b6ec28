import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { loggers as writers } from '../access/helpRoles.ts';

export const tutoringStatuses = ['planned', 'held', 'cancelled'] as const;
export type TutoringStatus = (typeof tutoringStatuses)[number];
export const tutoringModes = ['video', 'phone', 'inPerson'] as const;

/**
 * What is known of one session beyond its group's series: its theme, that it was moved or
 * cancelled, that it was held. A session of which nothing is known has no row: the series says when
 * it is. Its row id is `group:day`, by the day that the series gave; one that stands for itself, such
 * as a call with a single school, has an id of its own.
 */
export const tutoringSession = defineEntity({
  name: 'tutoringSession',
  scopes: ['tutoringGroup'],
  creators: writers,
  fields: {
    group: field(z.string(), 'TEXT', { references: 'tutoringGroup' }),
    /** The day that the series gave; null: it is of no series. */
    on: field(localDateSchema, 'TEXT'),
    /** When it is; null: on the day and at the times of the series. */
    day: field(localDateSchema, 'TEXT', { writers }),
    from: field(dayTimeSchema, 'TEXT', { writers }),
    to: field(dayTimeSchema, 'TEXT', { writers }),
    mode: field(z.enum(tutoringModes), 'TEXT', { writers }),
    link: field(z.url({ protocol: /^https?$/ }).max(400), 'TEXT', { writers }),
    theme: field(z.string().max(400), 'TEXT', { writers }),
    /** The one school that it is for; null: all of the group. */
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    status: field(z.enum(tutoringStatuses), 'TEXT', { writers }),
    /** Why it was moved or cancelled. */
    reason: field(z.string().max(400), 'TEXT', { writers }),
    /** Ids of the tutors who led it; null: those of the group. */
    tutors: field(z.array(z.string().max(80)).max(10), 'JSON', { writers }),
    /** What the minutes say beside the log. */
    summary: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
  },
  groups: [['day', 'from', 'to']],
  check: (row) =>
    row.from !== null && row.to !== null && row.to <= row.from ? ['timesInOrder'] : [],
});

/** Row id of a session of a series. */
export function tutoringSessionId(group: string, on: string): string {
  return derivedId(group, on);
}

/**
 * How a school was called when something was noted of it. Whoever reads a group's log need not
 * read its schools, and a log keeps the names of its day.
 */
export const schoolNamesSchema = z.object({
  name: z.string().min(1).max(240),
  nameAr: z.string().min(1).max(240).optional(),
  town: z.string().min(1).max(200).optional(),
});

/** The names of a school as its record has them, in the form of `schoolNamesSchema`. */
export function schoolNames(school: {
  readonly name: string;
  readonly nameAr?: unknown;
  readonly town?: unknown;
}): Readonly<Record<string, string>> {
  const { name, nameAr, town } = school;
  return { name, ...(isText(nameAr) ? { nameAr } : {}), ...(isText(town) ? { town } : {}) };
}

export const presenceStatuses = ['present', 'late', 'excused', 'absent'] as const;

/** Whether a school was there in a session. Its row id is `session:establishment`. */
export const tutoringPresence = defineEntity({
  name: 'tutoringPresence',
  scopes: ['tutoringGroup'],
  creators: writers,
  fields: {
    session: field(z.string(), 'TEXT', { references: 'tutoringSession' }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    schoolNames: field(schoolNamesSchema, 'JSON', { writers }),
    status: field(z.enum(presenceStatuses), 'TEXT', { writers }),
    /** Who spoke for the school, in words. */
    people: field(z.string().max(400), 'TEXT', { writers }),
  },
});

/** Row id of a school's presence in a session. */
export function tutoringPresenceId(session: string, establishment: string): string {
  return derivedId(...session.split(':'), establishment);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
