/** Entities whose rows the register of blockers reads. */
export const READ_BLOCKERS = [
  'blocker',
  'blockerReport',
  'wave',
  'waveMembership',
  'establishment',
  'kitAction',
  'kitStep',
  'ticket',
  'ticketEvent',
] as const;
