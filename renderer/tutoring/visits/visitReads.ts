/** Entities whose rows the visits read. */
export const READ_VISITS = [
  'visit',
  'logEntry',
  'blocker',
  'wave',
  'waveMembership',
  'establishment',
  'tutoringMember',
] as const;
