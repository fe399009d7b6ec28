import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';

/** A phase of a switchover kit, in order. */
export const phaseSchema = z.object({ id: z.string().max(80), label: labelSchema });
export type Phase = z.infer<typeof phaseSchema>;

/** Somebody who does actions of a kit, and the roles of the people who play this part. */
export const actorSchema = z.object({
  id: z.string().max(80),
  label: labelSchema,
  /** A word or two for a narrow column. */
  short: labelSchema.optional(),
  /** What one person who plays it is called, where the label names several, or a whole office. */
  person: labelSchema.optional(),
  roles: z.array(z.enum(roles)),
});
export type Actor = z.infer<typeof actorSchema>;

/** A level of a programme's hierarchy, from the widest to the narrowest. */
export const levelSchema = z.object({ id: z.string().max(40), label: labelSchema });
export type Level = z.infer<typeof levelSchema>;

/** What a programme calls the things of the product: its word for one, and for several. */
export const termSchema = z.object({ one: labelSchema, many: labelSchema });
/** Things that programmes have words of their own for. */
export const terms = [
  'establishment',
  'wave',
  'switchover',
  'switchoverKit',
  'action',
  'pilot',
  'head',
] as const;
export type TermName = (typeof terms)[number];

/** A way through the kit: the January or September entry, a rhythm of semesters. */
export const variantSchema = z.object({
  id: z.string().max(40),
  label: labelSchema,
  /** Calendar days between the start of the wave and the switchover; negative before it. */
  startOffsetDays: z.int().optional(),
});
export type Variant = z.infer<typeof variantSchema>;

/** A service that establishments open to their users, step by step. */
export const serviceSchema = z.object({
  id: z.string().max(60),
  label: labelSchema,
  /** Group of the service, or the lot that it comes with; groups are in `serviceGroups`. */
  group: z.string().max(40),
});
export type Service = z.infer<typeof serviceSchema>;
export const serviceGroupSchema = z.object({
  id: z.string().max(40),
  label: labelSchema,
  mandatory: z.boolean(),
});
export type ServiceGroup = z.infer<typeof serviceGroupSchema>;

/** An environment of the product that is rolled out. */
export const environmentSchema = z.object({
  id: z.string().max(40),
  label: labelSchema,
  /** Short code in addresses; null: none. */
  code: z.string().max(20).nullable(),
  /** When its data are copied anew: `weekly-sunday-evening`, or never. */
  refresh: z.string().max(40).nullable(),
  /** Whether its windows are opened week by week, as a training base's are. */
  byWeeks: z.boolean(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** Bounds of the three groups of progress, in percent; both belong to the middle group. */
export const bucketBoundsSchema = z
  .object({ lower: z.number().min(0).max(100), upper: z.number().min(0).max(100) })
  .refine(({ lower, upper }) => lower <= upper);
export type BucketBounds = z.infer<typeof bucketBoundsSchema>;

/** How a wave may be put off. */
export const postponementRuleSchema = z.object({
  /** Months of notice before it takes effect; null: none is asked for. */
  noticeMonths: z.int().min(0).max(60).nullable(),
  /** Whether notice is given by registered letter. */
  registeredLetter: z.boolean(),
  /** Months that a delay may take before the next campaign is the only way; null: any. */
  longestDelayMonths: z.int().min(0).max(60).nullable(),
});
export type PostponementRule = z.infer<typeof postponementRuleSchema>;

/** Least shares of a full-time post by function of the project team, and correspondents. */
export const teamRuleSchema = z.object({
  fte: z.record(z.string().max(60), z.number().min(0).max(10)),
  functionalCorrespondents: z.int().min(0).max(20),
  technicalCorrespondents: z.int().min(0).max(20),
});
export type TeamRule = z.infer<typeof teamRuleSchema>;

const writers = ['pilot'] as const;

/** A programme: the roll-out of one information system, with its own vocabulary and kit. */
export const programme = defineEntity({
  name: 'programme',
  scopes: ['programme'],
  creators: ['pilot'],
  fields: {
    name: field(z.string().min(1).max(120), 'TEXT', { writers }),
    /** Version of the kit template. */
    templateVersion: field(z.string().max(40), 'TEXT', { writers }),
    kitName: field(labelSchema, 'JSON', { writers }),
    phases: field(z.array(phaseSchema).max(100), 'JSON', { writers }),
    actors: field(z.array(actorSchema).max(100), 'JSON', { writers }),
    /** Set on practice data only: the day that it pretends to be. */
    practiceDate: field(localDateSchema, 'TEXT'),
    /** Template that the programme was made from: `opale`, `pegase`, `massar`, `ent`. */
    template: field(z.string().max(40), 'TEXT', { writers }),
    /** ISO 3166 code of the country whose public holidays count. */
    country: field(z.string().length(2), 'TEXT', { writers }),
    /** School calendar that due dates respect, such as `fr-b`. */
    calendar: field(z.string().max(40), 'TEXT', { writers }),
    vocabulary: field(z.partialRecord(z.enum(terms), termSchema), 'JSON', { writers }),
    levels: field(z.array(levelSchema).max(20), 'JSON', { writers }),
    variants: field(z.array(variantSchema).max(20), 'JSON', { writers }),
    serviceGroups: field(z.array(serviceGroupSchema).max(20), 'JSON', { writers }),
    services: field(z.array(serviceSchema).max(200), 'JSON', { writers }),
    environments: field(z.array(environmentSchema).max(40), 'JSON', { writers }),
    bucketBounds: field(bucketBoundsSchema, 'JSON', { writers }),
    postponementRule: field(postponementRuleSchema, 'JSON', { writers }),
    teamRule: field(teamRuleSchema, 'JSON', { writers }),
    /** Rules of the help desk: levels, services, delays; read by the assistance screens. */
    ticketRules: field(z.record(z.string(), z.json()), 'JSON', { writers }),
  },
});
