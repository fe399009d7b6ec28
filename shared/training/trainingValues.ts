import { z } from 'zod';

export { dayTimeSchema } from '../schema/values.ts';

/** How something is taught. */
export const trainingModes = [
  'inPerson',
  'video',
  'webinar',
  'distance',
  'capsule',
  'peer',
  'trainTheTrainer',
  'openRoom',
] as const;

/** The two half-days of a day. */
export const halves = ['morning', 'afternoon'] as const;
export type Half = (typeof halves)[number];

/** Degrees north and east. */
export const latitudeSchema = z.number().min(-90).max(90);
export const longitudeSchema = z.number().min(-180).max(180);
