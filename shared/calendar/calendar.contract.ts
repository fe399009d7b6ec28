import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';

const id = z.string().min(1).max(100);
/** A calendar has at most as many events as this that are chosen one by one. */
const MOST_CHOSEN = 20_000;

/** Calendar files, as the shell and the command line ask the core for them: these name a file. */
export const calendarFilesContract = contract({
  /**
   * Writes sessions of trainings and of tutoring as an iCalendar file, over nothing but an older one
   * of this program's unless `over` says so. Of those who come it names the trainers and tutors, and
   * the people of a group of trainings where that group is asked for: of a past session who was there.
   * Fails with WaveUnknown, PersonUnknown, GroupUnknown, FileExists, FileUnusable, DiskFull.
   */
  'calendar.export': {
    input: z.object({
      file: z.string().min(1),
      over: z.boolean().optional(),
      /** Absent: every wave that this device holds. */
      wave: id.optional(),
      /** Sessions that somebody teaches or leads, or that a group of theirs or of their school comes to. */
      person: id.optional(),
      group: id.optional(),
      /** A room of trainings. */
      room: id.optional(),
      /** These alone. */
      sessions: z.array(id).max(MOST_CHOSEN).optional(),
      language: z.enum(languages),
    }),
    output: z.object({ events: z.int(), bytes: z.int() }),
    error: failureSchema,
  },
});

/** Calendar files, as the page asks the shell for them: it asks where to. */
export const calendarShellContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'calendar.save': {
    input: z.strictObject({ wave: id, sessions: z.array(id).max(MOST_CHOSEN) }),
    output: z.object({ events: z.int(), file: z.string() }).nullable(),
    error: failureSchema,
  },
});
export type CalendarShellContract = typeof calendarShellContract;
