import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';

/** What a printed kit holds. */
const printedSchema = z.object({
  /** Actions that are on it. */
  actions: z.int(),
  pages: z.int(),
  bytes: z.int(),
});
export type Printed = z.infer<typeof printedSchema>;

const sessionSchema = z.string().min(1).max(300);
/** What a printed paper about people holds. */
const peoplePrintedSchema = z.object({
  /** People who are on it. */
  people: z.int(),
  pages: z.int(),
  bytes: z.int(),
});

const summonsPrintedSchema = peoplePrintedSchema.extend({
  /** Whether what the group was told was noted. */
  noted: z.boolean(),
});
/** What printed minutes hold. */
const minutesPrintedSchema = z.object({
  /** Difficulties that are on them. */
  difficulties: z.int(),
  pages: z.int(),
  bytes: z.int(),
});

/** Papers, as the shell and the command line ask the core for them: these name a file. */
export const printFilesContract = contract({
  /**
   * Writes a school's kit as a PDF, over nothing but an older one of this program's
   * unless `over` says so.
   * Fails with BadInput where the role plays no part in the kit, FileExists, FileUnusable, DiskFull.
   */
  'print.kit': {
    input: z.object({
      file: z.string().min(1),
      /** The person has confirmed that whatever file is there is to be replaced. */
      over: z.boolean().optional(),
      establishment: z.string().max(100).optional(),
      /** Actor of the kit, or role of the people who play it; absent: all. */
      role: z.string().max(80).optional(),
      language: z.enum(languages),
    }),
    output: printedSchema,
    error: failureSchema,
  },
  /**
   * Writes the attendance sheet of a session as a PDF; `partial`: an extract, of one's own schools
   * alone. Fails with SessionUnknown besides.
   */
  'print.sheet': {
    input: z.object({
      file: z.string().min(1),
      over: z.boolean().optional(),
      session: sessionSchema,
      /** To be signed by hand: nothing of what is known is on it. */
      blank: z.boolean(),
      language: z.enum(languages),
    }),
    output: peoplePrintedSchema.extend({ partial: z.boolean() }),
    error: failureSchema,
  },
  /** Writes what somebody attended as a certificate. Fails with EnrolmentUnknown besides. */
  'print.certificate': {
    input: z.object({
      file: z.string().min(1),
      over: z.boolean().optional(),
      /** Id of the person, or of the enrolment. */
      person: sessionSchema,
      language: z.enum(languages),
    }),
    output: peoplePrintedSchema,
    error: failureSchema,
  },
  /**
   * Writes who is called to the sessions to come of a group, a letter each, and notes what the
   * group was told. Fails with GroupUnknown, NobodyToCall, NothingToCome besides; of changes with
   * NotCalledYet, NothingChanged; of newcomers with NotCalledYet, AllCalled.
   */
  'print.summons': {
    input: z.object({
      file: z.string().min(1),
      over: z.boolean().optional(),
      group: sessionSchema,
      /** To heads of school, who tell their people, instead of to each. */
      heads: z.boolean().optional(),
      /** What changed since they were called, instead of all sessions to come. */
      changes: z.boolean().optional(),
      /** To those alone who have joined since the summons. */
      newcomers: z.boolean().optional(),
      language: z.enum(languages),
    }),
    output: summonsPrintedSchema,
    error: failureSchema,
  },
  /** Writes the minutes of a session of tutoring as a PDF. Fails with SessionUnknown besides. */
  'print.minutes': {
    input: z.object({
      file: z.string().min(1),
      over: z.boolean().optional(),
      session: sessionSchema,
      language: z.enum(languages),
    }),
    output: minutesPrintedSchema,
    error: failureSchema,
  },
});

/** Papers, as the page asks the shell for them: it asks where to. */
export const printContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'print.saveKit': {
    input: z.strictObject({
      establishment: z.string().max(100).optional(),
      role: z.string().max(80).optional(),
      language: z.enum(languages),
      /** Opens it in the system's reader, to look at it and to print it. */
      open: z.boolean(),
    }),
    output: printedSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
  'print.saveSheet': {
    input: z.strictObject({
      session: sessionSchema,
      /** What the session is called, for the file's name. */
      title: z.string().max(400),
      blank: z.boolean(),
      language: z.enum(languages),
      open: z.boolean(),
    }),
    output: peoplePrintedSchema.extend({ file: z.string(), partial: z.boolean() }).nullable(),
    error: failureSchema,
  },
  'print.saveCertificate': {
    input: z.strictObject({
      person: sessionSchema,
      /** What they are called, for the file's name. */
      name: z.string().max(240),
      language: z.enum(languages),
      open: z.boolean(),
    }),
    output: peoplePrintedSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
  'print.saveSummons': {
    input: z.strictObject({
      group: sessionSchema,
      /** What the group is called, for the file's name. */
      title: z.string().max(400),
      heads: z.boolean(),
      changes: z.boolean().optional(),
      newcomers: z.boolean().optional(),
      language: z.enum(languages),
      open: z.boolean(),
    }),
    output: summonsPrintedSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
  'print.saveMinutes': {
    input: z.strictObject({
      session: sessionSchema,
      /** What the session is called, for the file's name. */
      title: z.string().max(400),
      language: z.enum(languages),
      open: z.boolean(),
    }),
    output: minutesPrintedSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
});
export type PrintContract = typeof printContract;
