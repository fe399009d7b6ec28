import type { Chance } from '../kernel/chance.ts';

/** What a run may meet beyond a bad network; each seed has some of it, none has all. */
const features = [
  'deviceCrash',
  'serverCrash',
  'deviceClock',
  'serverClock',
  'copy',
  'deviceRestore',
  'serverRestore',
  'revoke',
  'grants',
  'bundles',
  'forger',
  'newer',
] as const;
export type Feature = (typeof features)[number];

export interface Plan {
  readonly devices: number;
  readonly servers: number;
  readonly steps: number;
  /** Probability that something happens to a message. */
  readonly trouble: number;
  readonly features: ReadonlySet<Feature>;
}

/** Features that are not met together: what is then lost would be nobody's fault. */
const apart: readonly (readonly [Feature, Feature])[] = [
  // A server that goes back forgets devices that were made meanwhile.
  ['serverRestore', 'copy'],
  ['serverRestore', 'deviceRestore'],
  // A device that was revoked in a time that the server has forgotten has dropped its data.
  ['serverRestore', 'revoke'],
];

export function makePlan(chance: Chance, given: { devices?: number; servers?: number }): Plan {
  const drawn = new Set<Feature>(features.filter(() => chance.is(0.3)));
  for (const [one, other] of apart) if (drawn.has(one)) drawn.delete(other);
  return {
    devices: given.devices ?? chance.between(2, 4),
    servers: given.servers ?? chance.between(1, 3),
    steps: chance.between(40, 90),
    trouble: chance.pick([0, 0.05, 0.15, 0.3]),
    features: drawn,
  };
}
