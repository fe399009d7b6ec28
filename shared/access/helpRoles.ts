import { schoolRoles, type Role } from './roles.ts';

/** Who makes groups and says who follows whom: a group is a place, and pilots make places. */
export const organisers = ['pilot'] as const satisfies readonly Role[];
/** Who leads sessions and writes down what happened in them. */
export const loggers = ['pilot', 'tutor'] as const satisfies readonly Role[];
/** Who writes into the registers of what schools meet, whatever they came for. */
export const helpers = [
  'pilot',
  'trainingLead',
  'trainer',
  'tutor',
  'support',
  'technician',
] as const satisfies readonly Role[];
/** Who asks for help: those who help, on somebody's behalf, and everybody in a school. */
export const askers = [...helpers, ...schoolRoles] as const satisfies readonly Role[];
