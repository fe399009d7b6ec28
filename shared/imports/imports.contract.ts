import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { localDateSchema } from '../schema/values.ts';
import { importKinds } from './fields.ts';

/** What can be wrong with a row; the catalogue `imports` has a sentence for each. */
export const issueTypes = [
  'missing',
  'duplicateCode',
  'codeInvalid',
  'uaiForm',
  'uaiLetter',
  'uaiLetterNew',
  'notADay',
  'dayAhead',
  'notANumber',
  'notACount',
  'notDegrees',
  'notCoordinates',
  'notYes',
  'tooLong',
  'merged',
  'headingsMerged',
  'moreCells',
  'formula',
  'cellError',
  'emailInvalid',
  'emailTwice',
  'functionUnknown',
  'schoolUnknown',
  'schoolMissing',
  'attachedUnknown',
  'territoryUnknown',
  'territoryOfPilot',
  'siret',
  'typeUnknown',
  'countsDiffer',
  'nothingObserved',
  'trackUnknown',
  'trainerUnknown',
  'trainerTwice',
  'pairTaken',
  'notDaysPerWeek',
  'waveMissing',
  'notAllowed',
  'inOtherWave',
  'numberTwice',
  'closedBefore',
  'statusUnknown',
  'schoolNotFound',
  'schoolNeeded',
  'ticketAlike',
  'secret',
  'secretName',
  'cut',
  'ticketNamed',
  'ticketTaken',
  'ticketNumbered',
  'ticketOfOthers',
  'ticketsByHelp',
] as const;
export type IssueType = (typeof issueTypes)[number];

export const issueSchema = z.object({
  /** As the spreadsheet numbers it. */
  row: z.int(),
  /** The column's heading; null: the whole row. */
  column: z.string().nullable(),
  type: z.enum(issueTypes),
  /** What the sentence names. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A row with an error is left out; one with a warning is taken. */
  level: z.enum(['error', 'warning']),
});
export type Issue = z.infer<typeof issueSchema>;

export const outcomes = ['created', 'updated', 'unchanged', 'error'] as const;
export type Outcome = (typeof outcomes)[number];

export const importRowSchema = z.object({
  row: z.int(),
  outcome: z.enum(outcomes),
  /** What the row is about: a school's name and code, a person's name. */
  name: z.string(),
  /** Number of a request in its tool, as it is compared. */
  number: z.string().optional(),
  /** The request for help that it would change. */
  target: z
    .object({ reference: z.string(), number: z.string().nullable(), title: z.string() })
    .optional(),
  /** What is written, as ids of fields. */
  fields: z.array(z.string()),
  issues: z.array(issueSchema),
});
/** A row of a list, with what becomes of it. */
export type ImportRow = z.infer<typeof importRowSchema>;

export const importCountsSchema = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  errors: z.int(),
  warnings: z.int(),
});

const idSchema = z.string().max(80);

/** How a file is to be read; what is left out is proposed. */
export const importSettingsSchema = z.object({
  id: idSchema,
  kind: z.enum(importKinds),
  /** Number of the sheet, from 0. */
  sheet: z.int().min(0).optional(),
  /** The row of the headings, as the spreadsheet numbers it. */
  headerRow: z.int().min(1).optional(),
  /** Field of each column; null: the column is left out. */
  mapping: z.array(z.string().max(40).nullable()).max(1_000).optional(),
  programme: idSchema.optional(),
  /** Wave that the establishments join, or that people have their roles in. */
  wave: idSchema.optional(),
  /** Whether territories that are not there yet are made. */
  createTerritories: z.boolean().optional(),
  /** Day of what is observed, for files that do not say it. */
  observedOn: localDateSchema.optional(),
  /** The outside tool that requests are of; left out: it is seen from the columns. */
  tool: z.string().min(1).max(60).optional(),
  /** Requests that a person has said to be those of rows, by the row's number. */
  matches: z.record(z.string().regex(/^\d{1,7}$/), idSchema).optional(),
});
export type ImportSettings = z.infer<typeof importSettingsSchema>;

export const importPreviewSchema = z.object({
  kind: z.enum(importKinds),
  sheet: z.int(),
  headerRow: z.int(),
  headings: z.array(z.string()),
  /** The first values below each heading. */
  samples: z.array(z.string()),
  mapping: z.array(z.string().nullable()),
  /** Whether the mapping is the one that was used before for these headings. */
  remembered: z.boolean(),
  /** Required fields without a column: nothing can be said of the rows until they have one. */
  missing: z.array(z.string()),
  programme: z.object({ id: z.string(), name: z.string() }),
  /** The outside tool that requests are taken to be of; null: none. */
  tool: z.string().nullable().optional(),
  counts: importCountsSchema,
  /** What is wrong with the row of the headings: warnings. */
  headingIssues: z.array(issueSchema),
  /** Names of territories that are made. */
  territories: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

export const openedImportSchema = z.object({
  id: z.string(),
  /** The file's name without its folder. */
  name: z.string(),
  /** What its headings look like; null: nothing in particular. */
  kind: z.enum(importKinds).nullable(),
  sheets: z.array(
    z.object({ name: z.string(), rows: z.int(), kind: z.enum(importKinds).nullable() }),
  ),
  text: z
    .object({
      encoding: z.enum(['utf-8', 'utf-16', 'windows-1252', 'macintosh']),
      separator: z.enum([';', ',', '\t']),
    })
    .nullable(),
  formulas: z.int(),
});
export type OpenedImport = z.infer<typeof openedImportSchema>;

export const importResultSchema = importCountsSchema.omit({ warnings: true }).extend({
  /** Of rows: errors first, in the order of the rows. */
  issues: z.array(issueSchema),
});
export type ImportResult = z.infer<typeof importResultSchema>;

const placeSchema = z.object({ id: z.string(), name: z.string() });
export const importPlacesSchema = z.array(
  placeSchema.extend({
    /** Whether the person may create establishments in all of the programme. */
    mayCreate: z.boolean(),
    levels: z.array(placeSchema),
    territories: z.array(
      placeSchema.extend({ level: z.string().nullable(), parent: z.string().nullable() }),
    ),
    waves: z.array(placeSchema),
  }),
);
/** A place that a list may be brought into. */
export type ImportPlace = z.infer<typeof importPlacesSchema>[number];

/** What the page may ask. It never sees a path. */
export const importsContract = contract({
  /** Cells that were copied in a spreadsheet, in pieces; `done`: this was the last one. */
  'imports.paste': {
    input: z.object({ id: idSchema.optional(), text: z.string().max(60_000), done: z.boolean() }),
    output: z.object({ id: z.string(), opened: openedImportSchema.nullable() }),
    error: failureSchema,
  },
  /** What would become of each row. Nothing is written. */
  'imports.preview': {
    input: importSettingsSchema,
    output: importPreviewSchema,
    error: failureSchema,
  },
  /** Rows of the last preview. */
  'imports.rows': {
    input: z.object({
      id: idSchema,
      errorsOnly: z.boolean(),
      from: z.int().min(0),
      count: z.int().min(1).max(500),
    }),
    output: z.object({ total: z.int(), rows: z.array(importRowSchema) }),
    error: failureSchema,
  },
  /** Writes the rows without errors, as one action that can be undone. */
  'imports.run': { input: importSettingsSchema, output: importResultSchema, error: failureSchema },
  'imports.close': { input: z.object({ id: idSchema }), output: z.null(), error: failureSchema },
  /** Programmes that the person may write in, with what rows can name there. */
  'imports.places': { input: z.object({}), output: importPlacesSchema, error: failureSchema },
});

const fileSchema = z.string().min(1).max(32_000);

/** What only the shell and the command line may ask: these speak of files of this computer. */
export const importFilesContract = contract({
  'imports.open': {
    input: z.object({ file: fileSchema }),
    output: openedImportSchema,
    error: failureSchema,
  },
  /** Writes the issues of the last preview as a table. */
  'imports.writeIssues': {
    input: z.object({ id: idSchema, file: fileSchema, language: z.enum(languages) }),
    output: z.object({ rows: z.int() }),
    error: failureSchema,
  },
  /** Writes all that the person may read, as tables in a zip. */
  'exports.all': {
    input: z.object({ file: fileSchema }),
    output: z.object({ tables: z.int(), rows: z.int() }),
    error: failureSchema,
  },
});

/** What the page asks the shell for, which opens the system's dialogs. */
export const importShellContract = contract({
  /** Asks which file, or takes the one that was dropped last. Null: the person closed the dialog. */
  'imports.choose': {
    input: z.strictObject({ dropped: z.boolean().optional() }),
    output: openedImportSchema.nullable(),
    error: failureSchema,
  },
  'imports.saveIssues': {
    input: z.strictObject({ id: idSchema }),
    output: z.object({ file: z.string() }).nullable(),
    error: failureSchema,
  },
  'exports.save': {
    input: z.strictObject({}),
    output: z.object({ file: z.string(), rows: z.int() }).nullable(),
    error: failureSchema,
  },
});
/** What the page asks the shell for when tables are brought in and saved. */
export type ImportShellContract = typeof importShellContract;
