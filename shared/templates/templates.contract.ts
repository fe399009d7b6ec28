import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import {
  actorSchema,
  levelSchema,
  phaseSchema,
  variantSchema,
} from '../programme/programme.entity.ts';
import { proposalStates } from '../programme/templateProposal.entity.ts';
import { templateStates } from '../programme/templateVersion.entity.ts';
import { labelSchema } from '../schema/values.ts';
import { conflictKinds, differenceKinds } from './compare.ts';
import { actionSchema, kitEditSchema } from './kitEdit.ts';
import { draftEditSchema } from './listEdit.ts';
import { entryConflicts, entryKinds, kitLists } from './lists.ts';
import { templateProblemSchema } from './template.problems.ts';

const programmeId = z.string().max(100);
const versionId = z.string().max(40);
export const choiceSchema = z.enum(['ours', 'theirs']);
export const answersSchema = z.record(z.string().max(100), choiceSchema);

const effectSchema = z.object({
  schools: z.int(),
  appear: z.int(),
  disappear: z.int(),
  stay: z.int(),
  earlier: z.int(),
  later: z.int(),
  lateAtOnce: z.int(),
});

const versionSchema = z.object({
  version: z.string(),
  state: z.enum(templateStates),
  note: z.string().nullable(),
  basedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  actions: z.int(),
  /** It is the version that runs. */
  current: z.boolean(),
  /** Its merge can be taken back. */
  canUndo: z.boolean(),
});
export type TemplateVersionView = z.infer<typeof versionSchema>;

/** What somebody needs beside the actions to read or write a kit. */
const kitFrame = {
  phases: z.array(phaseSchema),
  actors: z.array(actorSchema),
  variants: z.array(variantSchema),
  levels: z.array(levelSchema),
};

export const templateViewSchema = z.object({
  programme: z.object({ id: z.string(), name: z.string() }),
  kitName: labelSchema.nullable(),
  version: z.string().nullable(),
  mayEdit: z.boolean(),
  mayPropose: z.boolean(),
  ...kitFrame,
  /** In the order of the kit; retired ones among them. */
  actions: z.array(actionSchema.extend({ retired: z.boolean() })),
  versions: z.array(versionSchema),
  /** Steps of schools that its actions lack: a merge that has not reached all of them. */
  unfinished: z.int(),
  openProposals: z.int(),
  /** Programmes that this device holds. */
  programmes: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type TemplateView = z.infer<typeof templateViewSchema>;

export const draftViewSchema = z.object({
  version: z.string(),
  state: z.enum(templateStates),
  note: z.string().nullable(),
  basedOn: z.string().nullable(),
  mayEdit: z.boolean(),
  ...kitFrame,
  actions: z.array(actionSchema),
  problems: z.array(templateProblemSchema),
});
export type DraftView = z.infer<typeof draftViewSchema>;

const fieldDifferenceSchema = z.object({
  field: z.string(),
  ours: z.json(),
  theirs: z.json(),
  merged: z.json(),
  conflict: z.boolean(),
});

const differenceSchema = z.object({
  id: z.string(),
  kinds: z.array(z.enum(differenceKinds)),
  newId: z.string().nullable(),
  title: labelSchema,
  before: actionSchema.extend({ retired: z.boolean() }).nullable(),
  after: actionSchema.nullable(),
  fields: z.array(fieldDifferenceSchema),
  conflict: z.enum(conflictKinds).nullable(),
  recommended: choiceSchema,
  effect: effectSchema.nullable(),
});
export type DifferenceView = z.infer<typeof differenceSchema>;

const entryDifferenceSchema = z.object({
  /** By what it is answered: `phases:cadrage`. */
  id: z.string(),
  list: z.enum(kitLists),
  kinds: z.array(z.enum(entryKinds)),
  label: labelSchema,
  fields: z.array(fieldDifferenceSchema),
  conflict: z.enum(entryConflicts).nullable(),
  recommended: choiceSchema,
  /** It is taken out of the template, and stays named where actions of running kits have it. */
  stays: z.boolean(),
});
export type EntryDifferenceView = z.infer<typeof entryDifferenceSchema>;

export const comparisonSchema = z.object({
  programme: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  /** False: what the running kit was made from is not known here, so that it counts itself. */
  baseKnown: z.boolean(),
  differences: z.array(differenceSchema),
  /** What becomes of phases, actors, variants and levels. */
  entries: z.array(entryDifferenceSchema),
  /** Those of both sides, for their names. */
  frame: z.object(kitFrame),
  /** Titles of actions that the pilots changed themselves and that stay so. */
  local: z.array(
    z.object({ id: z.string(), title: labelSchema, kinds: z.array(z.enum(differenceKinds)) }),
  ),
  /** Actions by id, for the names of what is waited for. */
  titles: z.record(z.string(), labelSchema),
  /** With what is recommended, or the answers that were given. */
  effects: effectSchema,
  unanswered: z.array(z.string()),
  /** What the merged kit would be refused for: a cycle between both sides' changes. */
  problems: z.array(templateProblemSchema),
});
export type ComparisonView = z.infer<typeof comparisonSchema>;

export const mergeReportSchema = z.object({
  programme: z.string(),
  version: z.string(),
  /** Rows of the template, and steps of schools, that were written. */
  actions: z.int(),
  steps: z.int(),
  effects: effectSchema,
  dryRun: z.boolean(),
});
export type MergeReport = z.infer<typeof mergeReportSchema>;

const proposalSchema = z.object({
  id: z.string(),
  action: z.string().nullable(),
  title: labelSchema.nullable(),
  text: z.string(),
  blockedIn: z.int(),
  state: z.enum(proposalStates),
  answer: z.string().nullable(),
  by: z.string().nullable(),
  at: z.number().nullable(),
});
export type ProposalView = z.infer<typeof proposalSchema>;

export const proposalsSchema = z.object({
  /** Actions that are blocked in some school, the most blocked first. */
  blocked: z.array(
    z.object({
      action: z.string(),
      title: labelSchema,
      schools: z.int(),
      /** What some of the schools say. */
      notes: z.array(
        z.object({
          school: z.object({
            name: z.string(),
            nameAr: z.string().nullable(),
            town: z.string().nullable(),
          }),
          note: z.string(),
        }),
      ),
    }),
  ),
  proposals: z.array(proposalSchema),
});
export type ProposalsView = z.infer<typeof proposalsSchema>;

const draftKey = { programme: programmeId, version: versionId };

/** What the page may ask of the kit's template. */
export const templatesContract = contract({
  /** The kit as it runs; without a programme, of the first that this device holds. */
  'templates.current': {
    input: z.object({ programme: programmeId.optional() }),
    output: templateViewSchema,
    error: failureSchema,
  },
  /** Changes the running kit at once, in every school. */
  'templates.edit': {
    input: z.object({ programme: programmeId, edit: kitEditSchema }),
    output: z.object({ id: z.string(), steps: z.int() }),
    error: failureSchema,
  },
  /** A draft that begins as the kit runs. */
  'templates.createDraft': {
    input: z.object({ programme: programmeId }),
    output: z.object({ version: z.string() }),
    error: failureSchema,
  },
  'templates.draft': { input: z.object(draftKey), output: draftViewSchema, error: failureSchema },
  'templates.editDraft': {
    input: z.object({ ...draftKey, edit: draftEditSchema }),
    output: z.object({ id: z.string() }),
    error: failureSchema,
  },
  'templates.describeDraft': {
    input: z.object({ ...draftKey, note: z.string().max(4_000) }),
    output: z.null(),
    error: failureSchema,
  },
  'templates.drop': { input: z.object(draftKey), output: z.null(), error: failureSchema },
  /** What a draft changes in the running kits, with the answers so far. */
  'templates.compare': {
    input: z.object({ ...draftKey, answers: answersSchema.optional() }),
    output: comparisonSchema,
    error: failureSchema,
  },
  'templates.merge': {
    input: z.object({ ...draftKey, answers: answersSchema }),
    output: mergeReportSchema,
    error: failureSchema,
  },
  /** Takes a merge back: what nobody has changed since is as it was before. */
  'templates.undoMerge': {
    input: z.object(draftKey),
    output: z.object({ restored: z.int(), kept: z.array(z.string()) }),
    error: failureSchema,
  },
  'templates.proposals': {
    input: z.object({ programme: programmeId }),
    output: proposalsSchema,
    error: failureSchema,
  },
  'templates.propose': {
    input: z.object({
      programme: programmeId,
      action: z.string().max(80).nullable(),
      text: z.string().trim().min(1).max(4_000),
    }),
    output: z.object({ id: z.string() }),
    error: failureSchema,
  },
  'templates.answerProposal': {
    input: z.object({
      id: z.string().max(240),
      state: z.enum(['taken', 'declined']),
      answer: z.string().max(2_000),
    }),
    output: z.null(),
    error: failureSchema,
  },
  /**
   * Takes a proposal into a draft, in one action: about an action, its text joins the version's
   * note; about none, a new action is made of it.
   */
  'templates.takeProposal': {
    input: z.object({
      id: z.string().max(240),
      answer: z.string().max(2_000),
      /** Null: into a new draft. */
      version: versionId.nullable(),
    }),
    output: z.object({ version: z.string(), action: z.string() }),
    error: failureSchema,
  },
});

const MAX_PATH = 32_000;
const file = z.string().min(1).max(MAX_PATH);

/** What only the shell and the command line may ask: these speak of files of this computer. */
export const templateFilesContract = contract({
  /** Reads a template and says what is wrong with it; nothing is written. */
  'templates.check': {
    input: z.object({ file }),
    output: z.object({
      template: z.string(),
      version: z.string(),
      actions: z.int(),
      phases: z.int(),
    }),
    error: failureSchema,
  },
  /** Keeps a template of a file as a draft. */
  'templates.import': {
    input: z.object({ programme: programmeId, file }),
    output: z.object({ version: z.string() }),
    error: failureSchema,
  },
  /** Writes a version, or the kit as it runs, to a file. */
  'templates.export': {
    input: z.object({ programme: programmeId, version: versionId.nullable(), file }),
    output: z.object({ version: z.string(), bytes: z.int() }),
    error: failureSchema,
  },
  'templates.compareFile': {
    input: z.object({ programme: programmeId, file, answers: answersSchema.optional() }),
    output: comparisonSchema,
    error: failureSchema,
  },
  'templates.mergeFile': {
    input: z.object({
      programme: programmeId,
      file,
      answers: answersSchema,
      dryRun: z.boolean(),
      /** Takes what is recommended where there is no answer. */
      recommended: z.boolean(),
    }),
    output: mergeReportSchema,
    error: failureSchema,
  },
});

/** Files of templates, as the page asks the shell for them: it never names one. */
export const templateShellContract = contract({
  /** Asks which file, then keeps it as a draft. Null: the person closed the dialog. */
  'templates.open': {
    input: z.strictObject({ programme: programmeId }),
    output: z.object({ version: z.string() }).nullable(),
    error: failureSchema,
  },
  /** Asks where to, then writes a version; null: the kit as it runs. */
  'templates.save': {
    input: z.strictObject({ programme: programmeId, version: versionId.nullable() }),
    output: z.object({ file: z.string() }).nullable(),
    error: failureSchema,
  },
});
export type TemplateShellContract = typeof templateShellContract;
