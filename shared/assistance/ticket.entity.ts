import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import { askers as writers } from '../access/helpRoles.ts';
import { ticketEventGuard, ticketGuard, ticketNumber } from './ticketWriting.ts';

/**
 * A request for help as it was asked. What became of it (answers, other levels, closing) is told by
 * its events alone, so that two devices that wrote apart agree as soon as they know the same. Which
 * fields it has to have is the programme's rule, not the entity's.
 */
export const ticket = defineEntity({
  name: 'ticket',
  // Without a school it is the affair of those who help.
  scopes: ['establishment', 'waveSupport'],
  creators: writers,
  guard: ticketGuard,
  unique: ticketNumber,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    /** Name of the school as the outside tool wrote it, where no school is known by it. */
    schoolName: field(z.string().max(240), 'TEXT', { writers }),
    /** Whether it is still being written: nobody but its author is shown it. */
    draft: field(z.boolean(), 'BOOLEAN', { writers }),
    /** Kind of request, such as `information` or `anomaly`; null: the programme has one. */
    kind: field(z.string().max(40), 'TEXT', { writers }),
    title: field(z.string().max(400), 'TEXT', { writers }),
    description: field(z.string().max(20_000), 'TEXT', { mergesText: true, writers }),
    /** Operations that led to it, step by step. */
    operations: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
    errorMessage: field(z.string().max(4_000), 'TEXT', { writers }),
    /** Service of the outside tool that it is filed under. */
    service: field(z.string().max(120), 'TEXT', { writers }),
    /** Level that it was addressed to, by the id in the programme's rules. */
    level: field(z.string().max(60), 'TEXT', { writers }),
    priority: field(z.string().max(40), 'TEXT', { writers }),
    environment: field(z.string().max(60), 'TEXT', { writers }),
    sphere: field(z.string().max(60), 'TEXT', { writers }),
    module: field(z.string().max(120), 'TEXT', { writers }),
    pageUrl: field(z.string().max(1_000), 'TEXT', { writers }),
    version: field(z.string().max(60), 'TEXT', { writers }),
    impacted: field(z.int().min(0).max(10_000_000), 'INTEGER', { writers }),
    /** When it happened: a day, and the time where it is known. */
    eventOn: field(localDateSchema, 'TEXT', { writers }),
    eventAt: field(dayTimeSchema, 'TEXT', { writers }),
    onBehalfOf: field(z.string().max(240), 'TEXT', { writers }),
    /** Who asks: the person where they have an account, and their words. */
    requester: field(z.string(), 'TEXT', { references: 'person' }),
    requesterName: field(z.string().max(240), 'TEXT', { writers }),
    requesterFunction: field(z.string().max(200), 'TEXT', { writers }),
    /** Ids of people who follow and may comment. */
    participants: field(z.array(z.string().max(80)).max(50), 'JSON', { writers }),
    /** Whether colleagues of the school are shown it. */
    shared: field(z.boolean(), 'BOOLEAN', { writers }),
    createdOn: field(localDateSchema, 'TEXT', { writers }),
    /** The outside tool that it was filed in, and its number there. */
    tool: field(z.string().max(60), 'TEXT', { writers }),
    number: field(z.string().max(80), 'TEXT', { indexed: true, writers }),
    /** How many files go with it: they are handed over apart. */
    files: field(z.int().min(0).max(1_000), 'INTEGER', { writers }),
    /** Action of the kit, and blocker of the register, that it is about. */
    action: field(z.string().max(80), 'TEXT', { writers }),
    blocker: field(z.string(), 'TEXT', { references: 'blocker', writers }),
  },
  groups: [
    ['tool', 'number'],
    ['eventOn', 'eventAt'],
  ],
});

export const ticketEventKinds = [
  /** Somebody of the school, or somebody who helps, wrote. */
  'asked',
  'answered',
  /** It was handed to the outside tool. */
  'filed',
  /** It was taken to another level: `level`. */
  'moved',
  /** It was addressed wrongly, and is now addressed to `level`. */
  'requalified',
  /** Whoever helps waits for the requester's reply: the days of automatic closing run. */
  'waiting',
  /** Another person took it over from an absent colleague. */
  'takenOver',
  'closed',
  'reopened',
] as const;

/** Something that happened to a request. It is written once and never changed. */
export const ticketEvent = defineEntity({
  name: 'ticketEvent',
  scopes: ['establishment', 'waveSupport'],
  creators: writers,
  guard: ticketEventGuard,
  fields: {
    ticket: field(z.string(), 'TEXT', { references: 'ticket' }),
    kind: field(z.enum(ticketEventKinds), 'TEXT'),
    on: field(localDateSchema, 'TEXT'),
    /** Milliseconds since 1970, which order the events of a day. */
    at: field(z.int(), 'INTEGER'),
    /** Who did it, in words; null: nobody says, such as an import. */
    author: field(z.string().max(240), 'TEXT'),
    level: field(z.string().max(60), 'TEXT'),
    text: field(z.string().max(20_000), 'TEXT'),
    /** Status in the words of the outside tool. */
    outside: field(z.string().max(80), 'TEXT'),
  },
});
