/** What can go wrong, by name; the report counts each. */
export const faultNames = [
  'requestLost',
  'requestTwice',
  'requestLate',
  'requestCut',
  'answerLost',
  'pullCut',
  'offline',
  'deviceCrash',
  'serverCrash',
  'deviceClock',
  'serverClock',
  'profileCopied',
  'deviceRestored',
  'serverRestored',
  'deviceRevoked',
  'grantMoved',
  'forged',
  'bundleTwice',
  'bundleCut',
  'bundleChanged',
  'oldProtocol',
  'newerVersion',
] as const;
export type Fault = (typeof faultNames)[number];

/** Counts of what went wrong. */
export type FaultCounts = Record<Fault, number>;

export function noFaults(): FaultCounts {
  return Object.fromEntries(faultNames.map((name) => [name, 0])) as FaultCounts;
}
