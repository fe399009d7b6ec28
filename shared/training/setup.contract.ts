import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { setSchema } from '../schema/setSchema.ts';
import { trainer, trainerAbsence, trainerPair } from './trainer.entity.ts';
import { materialKinds, materialRights, trainingMaterial } from './trainingMaterial.entity.ts';
import { businessPeriod, businessPeriodKinds, trainingRules } from './trainingRules.entity.ts';
import { trainingRoom, trainingSite } from './trainingSite.entity.ts';
import { trainingTrack } from './trainingTrack.entity.ts';
import { roomViewSchema, siteViewSchema, trackViewSchema } from './training.views.ts';
import { dayTimeSchema } from './trainingValues.ts';

const error = failureSchema;
const rowId = z.string().max(240);
const text = z.string().nullable();
const day = localDateSchema.nullable();
const degrees = z.number().nullable();
const named = z.object({ id: z.string(), label: labelSchema });

export const materialViewSchema = z.object({
  id: z.string(),
  track: text,
  module: text,
  title: z.string(),
  kind: z.enum(materialKinds),
  language: z.enum(languages).nullable(),
  address: text,
  rights: z.enum(materialRights).nullable(),
  rightsHolder: text,
  productVersion: text,
  /** Whether it shows a version before the one that its track, or else the product, is at. */
  older: z.boolean(),
  updatedOn: day,
  note: text,
  pending: z.boolean(),
});
export type MaterialView = z.infer<typeof materialViewSchema>;

/** A trainer as whoever plans knows them; `shared`: of the programme, for all of its waves. */
export const fullTrainerSchema = z.object({
  id: z.string(),
  person: text,
  name: z.string(),
  email: text,
  phone: text,
  sphere: text,
  town: text,
  latitude: degrees,
  longitude: degrees,
  tracks: z.array(z.string()).nullable(),
  maxTravelMinutes: z.int().nullable(),
  maxDaysPerWeek: z.int().nullable(),
  lent: z.boolean(),
  experience: text,
  note: text,
  shared: z.boolean(),
  mayWrite: z.boolean(),
  /** Whether this device's person may say when they cannot come. */
  mayBeAway: z.boolean(),
  /** Sessions of this wave that they hold, from today on. */
  sessionsToCome: z.int(),
  pending: z.boolean(),
});
export type FullTrainer = z.infer<typeof fullTrainerSchema>;

/** A trainer whom another wave lends. */
export const lentTrainerSchema = fullTrainerSchema
  .pick({
    id: true,
    person: true,
    name: true,
    email: true,
    phone: true,
    sphere: true,
    town: true,
    latitude: true,
    longitude: true,
    maxTravelMinutes: true,
    maxDaysPerWeek: true,
    experience: true,
  })
  .extend({ wave: text });
export type LentTrainer = z.infer<typeof lentTrainerSchema>;

export const fullSiteSchema = siteViewSchema.extend({
  latitude: degrees,
  longitude: degrees,
  note: text,
  rooms: z.array(roomViewSchema.extend({ note: text })),
  shared: z.boolean(),
  mayWrite: z.boolean(),
  pending: z.boolean(),
});

export const periodViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  kind: z.enum(businessPeriodKinds),
  from: day,
  until: day,
  forbidden: z.boolean(),
  pending: z.boolean(),
});
export type PeriodView = z.infer<typeof periodViewSchema>;

export const rulesViewSchema = z.object({
  from: day,
  until: day,
  morningFrom: dayTimeSchema.nullable(),
  morningTo: dayTimeSchema.nullable(),
  afternoonFrom: dayTimeSchema.nullable(),
  afternoonTo: dayTimeSchema.nullable(),
  waived: z.array(z.string()),
  organiser: text,
  signatoryName: text,
  signatoryFunction: text,
  writtenAt: text,
  returnAddress: text,
});
export type RulesView = z.infer<typeof rulesViewSchema>;

const absenceSchema = z.object({ id: z.string(), trainer: z.string(), from: day, until: day });

export const trainingSetupSchema = z.object({
  wave: z.string(),
  programme: z.string(),
  today: localDateSchema,
  tracks: z.array(trackViewSchema.extend({ older: z.boolean() })),
  /** Tracks that the programme's template knows and that are not here yet. */
  knownTracks: z.array(named),
  /** What a track may name: actors and actions of the kit. */
  actors: z.array(named),
  actions: z.array(named),
  materials: z.array(materialViewSchema),
  /** Version of the product that is in use; null: nothing says so. */
  productVersion: text,
  trainers: z.array(fullTrainerSchema),
  /** Trainers whom other waves lend, and people who train here and are in no list yet. */
  pool: z.array(lentTrainerSchema),
  people: z.array(z.object({ person: z.string(), name: z.string(), email: text, phone: text })),
  pairs: z.array(z.object({ id: z.string(), label: text, first: text, second: text })),
  absences: z.array(absenceSchema),
  sites: z.array(fullSiteSchema),
  periods: z.array(periodViewSchema),
  rules: rulesViewSchema,
  /** Days on which an environment for trainings is open for all. */
  windows: z.array(
    z.object({
      id: z.string(),
      environment: labelSchema,
      opensOn: localDateSchema,
      closesOn: localDateSchema,
      dataAsOf: day,
      productVersion: text,
    }),
  ),
  /** Whether this device's person may change tracks and materials, and what the wave has. */
  mayTeach: z.boolean(),
  mayPlan: z.boolean(),
});
export type TrainingSetup = z.infer<typeof trainingSetupSchema>;

/** What can be removed. */
export const setupKinds = [
  'track',
  'material',
  'site',
  'room',
  'trainer',
  'pair',
  'absence',
  'period',
] as const;
export type SetupKind = (typeof setupKinds)[number];

const wave = rowId;
const saved = { output: z.object({ id: z.string() }), error };
/** A new row where `id` is absent. Fields that are absent stay as they are. */
const save = <S extends z.ZodType>(set: S) => z.object({ wave, id: rowId.optional(), set });

export const setupContract = contract({
  /** What the trainings of a wave are made of: tracks, materials, trainers, places and days. */
  'trainingSetup.read': { input: z.object({ wave }), output: trainingSetupSchema, error },
  'trainingSetup.saveTrack': {
    input: save(
      setSchema(trainingTrack, [
        'label',
        'position',
        'actors',
        'modules',
        'distanceHours',
        'courses',
        'groupAim',
        'groupMax',
        'minGapDays',
        'outsideGroups',
        'kitActions',
        'productVersion',
        'coveredByFee',
        'note',
      ]),
    ),
    ...saved,
  },
  /** Takes the tracks that the programme's template knows and that are not here yet. */
  'trainingSetup.takeTracks': {
    input: z.object({ wave }),
    output: z.object({ taken: z.int() }),
    error,
  },
  'trainingSetup.saveMaterial': {
    input: save(
      setSchema(trainingMaterial, [
        'track',
        'module',
        'title',
        'kind',
        'language',
        'address',
        'rights',
        'rightsHolder',
        'productVersion',
        'updatedOn',
        'note',
      ]),
    ),
    ...saved,
  },
  /** @param shared of the programme, for all of its waves; else of this wave */
  'trainingSetup.saveSite': {
    input: save(
      setSchema(trainingSite, ['name', 'town', 'address', 'latitude', 'longitude', 'note']),
    ).extend({ shared: z.boolean().optional() }),
    ...saved,
  },
  'trainingSetup.saveRoom': {
    input: save(setSchema(trainingRoom, ['name', 'seats', 'note'])).extend({ site: rowId }),
    ...saved,
  },
  'trainingSetup.saveTrainer': {
    input: save(
      setSchema(trainer, [
        'person',
        'name',
        'email',
        'phone',
        'sphere',
        'town',
        'latitude',
        'longitude',
        'tracks',
        'maxTravelMinutes',
        'maxDaysPerWeek',
        'lent',
        'experience',
        'note',
      ]),
    ).extend({ shared: z.boolean().optional() }),
    ...saved,
  },
  'trainingSetup.savePair': {
    input: save(setSchema(trainerPair, ['label', 'first', 'second'])),
    ...saved,
  },
  'trainingSetup.saveAbsence': {
    input: save(setSchema(trainerAbsence, ['from', 'until'])).extend({ trainer: rowId }),
    ...saved,
  },
  'trainingSetup.savePeriod': {
    input: save(setSchema(businessPeriod, ['label', 'kind', 'from', 'until', 'forbidden'])),
    ...saved,
  },
  'trainingSetup.saveRules': {
    input: z.object({
      wave,
      set: setSchema(trainingRules, [
        'from',
        'until',
        'morningFrom',
        'morningTo',
        'afternoonFrom',
        'afternoonTo',
        'waived',
        'organiser',
        'signatoryName',
        'signatoryFunction',
        'writtenAt',
        'returnAddress',
      ]),
    }),
    ...saved,
  },
  /** Refused where something still uses it. */
  'trainingSetup.remove': {
    input: z.object({ wave, kind: z.enum(setupKinds), id: rowId }),
    output: z.null(),
    error,
  },
});
