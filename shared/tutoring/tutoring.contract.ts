import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { tutorSchema } from './tutoringGroup.entity.ts';
import { tutoringModes, tutoringStatuses } from './tutoringSession.entity.ts';

const error = failureSchema;

/** A wave whose schools may be followed, to choose from. */
export const supportWaveSchema = z.object({
  id: z.string(),
  label: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
  switchoverDate: localDateSchema.nullable(),
});
export type SupportWave = z.infer<typeof supportWaveSchema>;

export const followedSchoolSchema = z.object({
  id: z.string(),
  /** Its code in the country's register; null: not known. */
  code: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  from: localDateSchema.nullable(),
});

export const tutoringGroupViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  tutors: z.array(tutorSchema),
  /** Who was one of its tutors before; absent: nobody. */
  former: z.array(tutorSchema).optional(),
  link: z.string().nullable(),
  /** The series; null: none is set. */
  series: z
    .object({
      first: localDateSchema,
      from: dayTimeSchema,
      to: dayTimeSchema,
      everyWeeks: z.int(),
      until: localDateSchema,
    })
    .nullable(),
  schools: z.array(followedSchoolSchema),
  note: z.string().nullable(),
  /** Whether this device's person may lead its sessions and write their log. */
  mayLog: z.boolean(),
});
export type TutoringGroupView = z.infer<typeof tutoringGroupViewSchema>;

export const tutoringSessionViewSchema = z.object({
  id: z.string(),
  group: z.string(),
  /** The day that the series gives; null: it is of no series. */
  on: localDateSchema.nullable(),
  /** When it is; of a cancelled one: when it would have been. */
  day: localDateSchema,
  from: dayTimeSchema,
  to: dayTimeSchema,
  /** Hours of work, of a cancelled one 0. */
  hours: z.number(),
  mode: z.enum(tutoringModes),
  link: z.string().nullable(),
  theme: z.string().nullable(),
  /** The one school that it is for; null: all of the group. */
  establishment: z.string().nullable(),
  /** `dayOff`: the calendar says that nobody works, and nobody has said what becomes of it. */
  status: z.enum([...tutoringStatuses, 'dayOff']),
  /** Whether it was moved from the day of its series. */
  moved: z.boolean(),
  reason: z.string().nullable(),
  tutors: z.array(z.string()),
  summary: z.string().nullable(),
  /** Schools that were there, and schools of which anything was noted. */
  present: z.int(),
  noted: z.int(),
  /** Lines of its log. */
  entries: z.int(),
});
export type TutoringSessionView = z.infer<typeof tutoringSessionViewSchema>;

export const tutoringOverviewSchema = z.object({
  /** Waves on this device, those with groups first. */
  waves: z.array(supportWaveSchema),
  /** The one that was asked for, else the first; null: there is none. */
  wave: supportWaveSchema.nullable(),
  today: localDateSchema,
  /** IANA name of the zone that times of day are in. */
  timeZone: z.string(),
  groups: z.array(tutoringGroupViewSchema),
  /** Sessions of all groups in the order of their days. */
  sessions: z.array(tutoringSessionViewSchema),
  /** This device's person, by the id that tutors have; null: nobody is enrolled. */
  me: z.string().nullable(),
  /** Whether this device's person may make groups, and write into the register of blockers. */
  mayOrganise: z.boolean(),
  mayHelp: z.boolean(),
});
export type TutoringOverview = z.infer<typeof tutoringOverviewSchema>;

export const tutoringContract = contract({
  /** Groups of a wave with their schools, tutors and sessions: what every screen of it names. */
  'tutoring.overview': {
    input: z.object({ wave: z.string().max(100).optional() }),
    output: tutoringOverviewSchema,
    error,
  },
  /** Days on which nobody works, but weekends, among some days; both ends count. */
  'tutoring.daysOff': {
    input: z.object({
      wave: z.string().max(100),
      from: localDateSchema,
      until: localDateSchema,
    }),
    output: z.object({
      breaks: z.array(z.object({ id: z.string(), from: localDateSchema, until: localDateSchema })),
      publicHolidays: z.array(z.object({ id: z.string(), day: localDateSchema })),
    }),
    error,
  },
});
