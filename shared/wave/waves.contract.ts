import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { postponementRuleSchema } from '../programme/programme.entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { loadKinds } from './load.rules.ts';
import { postponementKinds } from './postponement.entity.ts';
import { criteria } from './readiness.rules.ts';
import { waveKinds, waveStatuses } from './wave.entity.ts';
import { waveEventKinds } from './waveEvent.entity.ts';
import { membershipStatuses } from './waveMembership.entity.ts';

const id = z.string().min(1).max(100);
/** Schools that one call names. */
const schools = z.array(id).min(1).max(500);
const day = localDateSchema;
const optionalDay = day.nullable();
const count = z.int().min(0);
const page = { offset: count, limit: z.int().min(1).max(500) };

export const bucketCountsSchema = z.object({
  over: count,
  between: count,
  under: count,
  /** Schools without a kit: in no group. */
  none: count,
});

const loadLineSchema = z.object({
  kind: z.enum(loadKinds),
  need: z.number(),
  means: z.number().nullable(),
  over: z.number(),
  later: z.number(),
});

export const waveSummarySchema = z.object({
  id: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
  label: z.string(),
  switchoverDate: z.string().nullable(),
  variant: z.object({ id: z.string(), label: labelSchema }).nullable(),
  /** Day that its work begins, by the variant; null: the variant does not say. */
  startsOn: z.string().nullable(),
  status: z.enum(waveStatuses),
  kind: z.enum(waveKinds),
  openedOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  /** Schools that go along. */
  establishments: count,
  /** Places of other levels that go along, like academies: no figure of schools counts them. */
  otherPlaces: count,
  done: count,
  applicable: count,
  percent: z.number(),
  late: count,
  blocked: count,
  buckets: bucketCountsSchema,
  /** Schools whose budget a report shows as loaded; null: no report has been read. */
  budgetsLoaded: count.nullable(),
  load: z.array(loadLineSchema),
  /** The switchover lies after the end of the contract or campaign. */
  afterEnd: z.boolean(),
  mayEdit: z.boolean(),
});
export type WaveSummary = z.infer<typeof waveSummarySchema>;

export const waveEventViewSchema = z.object({
  id: z.string(),
  happensOn: z.string().nullable(),
  kind: z.enum(waveEventKinds),
  label: z.string(),
  audience: z.string().nullable(),
  plannedOn: z.string().nullable(),
});
export type WaveEventView = z.infer<typeof waveEventViewSchema>;

const spanSchema = z.object({ id: z.string(), from: z.string(), to: z.string() });

export const waveViewSchema = waveSummarySchema.extend({
  note: z.string().nullable(),
  trainingPlaces: count.nullable(),
  tutoringPlaces: count.nullable(),
  budget: z.number().nullable(),
  events: z.array(waveEventViewSchema),
  /** Members by status, with those that left. */
  statuses: z.object({ ...statusCounts(), left: count }),
  /** Schools that have a switchover day of their own. */
  ownDates: count,
  /** Candidates of this wave and of the programme's waiting lists. */
  candidates: count,
  postponements: count,
  variants: z.array(z.object({ id: z.string(), label: labelSchema })),
  rule: postponementRuleSchema.nullable(),
  /** School holidays and public holidays along the wave's time. */
  holidays: z.array(spanSchema),
  /** Days on which a training environment is open. */
  windows: z.array(spanSchema),
  /** Other waves of the programme. */
  others: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      switchoverDate: z.string().nullable(),
      kind: z.enum(waveKinds),
    }),
  ),
  today: z.string(),
});
export type WaveView = z.infer<typeof waveViewSchema>;

/** A count for each status of a membership. */
function statusCounts() {
  const shape = {} as Record<(typeof membershipStatuses)[number], typeof count>;
  for (const status of membershipStatuses) shape[status] = count;
  return shape;
}

const marksShape = {
  demand: z.int().min(0).max(4).nullable(),
  digitalUse: z.int().min(0).max(4).nullable(),
  technicalState: z.int().min(0).max(4).nullable(),
  functionalState: z.int().min(0).max(4).nullable(),
};

const schoolSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  type: z.string().nullable(),
  code: z.string().nullable(),
});

export const memberSchema = schoolSchema.extend({
  status: z.enum(membershipStatuses).nullable(),
  joinedOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  reason: z.string().nullable(),
  /** Its own day where it has one, else the wave's. */
  switchoverDate: z.string().nullable(),
  hasOwnDate: z.boolean(),
  variant: z.string().nullable(),
  done: count,
  applicable: count,
  percent: z.number(),
  late: count,
  blocked: count,
  /** Whether the new day lies after the end of the contract or campaign. */
  afterEnd: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

export const memberColumns = [
  'name',
  'town',
  'status',
  'joinedOn',
  'switchoverDate',
  'percent',
  'late',
  'blocked',
] as const;
export type MemberColumn = (typeof memberColumns)[number];

export const candidateSchema = schoolSchema.extend({
  /** Wave that it waits in. */
  wave: z.object({ id: z.string(), label: z.string() }),
  appliedOn: z.string().nullable(),
  marks: z.object(marksShape),
  score: z.number().nullable(),
  missing: z.array(z.enum(criteria.map(({ id: name }) => name))),
  note: z.string().nullable(),
  assessedOn: z.string().nullable(),
  /** Place in the order of all candidates, from 1. */
  rank: z.int(),
});
export type CandidateView = z.infer<typeof candidateSchema>;

export const postponementViewSchema = z.object({
  id: z.string(),
  establishment: schoolSchema,
  kind: z.enum(postponementKinds),
  /** Day that it was recorded; null: not known. */
  decidedOn: z.string().nullable(),
  noticeOn: z.string().nullable(),
  registeredLetter: z.boolean(),
  effectiveOn: z.string().nullable(),
  reason: z.string().nullable(),
  fromDate: z.string().nullable(),
  toDate: z.string().nullable(),
  toWave: z.object({ id: z.string(), label: z.string() }).nullable(),
  costsDue: z.number().nullable(),
});
export type PostponementView = z.infer<typeof postponementViewSchema>;

const dealingSchema = z.object({
  schools: count,
  steps: count,
  kept: count,
  firstDue: z.string().nullable(),
  lastDue: z.string().nullable(),
  moved: count,
  late: count,
});

export const openReportSchema = dealingSchema.extend({
  wave: z.string(),
  /** False: nothing was written. */
  written: z.boolean(),
  /** Schools that still wait for their kit: call again. */
  remaining: count,
  /** Days off that actions were moved away from, by kind. */
  daysOff: z.object({ weekend: count, publicHoliday: count, schoolHoliday: count }),
  afterEnd: z.boolean(),
});
export type OpenReport = z.infer<typeof openReportSchema>;

const wishSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('months'), months: z.int().min(1).max(60) }),
  z.object({ to: z.literal('date'), date: day }),
  z.object({ to: z.literal('wave'), wave: id }),
  z.object({ to: z.literal('never') }),
]);

const noticeSchema = z.object({
  dueBy: z.string().nullable(),
  state: z.enum(['notAsked', 'missing', 'inTime', 'late']),
  daysLate: count,
  letterMissing: z.boolean(),
});

export const postponedSchoolSchema = schoolSchema.extend({
  kind: z.enum(postponementKinds),
  fromDate: z.string(),
  toDate: z.string().nullable(),
  toWave: z.object({ id: z.string(), label: z.string() }).nullable(),
  effectiveOn: z.string(),
  notice: noticeSchema,
  overLongest: z.boolean(),
  afterEnd: z.boolean(),
  /** Steps that are done: they stay as they are. */
  kept: count,
  /** Open steps whose due day moves. */
  moves: count,
  /** The first open steps, with the days that they move between. */
  steps: z.array(
    z.object({
      action: z.string(),
      title: labelSchema,
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  /** Places that the school takes in trainings and in tutoring: at its new day, no more before. */
  places: z.object({ training: count, tutoring: count }),
  /** Steps that the other wave's kit adds, and untouched ones that it does not have. */
  added: count,
  removed: count,
});
export type PostponedSchool = z.infer<typeof postponedSchoolSchema>;

export const postponeReportSchema = z.object({
  wave: z.string(),
  written: z.boolean(),
  schools: z.array(postponedSchoolSchema),
  /** Load of the wave and of the one that schools move to, before and after. */
  load: z.array(
    z.object({
      wave: z.string(),
      label: z.string(),
      before: z.array(loadLineSchema),
      after: z.array(loadLineSchema),
    }),
  ),
  costsDue: z.number().nullable(),
  rule: postponementRuleSchema.nullable(),
});
export type PostponeReport = z.infer<typeof postponeReportSchema>;

const waveFields = z.object({
  label: z.string().trim().min(1).max(120),
  switchoverDate: optionalDay,
  variant: z.string().max(40).nullable(),
  status: z.enum(waveStatuses),
  kind: z.enum(waveKinds),
  trainingPlaces: count.nullable(),
  tutoringPlaces: count.nullable(),
  budget: z.number().min(0).nullable(),
  endsOn: optionalDay,
  note: z.string().max(4_000).nullable(),
});
export type WaveFields = z.infer<typeof waveFields>;

const reason = z.string().trim().max(2_000);

export const wavesContract = contract({
  /** Waves by programme and switchover, with their figures. */
  'waves.list': {
    input: z.object({ programme: id.optional() }),
    output: z.object({
      waves: z.array(waveSummarySchema),
      /** Programmes that this person may make waves in. */
      programmes: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          variants: z.array(z.object({ id: z.string(), label: labelSchema })),
        }),
      ),
      today: z.string(),
    }),
    error: failureSchema,
  },
  'waves.read': { input: z.object({ wave: id }), output: waveViewSchema, error: failureSchema },
  'waves.members': {
    input: z.object({
      wave: id,
      search: z.string().max(200).optional(),
      /** `left`: those that have left the wave. */
      status: z.enum([...membershipStatuses, 'left', 'ownDate']).optional(),
      sort: z.enum(memberColumns).optional(),
      descending: z.boolean().optional(),
      ...page,
    }),
    output: z.object({ total: count, rows: z.array(memberSchema) }),
    error: failureSchema,
  },
  'waves.candidates': {
    input: z.object({ wave: id, search: z.string().max(200).optional(), ...page }),
    output: z.object({ total: count, rows: z.array(candidateSchema) }),
    error: failureSchema,
  },
  'waves.postponements': {
    input: z.object({ wave: id }),
    output: z.array(postponementViewSchema),
    error: failureSchema,
  },
  /** Schools that have no wave of the programme yet, but a waiting one. */
  'waves.schools': {
    input: z.object({ wave: id, search: z.string().max(200).optional(), ...page }),
    output: z.object({ total: count, rows: z.array(schoolSchema) }),
    error: failureSchema,
  },
  /** Makes a wave, or changes one; fields that are absent stay. */
  'waves.save': {
    input: z.object({
      wave: id.optional(),
      programme: id.optional(),
      set: waveFields.partial(),
    }),
    output: z.object({ wave: z.string() }),
    error: failureSchema,
  },
  'waves.saveEvent': {
    input: z.object({
      wave: id,
      event: id.optional(),
      happensOn: day,
      kind: z.enum(waveEventKinds),
      label: z.string().trim().min(1).max(400),
      audience: z.string().trim().max(400).nullable(),
    }),
    output: z.object({ event: z.string() }),
    error: failureSchema,
  },
  'waves.removeEvent': {
    input: z.object({ wave: id, event: id }),
    output: z.null(),
    error: failureSchema,
  },
  /** Schools join; where the wave is open they get their kit at once. */
  'waves.join': {
    input: z.object({
      wave: id,
      establishments: schools,
      joinedOn: day,
      status: z.enum(membershipStatuses),
      /** Asked for once the wave is open: they join late. */
      reason: reason.optional(),
    }),
    output: z.object({ joined: count, steps: count }),
    error: failureSchema,
  },
  'waves.leave': {
    input: z.object({ wave: id, establishments: schools, leftOn: day, reason }),
    output: z.object({ left: count }),
    error: failureSchema,
  },
  'waves.setStatus': {
    input: z.object({
      wave: id,
      establishments: schools,
      status: z.enum(membershipStatuses),
    }),
    output: z.object({ changed: count }),
    error: failureSchema,
  },
  /** Marks how ready a candidate is. */
  'waves.assess': {
    input: z.object({
      wave: id,
      establishment: id,
      marks: z.object(marksShape).partial(),
      note: z.string().max(4_000).nullable().optional(),
    }),
    output: z.null(),
    error: failureSchema,
  },
  /** Candidates get a place: out of the waiting list, into the wave. */
  'waves.promote': {
    input: z.object({ wave: id, establishments: schools, confirmedOn: day }),
    output: z.object({ joined: count, steps: count }),
    error: failureSchema,
  },
  /**
   * Deals the kit out to the members: a step for each action that applies and is not there yet.
   * @see openReportSchema `remaining`
   */
  'waves.open': {
    input: z.object({ wave: id, dryRun: z.boolean(), limit: z.int().min(1).max(500).optional() }),
    output: openReportSchema,
    error: failureSchema,
  },
  'waves.postpone': {
    input: z.object({
      /** Absent: the wave that the first of the schools is in. */
      wave: id.optional(),
      establishments: z.array(id).min(1).max(200),
      wish: wishSchema,
      reason,
      noticeOn: optionalDay,
      registeredLetter: z.boolean(),
      effectiveOn: day.optional(),
      costsDue: z.number().min(0).nullable(),
      dryRun: z.boolean(),
    }),
    output: postponeReportSchema,
    error: failureSchema,
  },
});
