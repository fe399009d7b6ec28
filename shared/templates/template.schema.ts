import { z } from 'zod';
import { PLAIN_ID_PATTERN } from '../kernel/ids.ts';
import { indicators } from '../observation/indicator.ts';
import { evidences } from '../programme/kitAction.entity.ts';
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
} from '../programme/programme.entity.ts';
import { labelSchema } from '../schema/values.ts';

/** Characters of a template as JSON text. A real one has some sixty thousand. */
export const MAX_TEMPLATE_LENGTH = 2_000_000;
/** Actions of a template. A real one has about a hundred. */
export const MAX_ACTIONS = 1_000;

/** Ids of a template become parts of row ids. */
const idSchema = z.string().regex(PLAIN_ID_PATTERN);
const absent = <T extends z.ZodType>(type: T) => type.nullable().default(null);

const longTextSchema = z.strictObject({
  fr: z.string().max(4_000),
  en: z.string().max(4_000).optional(),
  ar: z.string().max(4_000).optional(),
});

/** No action is further from the switchover: more is a date that was typed for a number of days. */
export const MOST_DAYS = 3_660;
const offsetSchema = z.int().min(-MOST_DAYS).max(MOST_DAYS);

/** What an action says, every field there. */
const actionFields = {
  phase: z.string(),
  actors: z.array(z.string()).max(20),
  title: labelSchema,
  description: longTextSchema.nullable(),
  /** Calendar days after the switchover date; negative before it; null: no due day. */
  dueOffsetDays: offsetSchema.nullable(),
  /** Offset by variant where it differs. */
  dueOffsetVariants: z.record(z.string(), offsetSchema).nullable(),
  /** The one variant that it applies to; null: all. */
  variant: z.string().nullable(),
  /** Actions that come first. */
  dependsOn: z.array(z.string()).max(100),
  evidence: z.enum(evidences),
  blocking: z.boolean(),
  /** Level of the hierarchy that does it; null: the establishment. */
  level: z.string().nullable(),
  /** What reports of the product show once it is done; null: nothing. */
  indicator: z.enum(indicators).nullable(),
  /** Where it comes from, for whoever maintains the template. */
  source: z.string().max(400).nullable(),
};

const templateActionSchema = z.strictObject({
  /** Stable across versions: steps that schools have ticked are found by it. */
  id: idSchema,
  ...actionFields,
  // What may be left out.
  description: actionFields.description.default(null),
  dueOffsetDays: actionFields.dueOffsetDays.default(null),
  dueOffsetVariants: actionFields.dueOffsetVariants.default(null),
  variant: actionFields.variant.default(null),
  dependsOn: actionFields.dependsOn.default([]),
  evidence: actionFields.evidence.default('none'),
  blocking: actionFields.blocking.default(false),
  level: actionFields.level.default(null),
  indicator: actionFields.indicator.default(null),
  source: actionFields.source.default(null),
});
/** Some fields of an action: those that are left out stay as they are, none has a default. */
export const actionPartSchema = z.strictObject(actionFields).partial();
export type TemplateAction = z.infer<typeof templateActionSchema>;

/**
 * A programme's template: its kit, and all that makes the programme speak its own words. What may
 * be left out is null, or an empty list, once it was read.
 */
export const templateSchema = z.strictObject({
  /** Name of the template: `opale`, `pegase`, `massar`, `ent`, or one of one's own. */
  template: idSchema.max(40),
  version: z.string().min(1).max(40),
  kitName: labelSchema,
  /** What one must know before using it. */
  note: absent(longTextSchema),
  country: absent(z.string().regex(/^[A-Z]{2}$/)),
  calendar: absent(z.string().max(40)),
  vocabulary: z.partialRecord(z.enum(terms), termSchema).default({}),
  levels: z
    .array(levelSchema.extend({ id: idSchema.max(40) }))
    .max(20)
    .default([]),
  variants: z.array(variantSchema).max(20).default([]),
  serviceGroups: z.array(serviceGroupSchema).max(20).default([]),
  services: z
    .array(serviceSchema.extend({ id: idSchema.max(60) }))
    .max(200)
    .default([]),
  environments: z
    .array(environmentSchema.extend({ id: idSchema.max(40) }))
    .max(40)
    .default([]),
  bucketBounds: absent(bucketBoundsSchema),
  postponementRule: absent(postponementRuleSchema),
  teamRule: absent(teamRuleSchema),
  ticketRules: absent(z.record(z.string(), z.json())),
  phases: z.array(phaseSchema).min(1).max(100),
  actors: z.array(actorSchema).min(1).max(100),
  /** A kit without any would leave schools with nothing to do. */
  actions: z.array(templateActionSchema).min(1).max(MAX_ACTIONS),
});
export type Template = z.infer<typeof templateSchema>;
