import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../shared/sync/sync.contract.ts';
import type { Format } from '../ui/format.ts';
import { whenWords } from '../ui/when.ts';

/** A clock that is off by more than this is worth a sentence. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;

/** What the foot of the rail says: one headline, and the facts that it does not hold. */
export interface SyncWords {
  readonly tone: 'fresh' | 'busy' | 'waiting';
  readonly headline: string;
  readonly facts: readonly string[];
  /** Refused changes, which lead to the list of them. */
  readonly refused: string | null;
  /** Bundles of others that go with the next sync. */
  readonly carrying: string | null;
  /** Something out of the ordinary, in a few words; the details have all of it. */
  readonly notice: string | null;
  /** A computer clock that is off. */
  readonly clock: string | null;
}

/**
 * The sync in words. Three facts are always among them: what is saved here, what is to be sent,
 * when something was last received.
 */
export function syncWords(
  t: TFunction,
  format: Format,
  status: SyncStatus,
  now: number,
): SyncWords {
  const saved = t('sync.saved');
  const toSend =
    status.pending === 0 ? t('sync.nothingToSend') : t('sync.toSend', { count: status.pending });
  const received =
    status.lastSyncAt === null
      ? t('sync.neverReceived')
      : t('sync.received', { when: whenWords(t, format, status.lastSyncAt, now) });
  const offline =
    status.reachable === false
      ? status.unreachableSince === null
        ? t('sync.offline')
        : t('sync.offlineSince', {
            since: whenWords(t, format, status.unreachableSince, now, 'since'),
          })
      : null;
  const rest = {
    carrying: status.carrying === 0 ? null : t('exchange.carrying', { count: status.carrying }),
    notice: status.notice === null ? null : t(`sync.notice.${status.notice.type}.short`),
    refused: status.rejected === 0 ? null : t('sync.refused', { count: status.rejected }),
    clock: clockWords(t, status.clockOffsetMs),
  };

  if (status.phase === 'syncing') {
    return { tone: 'busy', headline: t('sync.busy'), facts: [toSend, saved], ...rest };
  }
  if (status.pending > 0) {
    const facts = offline === null ? [saved, received] : [offline, saved, received];
    return { tone: 'waiting', headline: toSend, facts, ...rest };
  }
  if (status.lastSyncAt === null) {
    const facts = offline === null ? [toSend, saved] : [offline, toSend, saved];
    return { tone: 'waiting', headline: t('sync.never'), facts, ...rest };
  }
  if (offline !== null) {
    return { tone: 'waiting', headline: offline, facts: [toSend, saved, received], ...rest };
  }
  const headline = t('sync.upToDate', {
    when: whenWords(t, format, status.lastSyncAt, now),
  });
  return { tone: 'fresh', headline, facts: [toSend, saved], ...rest };
}

/** A sentence when the computer's clock is off by more than ten minutes, else null. */
export function clockWords(t: TFunction, offsetMs: number): string | null {
  if (Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS) return null;
  const minutes = Math.round(Math.abs(offsetMs) / MINUTE_MS);
  const amount =
    minutes < 2 * HOUR_MIN
      ? t('sync.minutes', { count: minutes })
      : t('sync.hours', { count: Math.round(minutes / HOUR_MIN) });
  return t(offsetMs > 0 ? 'sync.clockAhead' : 'sync.clockBehind', { amount });
}
