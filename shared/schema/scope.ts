/**
 * A scope is the unit of replication and of permission, written `kind:id`. A row belongs to one
 * scope for ever. A place where somebody has a role is named by its scope.
 */
export const scopeKinds = [
  'programme',
  'wave',
  'establishment',
  'person',
  'schoolTraining',
  'waveTraining',
  'tutoringGroup',
  'waveSupport',
] as const;
export type ScopeKind = (typeof scopeKinds)[number];
export type ScopeId = `${string}:${string}`;

/** Kind and row id of any well-formed scope, also of kinds that a newer version invented. */
export const SCOPE_PATTERN = /^[a-z][A-Za-z]{0,39}:[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/;

/** Writes a scope id. */
export function scopeId(kind: ScopeKind, id: string): ScopeId {
  return `${kind}:${id}`;
}

/** Splits a scope id into its kind (as text: it may be unknown here) and its id. */
export function parseScope(scope: ScopeId): { kind: string; id: string } {
  const colon = scope.indexOf(':');
  return { kind: scope.slice(0, colon), id: scope.slice(colon + 1) };
}
