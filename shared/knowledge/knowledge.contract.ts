import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { localDateSchema } from '../schema/values.ts';
import { articleMoments, articleStates } from './article.entity.ts';
import { communicationKinds, placeKinds } from './communication.entity.ts';

const error = failureSchema;
const id = z.string().max(240);
const address = z.url({ protocol: /^https?$/ }).max(1_000);
/** A programme, a wave, or those who help its schools. */
const scope = z.string().regex(/^(programme|wave|waveSupport):.{1,100}$/);

/** Where something is written, and whose people read it. */
export const knowledgePlaceSchema = z.object({ scope: z.string(), label: z.string() });
export type KnowledgePlace = z.infer<typeof knowledgePlaceSchema>;

export const listedArticleSchema = z.object({
  id: z.string(),
  title: z.string(),
  place: knowledgePlaceSchema,
  state: z.enum(articleStates),
  /** The version that is published; null: none was. */
  number: z.int().nullable(),
  updatedOn: localDateSchema.nullable(),
  language: z.enum(languages).nullable(),
  moments: z.array(z.enum(articleMoments)),
  roles: z.array(z.enum(roles)),
  productVersion: z.string().nullable(),
  keywords: z.array(z.string()),
  author: z.string().nullable(),
  /** The version that this device's person has read last; null: none. */
  read: z.int().nullable(),
});
export type ListedArticle = z.infer<typeof listedArticleSchema>;

export const articleVersionSchema = z.object({
  number: z.int(),
  on: localDateSchema.nullable(),
  changes: z.string().nullable(),
  author: z.string().nullable(),
});

const draftSchema = z.object({
  title: z.string().trim().min(1).max(400),
  body: z.string().max(60_000).nullable(),
  language: z.enum(languages).nullable(),
  moments: z.array(z.enum(articleMoments)).max(3),
  roles: z.array(z.enum(roles)).max(20),
  productVersion: z.string().max(60).nullable(),
  keywords: z.array(z.string().max(80)).max(40),
  address: address.nullable(),
});
export type ArticleDraft = z.infer<typeof draftSchema>;

export const articleViewSchema = listedArticleSchema.extend({
  /** As it was published; of one that never was, and for those who write it: as it stands. */
  body: z.string(),
  address: z.string().nullable(),
  actions: z.array(z.string()),
  /** What is being written for the next version; null: nothing, or one may not. */
  draft: draftSchema.nullable(),
  /** Whether what is being written differs from what is published. */
  changed: z.boolean(),
  versions: z.array(articleVersionSchema),
  mayWrite: z.boolean(),
  /** Where this device's person may publish it. */
  publishTo: z.array(knowledgePlaceSchema),
});
export type ArticleView = z.infer<typeof articleViewSchema>;

export const communicationViewSchema = z.object({
  id: z.string(),
  place: knowledgePlaceSchema,
  kind: z.enum(communicationKinds),
  on: localDateSchema.nullable(),
  until: localDateSchema.nullable(),
  title: z.string(),
  body: z.string().nullable(),
  target: z.string().nullable(),
  /** Roles that an announcement is shown to; none: everybody. */
  roles: z.array(z.enum(roles)),
  reached: z.int().nullable(),
  author: z.string().nullable(),
  mayWrite: z.boolean(),
});
export type CommunicationView = z.infer<typeof communicationViewSchema>;

export const linkedPlaceViewSchema = z.object({
  id: z.string(),
  place: knowledgePlaceSchema,
  kind: z.enum(placeKinds),
  label: z.string(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  mayWrite: z.boolean(),
});
export type LinkedPlaceView = z.infer<typeof linkedPlaceViewSchema>;

export const knowledgeSchema = z.object({
  today: localDateSchema,
  articles: z.array(listedArticleSchema),
  /** Announcements of this day. */
  announcements: z.array(communicationViewSchema),
  communications: z.array(communicationViewSchema),
  places: z.array(linkedPlaceViewSchema),
  /** Where articles may be written, and where something may be said to many. */
  writeTo: z.array(knowledgePlaceSchema),
  sayTo: z.array(knowledgePlaceSchema),
});
export type Knowledge = z.infer<typeof knowledgeSchema>;

export const knowledgeContract = contract({
  /** All that is worth knowing on this device, without the texts of articles. */
  'knowledge.read': { input: z.object({}), output: knowledgeSchema, error },
  /** Announcements of this day that are for one of the person's roles, the latest first. */
  'knowledge.announcements': {
    input: z.object({}),
    output: z.array(communicationViewSchema),
    error,
  },
  'knowledge.article': { input: z.object({ id }), output: articleViewSchema, error },
  /** Begins an article in a place, or writes in one: what is published stays as it is. */
  'knowledge.save': {
    input: z.object({ id: id.optional(), place: scope, set: draftSchema.partial() }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Publishes what is written as the next version; a draft of those who help moves to `place`. */
  'knowledge.publish': {
    input: z.object({ id, place: scope, changes: z.string().max(2_000).nullable() }),
    output: z.object({ id: z.string() }),
    error,
  },
  'knowledge.withdraw': {
    input: z.object({ id, withdrawn: z.boolean() }),
    output: z.null(),
    error,
  },
  /** This device's person has read that version. */
  'knowledge.seen': {
    input: z.object({ id, number: z.int().min(1) }),
    output: z.null(),
    error,
  },
  'knowledge.say': {
    input: z.object({
      id: id.optional(),
      place: scope,
      set: z.object({
        kind: z.enum(communicationKinds),
        on: localDateSchema.nullable(),
        until: localDateSchema.nullable(),
        title: z.string().trim().min(1).max(400),
        body: z.string().max(20_000).nullable(),
        target: z.string().max(400).nullable(),
        /** Left out: as it is, or everybody. */
        roles: z.array(z.enum(roles)).max(20).optional(),
        reached: z.int().min(0).max(100_000_000).nullable(),
      }),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  'knowledge.savePlace': {
    input: z.object({
      id: id.optional(),
      place: scope,
      set: z.object({
        kind: z.enum(placeKinds),
        label: z.string().trim().min(1).max(200),
        address: address.nullable(),
        note: z.string().max(2_000).nullable(),
      }),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Takes a communication, a place or an unpublished article away. */
  'knowledge.remove': {
    input: z.object({ kind: z.enum(['communication', 'linkedPlace', 'article']), id }),
    output: z.null(),
    error,
  },
});
