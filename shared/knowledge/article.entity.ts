import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { languages } from '../kernel/language.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { helpers } from '../access/helpRoles.ts';

/** When in the life of a school an article helps. */
export const articleMoments = ['before', 'during', 'after'] as const;
export const articleStates = ['draft', 'published', 'withdrawn'] as const;

/**
 * Something worth knowing: a procedure, an answer, a guide. A published one lives with its programme
 * or wave, whose people all read it; one that a tutor proposes waits where those who help write.
 */
export const article = defineEntity({
  name: 'article',
  scopes: ['programme', 'wave', 'waveSupport'],
  creators: helpers,
  fields: {
    title: field(z.string().min(1).max(400), 'TEXT', { writers: helpers }),
    /** Markdown without pictures or raw HTML. */
    body: field(z.string().max(60_000), 'TEXT', { mergesText: true, writers: helpers }),
    language: field(z.enum(languages), 'TEXT', { writers: helpers }),
    state: field(z.enum(articleStates), 'TEXT', { writers: helpers }),
    /** Counts up with each publication, from 1; null: it was never published. */
    number: field(z.int().min(1), 'INTEGER', { writers: helpers }),
    updatedOn: field(localDateSchema, 'TEXT', { writers: helpers }),
    moments: field(z.array(z.enum(articleMoments)).max(3), 'JSON', { writers: helpers }),
    /** Roles that it is for; null or none: everybody. */
    roles: field(z.array(z.enum(roles)).max(20), 'JSON', { writers: helpers }),
    /** Versions of the product that it is true for, in words; null: all. */
    productVersion: field(z.string().max(60), 'TEXT', { writers: helpers }),
    keywords: field(z.array(z.string().max(80)).max(40), 'JSON', { writers: helpers }),
    /** Actions of the kit that it helps with. */
    actions: field(z.array(z.string().max(80)).max(50), 'JSON', { writers: helpers }),
    /** A document elsewhere that it stands for or leads to. */
    address: field(z.url({ protocol: /^https?$/ }).max(1_000), 'TEXT', { writers: helpers }),
    author: field(z.string().max(240), 'TEXT', { writers: helpers }),
  },
  groups: [['state', 'number', 'updatedOn']],
});

/** An article as it was published once. Its row id is `article:number`. */
export const articleVersion = defineEntity({
  name: 'articleVersion',
  scopes: ['programme', 'wave', 'waveSupport'],
  creators: helpers,
  fields: {
    article: field(z.string(), 'TEXT', { references: 'article' }),
    number: field(z.int().min(1), 'INTEGER'),
    on: field(localDateSchema, 'TEXT'),
    title: field(z.string().min(1).max(400), 'TEXT', { writers: helpers }),
    body: field(z.string().max(60_000), 'TEXT', { writers: helpers }),
    /** What is new in it, in words. */
    changes: field(z.string().max(2_000), 'TEXT', { writers: helpers }),
    author: field(z.string().max(240), 'TEXT', { writers: helpers }),
  },
  groups: [['title', 'body', 'changes', 'author']],
});

/** Which version of an article somebody has read last. Its row id is `person:article`. */
export const articleReading = defineEntity({
  name: 'articleReading',
  scopes: ['person'],
  ownerCreates: true,
  fields: {
    article: field(z.string(), 'TEXT', { references: 'article' }),
    number: field(z.int().min(1), 'INTEGER', { ownerWrites: true }),
    on: field(localDateSchema, 'TEXT', { ownerWrites: true }),
  },
});
