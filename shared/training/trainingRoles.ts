import { schoolRoles, type Role } from '../access/roles.ts';

/** Who builds groups, timetables and lists of trainers. */
export const planners = ['pilot', 'trainingLead'] as const satisfies readonly Role[];
/** Who writes down what happened in a session. */
export const recorders = ['pilot', 'trainingLead', 'trainer'] as const satisfies readonly Role[];
/** Who says how they learned by themselves and what they thought of it. */
export const learners = [...recorders, ...schoolRoles] as const satisfies readonly Role[];
