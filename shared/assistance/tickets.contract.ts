import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema as error } from '../bridge/failure.ts';
import { linkedTicketSchema } from '../bridge/linkedTicket.ts';
import { languages } from '../kernel/language.ts';
import { dayTimeSchema, labelSchema, localDateSchema } from '../schema/values.ts';
import { contactChannels } from './contact.entity.ts';
import { ticketFiguresSchema } from './ticketFigures.schema.ts';
import { ticketRulesSchema } from './ticketRules.ts';
import { ticketEventKinds } from './ticket.entity.ts';
import { ticketStatuses } from './ticketState.ts';

const idSchema = z.string().min(1).max(100);
const optionalId = idSchema.nullable();

export const assistanceWaveSchema = z.object({
  id: z.string(),
  label: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
});

const ticketSchoolSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
});

/** A request as lists show it, with its state of the day that was asked about. */
export const ticketViewSchema = z.object({
  id: z.string(),
  /** Its number in the outside tool; null: it was not filed there, or nobody has said so. */
  number: z.string().nullable(),
  tool: z.string().nullable(),
  /** Its own reference, which what is handed over carries. */
  reference: z.string(),
  title: z.string(),
  establishment: z.string().nullable(),
  /** Name of the school, in words where no school is known by it. */
  school: z.string().nullable(),
  /** Its name in Arabic, where its record has one. */
  schoolAr: z.string().nullable(),
  schoolCode: z.string().nullable(),
  town: z.string().nullable(),
  kind: z.string().nullable(),
  priority: z.string().nullable(),
  status: z.enum(ticketStatuses),
  level: z.string().nullable(),
  /** What figures count it under: a level, or `national`. */
  group: z.string(),
  createdOn: localDateSchema.nullable(),
  ageDays: z.int(),
  late: z.boolean(),
  closedOn: localDateSchema.nullable(),
  closedByDays: z.boolean(),
  waitingSince: localDateSchema.nullable(),
  /** The last day on which a reply keeps it open; null: no days run. */
  repliesUntil: localDateSchema.nullable(),
  lastOn: localDateSchema.nullable(),
  requesterName: z.string().nullable(),
  /** Whether this device's person wrote it, or takes part. */
  mine: z.boolean(),
  shared: z.boolean(),
  files: z.int(),
  pending: z.boolean(),
});
export type TicketView = z.infer<typeof ticketViewSchema>;

/** What a person writes; what is left out stays, null empties it. */
export const ticketValuesSchema = z
  .strictObject({
    kind: z.string().max(40).nullable(),
    title: z.string().max(400).nullable(),
    description: z.string().max(20_000).nullable(),
    operations: z.string().max(8_000).nullable(),
    errorMessage: z.string().max(4_000).nullable(),
    level: z.string().max(60).nullable(),
    priority: z.string().max(40).nullable(),
    environment: z.string().max(60).nullable(),
    sphere: z.string().max(60).nullable(),
    module: z.string().max(120).nullable(),
    pageUrl: z.string().max(1_000).nullable(),
    version: z.string().max(60).nullable(),
    impacted: z.int().min(0).max(10_000_000).nullable(),
    eventOn: localDateSchema.nullable(),
    eventAt: dayTimeSchema.nullable(),
    onBehalfOf: z.string().max(240).nullable(),
    requesterName: z.string().max(240).nullable(),
    requesterFunction: z.string().max(200).nullable(),
    establishment: optionalId,
    files: z.int().min(0).max(1_000).nullable(),
    action: z.string().max(80).nullable(),
    blocker: optionalId,
  })
  .partial();
export type TicketValues = z.infer<typeof ticketValuesSchema>;

export const ticketMoves = [
  'answer',
  'wait',
  'requalify',
  'move',
  'takeOver',
  'close',
  'reopen',
  'file',
] as const;
export type TicketMove = (typeof ticketMoves)[number];

export const ticketLineSchema = z.object({
  id: z.string(),
  kind: z.enum(ticketEventKinds),
  on: localDateSchema,
  author: z.string().nullable(),
  level: z.string().nullable(),
  text: z.string().nullable(),
  outside: z.string().nullable(),
  /** Whether nobody wrote it: it follows from the days without a reply. */
  derived: z.boolean(),
});
export type TicketLine = z.infer<typeof ticketLineSchema>;

const actionSchema = z.object({ id: z.string(), title: labelSchema });
const linkedBlockerSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The action of the kit that it keeps from being done. */
  action: z.string().nullable(),
  /** Ids of the schools that have met it. */
  schools: z.array(z.string()),
});

/** What a request is about, and what it could be said to be about. */
export const ticketLinksSchema = z.object({
  action: actionSchema.nullable(),
  /** The step of its school's kit that the action is there; null: it has none, or no school. */
  step: z.string().nullable(),
  blocker: linkedBlockerSchema.nullable(),
  /** Whether it is linked to a blocker that this device's person does not read. */
  hiddenBlocker: z.boolean(),
  actions: z.array(actionSchema),
  /** Blockers that are not solved, of the waves of its school; none where they are not read. */
  blockers: z.array(z.object({ id: z.string(), title: z.string() })),
  /** Schools that a blocker may be said to concern. */
  schools: z.array(ticketSchoolSchema.omit({ code: true })),
  mayLink: z.boolean(),
  /** Whether they write into the register of blockers. */
  mayRegister: z.boolean(),
});
export type TicketLinks = z.infer<typeof ticketLinksSchema>;

export const ticketDetailSchema = ticketViewSchema.extend({
  values: ticketValuesSchema.required(),
  /** Files that are attached here; `files` counts those of the outside tool where none is. */
  attached: z.int(),
  lines: z.array(ticketLineSchema),
  participants: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What this device's person may do with it now. */
  may: z.array(z.enum([...ticketMoves, 'write', 'share', 'remove'])),
});
export type TicketDetail = z.infer<typeof ticketDetailSchema>;

const whereSchema = z.object({
  programme: idSchema.optional(),
  /** Requests of the schools of a wave; without one, of the whole programme. */
  wave: idSchema.optional(),
});
const asOf = localDateSchema.optional();

export const contactViewSchema = z.object({
  id: z.string(),
  establishment: z.string().nullable(),
  school: z.string().nullable(),
  schoolAr: z.string().nullable(),
  channel: z.enum(contactChannels),
  on: localDateSchema.nullable(),
  person: z.string().nullable(),
  level: z.string().nullable(),
  subject: z.string(),
  minutes: z.int().nullable(),
  ticket: z.string().nullable(),
  author: z.string().nullable(),
});
export type ContactView = z.infer<typeof contactViewSchema>;

export const assistanceOverviewSchema = z.object({
  waves: z.array(assistanceWaveSchema),
  programme: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The wave that was asked for; null: the whole programme. */
  wave: z.string().nullable(),
  today: localDateSchema,
  rules: ticketRulesSchema,
  me: z.object({ person: z.string(), name: z.string() }).nullable(),
  /** Whether this device's person helps others here, and logs contacts. */
  mayHelp: z.boolean(),
  /** Schools that they may ask for; a pilot may for all. */
  schools: z.array(ticketSchoolSchema),
  /** Versions of the product in service, the newest first. */
  versions: z.array(z.string()),
});
export type AssistanceOverview = z.infer<typeof assistanceOverviewSchema>;

/** What lists of requests are narrowed to. `late` is open for too long; `open` waits for somebody. */
export const ticketStates = ['open', 'late', 'waiting', 'draft', 'closed', 'all'] as const;

export const ticketQuerySchema = z.object({
  /** Words that a request has all of. */
  search: z.string().max(200),
  state: z.enum(ticketStates),
  /** A level or `national`; empty: all. */
  group: z.string().max(60),
});
export type TicketQuery = z.infer<typeof ticketQuerySchema>;

export const ticketColumns = ['number', 'title', 'school', 'level', 'age', 'status'] as const;
export type TicketColumn = (typeof ticketColumns)[number];

export const ticketsContract = contract({
  'assistance.overview': { input: whereSchema, output: assistanceOverviewSchema, error },
  /** Requests that the person is shown, the newest first, as they stood on a day. */
  'tickets.list': {
    input: whereSchema.extend({ asOf }),
    output: z.object({ asOf: localDateSchema, rows: z.array(ticketViewSchema) }),
    error,
  },
  /** A part of the requests that a query leaves, with figures of all that the person is shown. */
  'tickets.page': {
    input: whereSchema.extend({
      asOf,
      query: ticketQuerySchema,
      order: z.object({ column: z.enum(ticketColumns), descending: z.boolean() }),
      offset: z.int().min(0),
      limit: z.int().min(1).max(200),
    }),
    output: z.object({
      asOf: localDateSchema,
      /** How many the query leaves, and how many of these are no drafts. */
      total: z.int(),
      asked: z.int(),
      all: z.object({
        count: z.int(),
        open: z.int(),
        late: z.int(),
        groups: z.array(z.string()),
      }),
      rows: z.array(ticketViewSchema),
    }),
    error,
  },
  'tickets.figures': {
    input: whereSchema.extend({ asOf }),
    output: ticketFiguresSchema.extend({ asOf: localDateSchema }),
    error,
  },
  'tickets.read': { input: z.object({ ticket: idSchema }), output: ticketDetailSchema, error },
  /**
   * Writes a draft, or changes what was asked. With `send` it is checked by the programme's rules
   * and asked. Fails with TicketInvalid; what looks like a secret has to be confirmed.
   */
  'tickets.save': {
    input: whereSchema.extend({
      ticket: idSchema.optional(),
      values: ticketValuesSchema,
      send: z.boolean(),
      confirmed: z.boolean(),
      /** The contact that it comes of. */
      contact: idSchema.optional(),
    }),
    output: z.object({ id: z.string(), reference: z.string() }),
    error,
  },
  /** Something that happens to a request. Fails with TicketInvalid as saving does. */
  'tickets.act': {
    input: z.object({
      ticket: idSchema,
      move: z.enum(ticketMoves),
      text: z.string().max(20_000).nullable(),
      level: z.string().max(60).nullable(),
      tool: z.string().max(60).nullable(),
      number: z.string().max(80).nullable(),
      /** What looks like a secret in the text was seen, and is none. */
      confirmed: z.boolean().optional(),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Who takes part, and whether colleagues are shown it. */
  'tickets.share': {
    input: z.object({
      ticket: idSchema,
      shared: z.boolean().optional(),
      participants: z.array(idSchema).max(50).optional(),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** What a request is about: an action of the kit, a blocker, the schools that met it. */
  'tickets.links': {
    input: z.object({ ticket: idSchema }),
    output: ticketLinksSchema,
    error,
  },
  /**
   * Says what a request is about. With a blocker, its school has met that one; `new` opens one of
   * its title. Null takes a link back. `schools`: further schools that have met the blocker.
   */
  'tickets.link': {
    input: z.object({
      ticket: idSchema,
      action: z.string().max(80).nullable().optional(),
      blocker: idSchema.nullable().optional(),
      schools: z.array(idSchema).max(200).optional(),
      /** Says of the blocker that it keeps the request's action from being done. */
      blockerAction: z.boolean().optional(),
    }),
    output: z.object({ blocker: z.string().nullable() }),
    error,
  },
  /** Requests of a school about a step of its kit that this device's person is shown. */
  'tickets.ofStep': {
    input: z.object({ step: z.string().max(300) }),
    output: z.array(linkedTicketSchema),
    error,
  },
  /** Removes a draft. */
  'tickets.remove': { input: z.object({ ticket: idSchema }), output: z.null(), error },
  /** Colleagues who could take part in a request. */
  'tickets.people': {
    input: z.object({ ticket: idSchema }),
    output: z.array(z.object({ id: z.string(), name: z.string() })),
    error,
  },
  'contacts.list': { input: whereSchema, output: z.array(contactViewSchema), error },
  'contacts.log': {
    input: whereSchema.extend({
      establishment: optionalId,
      channel: z.enum(contactChannels),
      subject: z.string().min(1).max(400),
      person: z.string().max(240).nullable(),
      level: z.string().max(60).nullable(),
      minutes: z.int().min(0).max(1_440).nullable(),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
});

export type TicketsContract = typeof ticketsContract;

export const exportTools = ['bascule', 'itop', 'glpi', 'jira'] as const;
export type ExportTool = (typeof exportTools)[number];

/** Which requests are meant, by ids or by what narrows a list; without any, all that are shown. */
const chosen = {
  tickets: z.array(idSchema).max(1_000).optional(),
  query: ticketQuerySchema.optional(),
};

/** What only the shell and the command line may ask: these speak of files of this computer. */
export const ticketFilesContract = contract({
  'tickets.export': {
    input: whereSchema.extend({
      asOf,
      file: z.string().min(1).max(32_000),
      tool: z.enum(exportTools),
      language: z.enum(languages),
      ...chosen,
      /** Notes in the exchanges of each request that may be filed that it was handed over. */
      note: z.boolean().optional(),
    }),
    output: z.object({ rows: z.int(), noted: z.int() }),
    error,
  },
});

/** What the page asks the shell for, which asks where the file goes. */
export const ticketShellContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'tickets.handOver': {
    input: z.strictObject({
      ...whereSchema.shape,
      tool: z.enum(exportTools),
      ...chosen,
    }),
    output: z.object({ file: z.string(), rows: z.int(), noted: z.int() }).nullable(),
    error,
  },
});
export type TicketShellContract = typeof ticketShellContract;
