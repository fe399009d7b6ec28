import { z } from 'zod';

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

/** A time of day such as `09:00`, in the programme's time zone. */
export const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Degrees north and east. */
export const latitudeSchema = z.number().min(-90).max(90);
export const longitudeSchema = z.number().min(-180).max(180);
