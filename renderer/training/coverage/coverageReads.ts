/** Entities whose rows coverage reads. */
export const READ: readonly string[] = [
  'programme',
  'wave',
  'waveMembership',
  'establishment',
  'grant',
  'trainer',
  'trainerPair',
  'trainingTrack',
  'trainingGroup',
  'trainingSession',
  'trainingSite',
  'trainingEnrolment',
  'groupMember',
  'attendance',
  'studyTime',
];
/** The same, and what is open in kits. */
export const READ_KITS: readonly string[] = [...READ, 'kitAction', 'kitStep'];

/** Readings of coverage. */
export const readings = ['schools', 'people', 'trainers', 'kits'] as const;
export type Reading = (typeof readings)[number];

/** What narrows the lists of schools and people. */
export interface CoverageFilter {
  readonly text: string;
  readonly track: string;
  /** A state, or `late`; empty: all. */
  readonly state: string;
}
export const NO_FILTER: CoverageFilter = { text: '', track: '', state: '' };

/** What a reading asks for: the wave, the day where it is a past one, and what narrows it. */
export interface Asked {
  readonly wave: string;
  readonly asOf?: string;
}
