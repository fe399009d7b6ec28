import { z } from 'zod';
import type { JsonValue } from '../schema/entity.ts';
import { labelSchema } from '../schema/values.ts';

/** Fields of a request that a programme's rules speak of, by the names that rows have. */
export const ticketFields = [
  'onBehalfOf',
  'requesterName',
  'requesterFunction',
  'establishment',
  'title',
  'priority',
  'environment',
  'sphere',
  'module',
  'pageUrl',
  'version',
  'impacted',
  'eventOn',
  'description',
  'operations',
  'errorMessage',
  'files',
] as const;
export type TicketField = (typeof ticketFields)[number];

/**
 * Whether a kind of request has a field: `required` refuses a request without it, `advised` says
 * that it would help, `absent` refuses a request that fills it.
 */
export const fieldUses = ['required', 'advised', 'optional', 'absent'] as const;
export type FieldUse = (typeof fieldUses)[number];

const idSchema = z.string().min(1).max(60);
const textsSchema = z.array(labelSchema).max(30).default([]);

const levelSchema = z.object({
  id: idSchema,
  label: labelSchema,
  /** 0 is where requests come in; 2 and above is the national level. */
  rank: z.int().min(0).max(20),
  /** Outside tool, and its service, that the level works in; null: those of the rules. */
  tool: z.string().max(60).nullable().default(null),
  service: z.string().max(120).nullable().default(null),
  /** What the title of a request to it begins with; null: nothing. */
  titlePrefix: z.string().max(40).nullable().default(null),
});
export type TicketLevel = z.infer<typeof levelSchema>;

const fieldSchema = z.object({
  id: z.enum(ticketFields),
  label: labelSchema,
  /** Use by kind of request; where none is named, `use` holds. */
  use: z.enum(fieldUses).default('optional'),
  byKind: z.record(z.string().max(40), z.enum(fieldUses)).default({}),
  /** What helps whoever reads the request. */
  hints: textsSchema,
  /** Values to choose from; without any, one writes. */
  choices: z
    .array(z.object({ id: idSchema, label: labelSchema }))
    .max(200)
    .default([]),
  /** What says that none is meant: several modules are concerned. */
  none: labelSchema.nullable().default(null),
});
export type TicketFieldRule = z.infer<typeof fieldSchema>;

const prioritySchema = z.object({
  id: idSchema,
  label: labelSchema,
  /** When it is the right one. */
  rule: labelSchema.nullable().default(null),
  /** Whether it counts as high: over-rating harms everybody. */
  high: z.boolean().default(false),
});

const requestTemplateSchema = z.object({
  id: idSchema,
  label: labelSchema,
  kind: z.string().max(40).nullable().default(null),
  title: labelSchema.nullable().default(null),
  /** What has to be provided; a secret is handed over apart and never written here. */
  provide: z
    .array(z.object({ label: labelSchema, secret: z.boolean().default(false) }))
    .max(30)
    .default([]),
});

export const ticketRulesSchema = z.object({
  levels: z.array(levelSchema).max(30).default([]),
  /** Orders of the first levels that are possible: whoever steers chooses one. */
  readings: z
    .array(z.object({ id: idSchema, label: labelSchema, first: z.array(idSchema).max(10) }))
    .max(10)
    .default([]),
  /** The one that is chosen; null: the order of the levels. */
  reading: idSchema.nullable().default(null),
  tool: z.string().max(60).nullable().default(null),
  service: z.string().max(120).nullable().default(null),
  /** Who files: only these may, where the source says so. */
  entry: labelSchema.nullable().default(null),
  kinds: z
    .array(z.object({ id: z.string().max(40), label: labelSchema }))
    .max(10)
    .default([]),
  fields: z.array(fieldSchema).max(40).default([]),
  priorities: z.array(prioritySchema).max(10).default([]),
  defaultPriority: idSchema.nullable().default(null),
  /** Days after which an open request is late. */
  lateAfterDays: z.int().min(0).max(3_650).default(15),
  /** Days that a request may wait for a reply; null: it is never closed by itself. */
  autoCloseDaysWithoutReply: z.int().min(1).max(365).nullable().default(null),
  searchBeforeCreate: z.boolean().default(false),
  requestTemplates: z.array(requestTemplateSchema).max(50).default([]),
  /** How many versions are supported, the current one among them; null: no rule. */
  supportedVersions: z.int().min(1).max(20).nullable().default(null),
  /** Open requests of one school from which support may be capped; null: never. */
  cappedFrom: z.int().min(1).max(10_000).nullable().default(null),
  /** What is not promised, and what support leaves out. */
  notes: textsSchema,
});
/** The rules of a programme's help desk. What may be left out is there once they were read. */
export type TicketRules = z.infer<typeof ticketRulesSchema>;

/** What a request goes by where no programme says anything: a title and a description. */
export const noRules: TicketRules = ticketRulesSchema.parse({
  fields: [
    { id: 'establishment', label: { fr: 'Établissement', en: 'School', ar: 'المؤسسة' } },
    { id: 'title', label: { fr: 'Résumé', en: 'Summary', ar: 'الملخص' }, use: 'required' },
    {
      id: 'description',
      label: { fr: 'Descriptif', en: 'Description', ar: 'الوصف' },
      use: 'required',
    },
  ],
});

/**
 * Reads the rules as a programme's row stores them. Each part that is not understood (a newer
 * version's, an older one's) is left at what holds without it: a help desk is never lost to one bad
 * entry.
 */
export function readTicketRules(
  stored: Readonly<Record<string, JsonValue>> | null | undefined,
): TicketRules {
  if (stored === null || stored === undefined) return noRules;
  const whole = ticketRulesSchema.safeParse(upToDate(stored));
  if (whole.success) return withFields(whole.data);
  const parts = Object.entries(upToDate(stored)).filter(
    ([name, value]) => ticketRulesSchema.safeParse({ [name]: value }).success,
  );
  return withFields(ticketRulesSchema.parse(Object.fromEntries(parts)));
}

function withFields(rules: TicketRules): TicketRules {
  return rules.fields.length === 0 ? { ...rules, fields: noRules.fields } : rules;
}

type Old = Readonly<Record<string, JsonValue | undefined>>;

/** Rules that were written before fields, levels and priorities said what they say now. */
function upToDate(stored: Old): Record<string, unknown> {
  const { levels, fields, supportedVersions, priorities, requestTypes, titlePrefixes, ...rest } =
    stored;
  const prefixes = Array.isArray(titlePrefixes) ? titlePrefixes.map(String) : [];
  return {
    ...rest,
    ...(levels !== undefined && {
      levels: listOf(levels).map((level) => ({
        rank: level['level'],
        titlePrefix: prefixes.find((prefix) => prefix.toLowerCase() === level['id']),
        ...level,
      })),
    }),
    ...(fields !== undefined && { fields: listOf(fields).map(fieldOf) }),
    ...(rest['kinds'] === undefined &&
      requestTypes !== undefined && { kinds: named(requestTypes) }),
    ...(priorities !== undefined && { priorities: named(priorities) }),
    ...(supportedVersions !== undefined && {
      supportedVersions: Array.isArray(supportedVersions)
        ? supportedVersions.length
        : supportedVersions,
    }),
  };
}

function listOf(value: JsonValue): Old[] {
  return Array.isArray(value)
    ? (value as readonly JsonValue[]).filter(
        (one): one is Readonly<Record<string, JsonValue>> =>
          typeof one === 'object' && one !== null,
      )
    : [];
}

/** Ids alone, and entries with labels. */
function named(value: JsonValue): unknown {
  if (!Array.isArray(value)) return value;
  return (value as readonly JsonValue[]).map((one) =>
    typeof one === 'string' ? { id: one, label: { fr: oldLabels[one] ?? one } } : one,
  );
}
const oldLabels: Readonly<Record<string, string>> = {
  information: 'Demande d’information',
  anomaly: 'Ticket d’anomalie',
  minor: 'Mineure',
  major: 'Majeure',
  blocking: 'Bloquante',
};
/** Other names of fields. */
export const fieldAliases: Readonly<Record<string, TicketField>> = {
  summary: 'title',
  attachment: 'files',
  eventAt: 'eventOn',
  impactedCount: 'impacted',
};

function fieldOf({ information, anomaly, ...field }: Old): unknown {
  const uses = { information, anomaly };
  const byKind = Object.entries(uses).filter(([, use]) => use !== undefined);
  return {
    ...field,
    id: fieldAliases[String(field['id'])] ?? field['id'],
    ...(byKind.length > 0 && {
      byKind: Object.fromEntries(
        byKind.map(([kind, use]) => [kind, use === 'present' ? 'optional' : use]),
      ),
    }),
  };
}

/** Use of a field in a kind of request. */
export function fieldUse(field: TicketFieldRule, kind: string | null): FieldUse {
  return (kind === null ? undefined : field.byKind[kind]) ?? field.use;
}

/** A level by its id. */
export function levelOf(rules: TicketRules, id: string | null): TicketLevel | undefined {
  return id === null ? undefined : rules.levels.find((level) => level.id === id);
}

/**
 * Levels from the first to the last. Of levels of one rank, those that the chosen reading names
 * come first, in its order.
 */
export function orderedLevels(rules: TicketRules): readonly TicketLevel[] {
  const first = rules.readings.find(({ id }) => id === rules.reading)?.first ?? [];
  const at = (level: TicketLevel): number => {
    const named = first.indexOf(level.id);
    return named === -1 ? first.length : named;
  };
  return rules.levels.toSorted((a, b) => a.rank - b.rank || at(a) - at(b));
}

/** The level whose prefix a title begins with; undefined: none. */
export function levelOfTitle(rules: TicketRules, title: string): TicketLevel | undefined {
  return rules.levels.find(
    ({ titlePrefix }) => titlePrefix !== null && afterPrefix(title, titlePrefix) !== null,
  );
}

/** What follows a prefix in a title; null: it begins otherwise. */
export function afterPrefix(title: string, prefix: string): string | null {
  const bare = title.trim();
  if (bare.slice(0, prefix.length).toLocaleUpperCase('fr') !== prefix.toLocaleUpperCase('fr')) {
    return null;
  }
  const rest = bare.slice(prefix.length);
  return rest === '' || /^[\s:–—\-/.,]/.test(rest) ? rest.replace(/^[\s:–—\-/.,]+/, '') : null;
}

/**
 * The group that figures count a level in: levels of rank 2 and above together are the national
 * one; a level that nobody knows is a group of its own.
 */
export function groupOfLevel(rules: TicketRules, id: string | null): string {
  const level = levelOf(rules, id);
  return level !== undefined && level.rank >= 2 ? NATIONAL : (id ?? '');
}
export const NATIONAL = 'national';
