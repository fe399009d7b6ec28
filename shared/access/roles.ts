import type { ScopeKind } from '../schema/scope.ts';

/** Roles that a person may hold in a place. French terms are in the glossary. */
export const roles = [
  'pilot',
  'trainingLead',
  'trainer',
  'tutor',
  'support',
  'authorisingOfficer',
  'bursar',
  'accountingOfficer',
  'deputyAccountingOfficer',
  'assistant',
  'technician',
  'projectManager',
  'teamMember',
] as const;
export type Role = (typeof roles)[number];

/** Roles of people who work in a school. */
export const schoolRoles = [
  'authorisingOfficer',
  'bursar',
  'accountingOfficer',
  'deputyAccountingOfficer',
  'assistant',
  'projectManager',
  'teamMember',
] as const satisfies readonly Role[];

/**
 * Roles that see into the places below their own (a wave's pilot sees its establishments).
 * The others see their own place and what stands above it.
 */
export const rolesThatReachBelow: readonly Role[] = [
  'pilot',
  'trainingLead',
  'tutor',
  'support',
  'technician',
  ...schoolRoles,
];

/** Kinds of scope that a role sees below its own place without seeing the others. */
const reachedKinds: Partial<Record<Role, readonly ScopeKind[]>> = {
  trainer: ['schoolTraining', 'waveTraining', 'waveSupport'],
};

/** Whether a role reaches from its place to scopes of a kind below it. */
export function reaches(role: Role, kind: string): boolean {
  return (
    rolesThatReachBelow.includes(role) ||
    (reachedKinds[role]?.some((reached) => reached === kind) ?? false)
  );
}
