import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { planners, recorders } from './trainingRoles.ts';

export const enrolmentStatuses = ['enrolled', 'waiting', 'withdrawn'] as const;

/**
 * Somebody's place in a track of a wave. It carries names, so that a trainer knows who comes
 * without reading the schools. Its row id is `wave:track:person`; somebody without an account has
 * an id of their own in the person's place.
 */
export const trainingEnrolment = defineEntity({
  name: 'trainingEnrolment',
  scopes: ['schoolTraining', 'waveTraining'],
  // A trainer enrols whoever stands in the door.
  creators: recorders,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    track: field(z.string(), 'TEXT', { references: 'trainingTrack' }),
    person: field(z.string(), 'TEXT', { references: 'person' }),
    name: field(z.string().min(1).max(240), 'TEXT', { writers: recorders }),
    /** Their names apart, where they are known so: lists are in the order of family names. */
    firstName: field(z.string().max(120), 'TEXT', { writers: recorders }),
    lastName: field(z.string().max(120), 'TEXT', { writers: recorders }),
    email: field(z.string().max(254), 'TEXT', { writers: recorders }),
    /** What they do in their school, in words. */
    function: field(z.string().max(200), 'TEXT', { writers: recorders }),
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    schoolName: field(z.string().max(240), 'TEXT', { writers: recorders }),
    /** The school's Arabic name, where it has one: who trains need not read the schools. */
    schoolNameAr: field(z.string().max(240), 'TEXT', { writers: recorders }),
    town: field(z.string().max(120), 'TEXT', { writers: recorders }),
    status: field(z.enum(enrolmentStatuses), 'TEXT', { writers: planners }),
    note: field(z.string().max(2_000), 'TEXT', { writers: recorders }),
  },
});

/** Row id of somebody's place in a track of a wave. */
export function enrolmentId(wave: string, track: string, person: string): string {
  return derivedId(wave, track, person);
}

/**
 * From when until when somebody is in a group. A move ends one row and makes another, so that who
 * was where on a past day stands for ever. Its row id is `group:person:from`.
 */
export const groupMember = defineEntity({
  name: 'groupMember',
  scopes: ['schoolTraining', 'waveTraining'],
  creators: recorders,
  fields: {
    group: field(z.string(), 'TEXT', { references: 'trainingGroup' }),
    enrolment: field(z.string(), 'TEXT', { references: 'trainingEnrolment' }),
    /** First day in the group, and the first day no longer; null: still there. */
    from: field(localDateSchema, 'TEXT'),
    until: field(localDateSchema, 'TEXT', { writers: recorders }),
    reason: field(z.string().max(400), 'TEXT', { writers: recorders }),
    /** True: the planner leaves them in it. */
    pinned: field(z.boolean(), 'BOOLEAN', { writers: planners }),
  },
});

/** Row id of somebody's time in a group. */
export function groupMemberId(group: string, person: string, from: string): string {
  return derivedId(group, person, from);
}
