import { z } from 'zod';
import { ticketRulesSchema } from '../assistance/ticketRules.ts';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { calendarIds } from '../calendar/calendar.ts';
import { labelSchema } from '../schema/values.ts';
import {
  actorSchema,
  bucketBoundsSchema,
  environmentSchema,
  levelSchema,
  phaseSchema,
  postponementRuleSchema,
  serviceGroupSchema,
  serviceSchema,
  teamRuleSchema,
  terms,
  termSchema,
  variantSchema,
} from './programme.entity.ts';

const summary = {
  id: z.string(),
  name: z.string(),
  /** Template that it was made from; null: not known. */
  template: z.string().nullable(),
  templateVersion: z.string().nullable(),
  kitName: labelSchema.nullable(),
  /** Its own words; where it has none, the product's are said. */
  vocabulary: z.partialRecord(z.enum(terms), termSchema),
  /** Levels of its hierarchy, the widest first. */
  levels: z.array(levelSchema),
  /** Who does actions of its kit, and by which roles. */
  actors: z.array(actorSchema),
  country: z.string().nullable(),
  calendar: z.string().nullable(),
  /** The day that practice data pretends to be. */
  practiceDate: z.string().nullable(),
  /** Waves and establishments of it that this device holds. */
  waves: z.int(),
  establishments: z.int(),
  /** Schools are bound to it by agreements: it has terms for them, or some are kept. */
  agreements: z.boolean(),
  /** Roles that this device's person holds over the whole programme. */
  roles: z.array(z.string()),
};

export const programmeSummarySchema = z.object(summary);
export type ProgrammeSummary = z.infer<typeof programmeSummarySchema>;

const territoryViewSchema = z.object({
  id: z.string(),
  level: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  code: z.string().nullable(),
  /** Territory above; null: the widest. */
  parent: z.string().nullable(),
});
export type TerritoryView = z.infer<typeof territoryViewSchema>;

export const programmeViewSchema = z.object({
  ...summary,
  phases: z.array(phaseSchema),
  variants: z.array(variantSchema),
  serviceGroups: z.array(serviceGroupSchema),
  services: z.array(serviceSchema),
  environments: z.array(environmentSchema),
  bucketBounds: bucketBoundsSchema.nullable(),
  postponementRule: postponementRuleSchema.nullable(),
  teamRule: teamRuleSchema.nullable(),
  ticketRules: z.record(z.string(), z.json()).nullable(),
  territories: z.array(territoryViewSchema),
  /** Whether this person may change it. */
  mayEdit: z.boolean(),
  /** Actions of its kit template that are in use. */
  actions: z.int(),
});

/** What its pilots may change of a programme; what is absent stays as it is. */
export const programmeEditSchema = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  calendar: z.enum(calendarIds).nullable().optional(),
  vocabulary: z.partialRecord(z.enum(terms), termSchema).optional(),
  /** The same levels in the same order: schools and territories name them. */
  levels: z.array(levelSchema).max(20).optional(),
  /** The same variants in the same order: waves and actions name them. */
  variants: z.array(variantSchema).max(20).optional(),
  postponementRule: postponementRuleSchema.nullable().optional(),
  teamRule: teamRuleSchema.nullable().optional(),
  /** Rules of the help desk, whole. */
  ticketRules: ticketRulesSchema.optional(),
});
export type ProgrammeEdit = z.infer<typeof programmeEditSchema>;

export type ProgrammeView = z.infer<typeof programmeViewSchema>;

const territoryFieldsSchema = z.object({
  /** Id of a level of the programme. */
  level: z.string().max(40),
  name: z.string().trim().min(1).max(200),
  nameAr: z.string().max(200).nullable(),
  code: z.string().max(40).nullable(),
  /** Territory above; null: none. */
  parent: z.string().max(100).nullable(),
});

export const programmesContract = contract({
  /** Programmes that this device holds, by name. */
  'programmes.list': {
    input: z.object({}),
    output: z.array(programmeSummarySchema),
    error: failureSchema,
  },
  /** All that a programme says of itself; without an id, the first. */
  'programmes.read': {
    input: z.object({ programme: z.string().max(100).optional() }),
    output: programmeViewSchema,
    error: failureSchema,
  },
  /**
   * Makes a territory, or changes one that is named. Fails with TerritoryExists, TerritoryUnknown,
   * ProgrammeUnknown, NotAllowed.
   */
  'programmes.saveTerritory': {
    input: z.object({
      programme: z.string().max(100),
      territory: z.string().max(100).optional(),
      set: territoryFieldsSchema,
    }),
    output: z.object({ territory: z.string() }),
    error: failureSchema,
  },
  /** Changes what a programme says of itself, for everybody in it. Fails with NotAllowed. */
  'programmes.update': {
    input: z.object({ programme: z.string().max(100), set: programmeEditSchema }),
    output: z.null(),
    error: failureSchema,
  },
});
