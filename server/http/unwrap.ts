import type { Result } from '../../shared/kernel/result.ts';
import type { WireError } from '../../shared/sync/protocol.ts';
import { WireFailure } from './failure.ts';

/** The value of a result; its error is thrown, for the error handler to answer. */
export function unwrap<T>(result: Result<T, WireError>): T {
  if (!result.ok) throw new WireFailure(result.error);
  return result.value;
}
