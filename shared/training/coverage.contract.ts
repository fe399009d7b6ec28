import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { coverageStates, missingReasons } from './coverage.rules.ts';
import { sessionStatuses } from './trainingSession.entity.ts';
import { halves, trainingModes } from './trainingValues.ts';

const error = failureSchema;
const id = z.string().max(100);
const state = z.enum(coverageStates);

const countsSchema = z.object({
  toTrain: z.int(),
  trained: z.int(),
  underWay: z.int(),
  enrolled: z.int(),
  gap: z.int(),
  notEnrolled: z.int(),
});
export type CoverageCounts = z.infer<typeof countsSchema>;

/** Figures of a track, or of all of them. */
const trackFiguresSchema = countsSchema.extend({
  id: z.string(),
  label: labelSchema,
  groups: z.int(),
  /** Half-days of sessions that were held until the day, and all of them. */
  held: z.int(),
  planned: z.int(),
  /** Percent of those expected who came; null: nothing is written down. */
  attendance: z.number().nullable(),
});

const figuresSchema = countsSchema.extend({
  tracks: z.int(),
  /** Groups that are counted, the people in them, and how many these are in each. */
  groups: z.int(),
  staffInGroups: z.int(),
  /** Null: only people of one's own schools are here, and no group is seen whole. */
  averageGroup: z.number().nullable(),
  trainers: z.int(),
  trainerPairs: z.int(),
  /** People who are called to sessions by lists, beside the groups. */
  outsideGroups: z.int(),
  held: z.int(),
  planned: z.int(),
  attendance: z.number().nullable(),
  /** Schools of the wave here, those all of whose people are trained, those with some too late. */
  schools: z.int(),
  schoolsTrained: z.int(),
  schoolsLate: z.int(),
});
export type CoverageFigures = z.infer<typeof figuresSchema>;

/** A school, with how far its people are. */
export const coverageSchoolSchema = countsSchema.extend({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  code: z.string().nullable(),
  /** People to train by track. */
  byTrack: z.record(z.string(), z.int()),
  switchoverDate: localDateSchema.nullable(),
  /** Last day that is planned for one of its people. */
  lastPlanned: localDateSchema.nullable(),
  /** People who are trained after the kit asks for it, and by how many days the last of them. */
  late: z.int(),
  daysLate: z.int(),
});
export type CoverageSchool = z.infer<typeof coverageSchoolSchema>;

export const coveragePersonSchema = z.object({
  /** Id of the enrolment; of the person where there is none. */
  id: z.string(),
  person: z.string(),
  name: z.string(),
  function: z.string().nullable(),
  school: z.string().nullable(),
  schoolName: z.string(),
  town: z.string().nullable(),
  track: z.string(),
  groups: z.array(z.string()),
  state,
  expected: z.int(),
  attended: z.int(),
  missed: z.int(),
  excused: z.int(),
  hours: z.number(),
  hoursTarget: z.number(),
  lastPlanned: localDateSchema.nullable(),
  /** Last day on which the kit of their school wants it done, else the switchover. */
  deadline: localDateSchema.nullable(),
  daysLate: z.int(),
});
export type CoveragePerson = z.infer<typeof coveragePersonSchema>;

/** A session of another group in which somebody could learn what they missed. */
const makeUpSchema = z.object({
  session: z.string(),
  day: localDateSchema,
  half: z.enum(halves),
  group: z.string().nullable(),
  town: z.string().nullable(),
  status: z.enum(sessionStatuses),
});

const missingSchema = z.object({
  title: labelSchema,
  /** Which of the module's half-days, from 0, and how many it has. */
  at: z.int(),
  of: z.int(),
  mode: z.enum(trainingModes).nullable(),
  reason: z.enum(missingReasons),
  day: localDateSchema.nullable(),
  /** Ways to make it up, the first day first; only for what will not come by itself. */
  makeUps: z.array(makeUpSchema),
});
export type MissingView = z.infer<typeof missingSchema>;

/** An action of a kit that attendance says is done, for a person to confirm. */
export const kitProposalSchema = z.object({
  step: z.string(),
  action: z.string(),
  title: labelSchema,
  school: z.string(),
  schoolName: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  due: localDateSchema.nullable(),
  /** People whom it is about, all of whom have followed. */
  people: z.int(),
  lastDay: localDateSchema.nullable(),
  /** The opening session alone, which is for all. */
  shared: z.boolean(),
  mayTick: z.boolean(),
});
export type KitProposal = z.infer<typeof kitProposalSchema>;

const monthSchema = z.object({
  trainer: z.string(),
  name: z.string(),
  /** They are no more among the trainers. */
  removed: z.boolean(),
  sphere: z.string().nullable(),
  town: z.string().nullable(),
  /** With whom they teach. */
  pair: z.string().nullable(),
  month: z.string(),
  sessions: z.int(),
  days: z.int(),
  halfDays: z.int(),
  km: z.int(),
  planned: z.int(),
});
export type TrainerStatement = z.infer<typeof monthSchema>;

const listed = {
  wave: id.optional(),
  /** A past day: what was so then, as it is known now. */
  asOf: localDateSchema.optional(),
  text: z.string().max(200).optional(),
  track: id.optional(),
  state: z.enum([...coverageStates, 'late']).optional(),
  offset: z.int().min(0),
  limit: z.int().min(0).max(10_000),
};

const head = {
  wave: z.string(),
  asOf: localDateSchema,
  today: localDateSchema,
  /** True where this device holds but one's own schools: figures are of those alone. */
  partial: z.boolean(),
  total: z.int(),
};

export const coverageContract = contract({
  /** How far a wave's people are, with its schools. Fails with WaveUnknown, DayAhead. */
  'coverage.read': {
    input: z.object(listed),
    output: z.object({
      ...head,
      figures: figuresSchema,
      tracks: z.array(trackFiguresSchema),
      rows: z.array(coverageSchoolSchema),
    }),
    error,
  },
  /** The same, person by person. */
  'coverage.people': {
    input: z.object(listed),
    output: z.object({ ...head, rows: z.array(coveragePersonSchema) }),
    error,
  },
  /** The people of a school, what they have missed and where they could make it up. */
  'coverage.school': {
    input: z.object({
      wave: id.optional(),
      establishment: id,
      asOf: localDateSchema.optional(),
    }),
    output: z.object({
      school: coverageSchoolSchema,
      people: z.array(coveragePersonSchema.extend({ missing: z.array(missingSchema) })),
    }),
    error,
  },
  /** Days of the trainers by month, as they are paid. */
  'coverage.trainers': {
    input: z.object({ wave: id.optional(), asOf: localDateSchema.optional() }),
    output: z.object({ ...head, rows: z.array(monthSchema) }),
    error,
  },
  /** Open actions of kits that attendance says are done. Nothing is ticked by this. */
  'coverage.proposals': {
    input: z.object({
      wave: id.optional(),
      establishment: id.optional(),
      step: z.string().max(300).optional(),
    }),
    output: z.object({ rows: z.array(kitProposalSchema) }),
    error,
  },
});

/** What can be taken out of it as a table. */
export const coverageTables = ['schools', 'people', 'trainers'] as const;
export type CoverageTable = (typeof coverageTables)[number];

const tableInput = {
  table: z.enum(coverageTables),
  wave: id.optional(),
  asOf: localDateSchema.optional(),
};

/** What only the shell and the command line may ask. */
export const coverageFilesContract = contract({
  /** Writes a table. Fails with FileExists, FileUnusable, DiskFull. */
  'coverage.write': {
    input: z.object({
      ...tableInput,
      file: z.string().min(1).max(32_000),
      language: z.enum(languages),
    }),
    output: z.object({ rows: z.int() }),
    error,
  },
});

/** What the page asks the shell for, which opens the system's dialog. */
export const coverageShellContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'coverage.save': {
    input: z.strictObject(tableInput),
    output: z.object({ file: z.string(), rows: z.int() }).nullable(),
    error,
  },
});
export type CoverageShellContract = typeof coverageShellContract;
