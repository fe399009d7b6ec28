import type { CoreFailure } from '../../shared/bridge/failure.ts';

/** What the command's exit code says to a script. */
export const exitCodes = {
  done: 0,
  fault: 1,
  badInput: 2,
  unreachable: 3,
  refused: 4,
} as const;

/** The exit code of a failure. */
export function exitCodeOf(failure: CoreFailure): number {
  switch (failure.type) {
    case 'ServerUnreachable':
    case 'EnrolUnreachable':
    case 'NeedsServer':
      return exitCodes.unreachable;
    case 'ServerRefused':
      return exitCodes.refused;
    default:
      return exitCodes.badInput;
  }
}
