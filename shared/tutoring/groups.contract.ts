import { z } from 'zod';
import { contract, type InputOf, type OutputOf } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { tutorSchema } from './tutoringGroup.entity.ts';
import { presenceStatuses, tutoringModes, tutoringStatuses } from './tutoringSession.entity.ts';

const error = failureSchema;
const id = z.string().min(1).max(100);
const session = z.string().min(1).max(240);
const reason = z.string().trim().min(1).max(400);
const link = z.url({ protocol: /^https?$/ }).max(400);
const MOST_SCHOOLS = 10_000;
const MOST_GROUPS = 1_000;
const MOST_WEEKS = 52;
const schools = z.array(id).min(1).max(MOST_SCHOOLS);

const seriesSchema = z.object({
  first: localDateSchema,
  from: dayTimeSchema,
  to: dayTimeSchema,
  everyWeeks: z.int().min(1).max(MOST_WEEKS),
  until: localDateSchema,
});

/** Somebody who may become a tutor. */
const tutorCandidateSchema = z.object({
  person: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Where they act, in words. */
  place: z.string().nullable(),
  /** Sphere that their roles say; null: they say none. */
  sphere: z.enum(['ordonnateur', 'comptable']).nullable(),
});

const proposalSchema = z.object({
  /** The group that is there already; null: a new one. */
  group: z.string().nullable(),
  label: z.string(),
  schools: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameAr: z.string().nullable(),
      town: z.string().nullable(),
      together: z.string().nullable(),
    }),
  ),
});

const goneSchema = z.object({
  on: localDateSchema,
  was: z.enum(['cancelled', 'themed', 'timed']),
  theme: z.string().nullable(),
  hours: z.object({ from: dayTimeSchema, to: dayTimeSchema }).nullable(),
  reason: z.string().nullable(),
  /** The day of the series that takes over its theme and hours; null: none does. */
  carriedTo: localDateSchema.nullable(),
});

const previewSchema = z.object({
  days: z.array(
    z.object({
      id: z.string(),
      on: localDateSchema.nullable(),
      day: localDateSchema,
      from: dayTimeSchema,
      to: dayTimeSchema,
      status: z.enum([...tutoringStatuses, 'dayOff']),
      moved: z.boolean(),
      theme: z.string().nullable(),
      reason: z.string().nullable(),
      /** Why nobody works then; null: people do. Texts are of `waves:holiday`. */
      off: z.object({ kind: z.string(), id: z.string() }).nullable(),
      /** The next day on which people work; null: it is one. */
      next: localDateSchema.nullable(),
    }),
  ),
  gone: z.array(goneSchema),
});
export type SeriesPreview = z.infer<typeof previewSchema>;

/** What becomes of a day of the series on which nobody works. */
const dayOffAnswer = z.discriminatedUnion('what', [
  z.object({ on: localDateSchema, what: z.literal('cancel'), reason }),
  z.object({
    on: localDateSchema,
    what: z.literal('move'),
    day: localDateSchema,
    reason: reason.optional(),
  }),
  z.object({ on: localDateSchema, what: z.literal('hold') }),
]);

const sessionValues = z.object({
  theme: z.string().max(400).nullable(),
  day: localDateSchema,
  from: dayTimeSchema,
  to: dayTimeSchema,
  mode: z.enum(tutoringModes),
  link: link.nullable(),
  status: z.enum(tutoringStatuses),
  reason: z.string().max(400).nullable(),
  tutors: z.array(z.string().max(80)).max(10),
});

const followedSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  group: z.string().nullable(),
  groupLabel: z.string().nullable(),
  tutors: z.array(z.string()),
  from: localDateSchema.nullable(),
  /** Presence in the last sessions that its group held, the oldest first; null: not noted. */
  marks: z.array(
    z.object({
      session: z.string(),
      day: localDateSchema,
      status: z.enum(presenceStatuses).nullable(),
    }),
  ),
  last: z.object({ on: localDateSchema, kind: z.enum(['session', 'visit', 'contact']) }).nullable(),
  /** Groups that it was in before. */
  past: z.array(
    z.object({
      group: z.string(),
      label: z.string(),
      from: localDateSchema.nullable(),
      until: localDateSchema,
      reason: z.string().nullable(),
    }),
  ),
});
export type FollowedSchool = z.infer<typeof followedSchema>;

const loadSchema = z.object({
  tutor: z.string(),
  name: z.string(),
  sphere: z.string().nullable(),
  groups: z.array(z.string()),
  schools: z.int(),
  /** Sessions and hours that are held, and those that are planned. */
  held: z.int(),
  heldHours: z.number(),
  planned: z.int(),
  plannedHours: z.number(),
  overloaded: z.boolean(),
});
export type TutorLoad = z.infer<typeof loadSchema>;

const statementRowSchema = z.object({
  tutor: z.string(),
  name: z.string(),
  group: z.string(),
  groupLabel: z.string(),
  sessions: z.int(),
  hours: z.number(),
});
const statementInput = {
  wave: id.optional(),
  /** Both days count. */
  from: localDateSchema.optional(),
  until: localDateSchema.optional(),
};

export const tutoringGroupsContract = contract({
  /**
   * Makes a group, or changes one. Tutors who have an account get their roles in the same action,
   * and lose them on leaving. Fails with GroupUnknown, NotAllowed; BadInput: `label` is missing.
   */
  'tutoring.saveGroup': {
    input: z.object({
      wave: id,
      group: id.optional(),
      set: z
        .object({
          label: z.string().trim().min(1).max(200),
          tutors: z.array(tutorSchema.omit({ left: true }).partial({ id: true })).max(10),
          link: link.nullable(),
          note: z.string().max(2_000).nullable(),
        })
        .partial(),
    }),
    output: z.object({ id: z.string(), changed: z.int() }),
    error,
  },
  /** Removes a group that has held no session; its schools are followed by nobody then. */
  'tutoring.removeGroup': {
    input: z.object({ group: id }),
    output: z.object({ schools: z.int() }),
    error,
  },
  /** People of the programme who may become tutors. */
  'tutoring.people': {
    input: z.object({ wave: id, search: z.string().max(200) }),
    output: z.object({ total: z.int(), rows: z.array(tutorCandidateSchema) }),
    error,
  },
  /**
   * Puts schools into a group from a day on; those that are in another leave it on that day. Fails
   * with GroupUnknown, NotInWave, NotAllowed, DayAhead; WaveReasonMissing: they leave for none.
   */
  'tutoring.place': {
    input: z.object({
      wave: id,
      establishments: schools,
      /** Null: they are followed by nobody any more. */
      group: id.nullable(),
      on: localDateSchema.optional(),
      reason: z.string().trim().max(400).optional(),
    }),
    output: z.object({ placed: z.int() }),
    error,
  },
  /** Groups for the schools of a wave that nobody follows; writes nothing. */
  'tutoring.propose': {
    input: z.object({ wave: id }),
    output: z.object({ unfollowed: z.int(), groups: z.array(proposalSchema) }),
    error,
  },
  /** Makes groups as they were proposed, and puts the schools into them. */
  'tutoring.applyProposal': {
    input: z.object({
      wave: id,
      groups: z
        .array(
          z.object({
            group: id.nullable(),
            label: z.string().trim().min(1).max(200),
            schools,
          }),
        )
        .min(1)
        .max(MOST_GROUPS),
    }),
    output: z.object({ groups: z.int(), schools: z.int() }),
    error,
  },
  /** The sessions as they would be with another rule; writes nothing. */
  'tutoring.previewSeries': {
    input: z.object({ group: id, set: seriesSchema }),
    output: previewSchema,
    error,
  },
  /** Changes the rule, and says what becomes of days on which nobody works. */
  'tutoring.saveSeries': {
    input: z.object({
      group: id,
      set: seriesSchema,
      daysOff: z.array(dayOffAnswer).max(500).optional(),
    }),
    output: z.object({ changed: z.int() }),
    error,
  },
  /**
   * Changes one session. Fails with SessionUnknown, NotAllowed, DayAhead (held before its day);
   * ReasonMissing is WaveReasonMissing: it is cancelled or moved.
   */
  'tutoring.saveSession': {
    input: z.object({ group: id, session, set: sessionValues.partial() }),
    output: z.object({ id: z.string(), changed: z.int() }),
    error,
  },
  /** Makes a session beside the series, such as a call with one school. */
  'tutoring.addSession': {
    input: z.object({
      group: id,
      establishment: id.nullable(),
      set: sessionValues
        .pick({ day: true, from: true, to: true, theme: true, mode: true, link: true })
        .partial({ theme: true, mode: true, link: true }),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Who follows which school, how it goes, and what each tutor carries. */
  'tutoring.follow': {
    input: z.object({ wave: id.optional() }),
    output: z.object({
      today: localDateSchema,
      unfollowed: z.int(),
      schools: z.array(followedSchema),
      tutors: z.array(loadSchema),
    }),
    error,
  },
  /** Sessions held and their hours by tutor, for who pays them; a tutor sees their own. */
  'tutoring.statement': {
    input: z.object(statementInput),
    output: z.object({ rows: z.array(statementRowSchema) }),
    error,
  },
});
export type SaveSeriesInput = InputOf<(typeof tutoringGroupsContract)['tutoring.saveSeries']>;
export type SessionChange = InputOf<(typeof tutoringGroupsContract)['tutoring.saveSession']>['set'];
export type GroupProposal = OutputOf<
  (typeof tutoringGroupsContract)['tutoring.propose']
>['groups'][number];
export type TutorCandidate = z.infer<typeof tutorCandidateSchema>;

/** What only the shell and the command line may ask. */
export const tutoringFilesContract = contract({
  /** Writes the statement as a table. Fails with FileExists, FileUnusable, DiskFull. */
  'tutoring.writeStatement': {
    input: z.object({
      ...statementInput,
      file: z.string().min(1).max(32_000),
      language: z.enum(languages),
    }),
    output: z.object({ rows: z.int() }),
    error,
  },
});

/** What the page asks the shell for, which opens the system's dialog. */
export const tutoringShellContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'tutoring.saveStatement': {
    input: z.strictObject(statementInput),
    output: z.object({ file: z.string(), rows: z.int() }).nullable(),
    error,
  },
});
export type TutoringShellContract = typeof tutoringShellContract;
