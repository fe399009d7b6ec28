import type { TFunction } from 'i18next';
import type { Refusal } from '../../shared/sync/protocol.ts';
import type { BridgeFailure } from './client.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/**
 * The sentence for a failure: what happened, what is safe, what to do. The sentences are in the
 * catalogue's `errors`; one that is missing there is said in general terms.
 */
export function failureWords(t: TFunction, failure: BridgeFailure): string {
  if (failure.type === 'Unexpected') return t('app:failure.unexpected');
  if (failure.type === 'ServerRefused') {
    const { error } = failure;
    return t([`errors:wire.${error.type}`, 'app:failure.unexpected'], {
      ...error,
      ...waitOf(error),
    });
  }
  return t([`errors:${failure.type}`, 'app:failure.unexpected'], { ...failure });
}

/** The sentence for a change that the server refused. */
export function refusalWords(t: TFunction, refusal: Refusal): string {
  return t([`errors:refusal.${refusal.type}`, 'app:failure.unexpected'], {
    ...refusal,
    ...(refusal.type === 'ClockAhead' ? { minutes: Math.ceil(refusal.aheadMs / MINUTE_MS) } : {}),
  });
}

function waitOf(error: { readonly type: string; readonly retryAfterMs?: number }) {
  if (error.retryAfterMs === undefined) return {};
  const seconds = Math.ceil(error.retryAfterMs / SECOND_MS);
  return { seconds, minutes: Math.ceil(error.retryAfterMs / MINUTE_MS), count: seconds };
}
