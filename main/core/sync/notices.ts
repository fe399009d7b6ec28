import type { SyncStatus } from '../../../shared/sync/sync.contract.ts';
import type { DeviceStates } from '../store/deviceState.ts';

type Notice = NonNullable<SyncStatus['notice']>;

/** What the person should know of this device, until they have read it. */
export interface Notices {
  read(): Notice | null;
  /** Kept in the store; `protocol` only while it lasts: an update ends it. */
  put(notice: Notice): void;
  /** Takes away the one that `read` gives. */
  clear(): void;
}

export function createNotices(states: DeviceStates): Notices {
  let passing: Notice | null = null;
  return {
    read() {
      if (passing !== null) return passing;
      const { notice } = states.read();
      // Only `put` writes it.
      return notice === null ? null : (JSON.parse(notice) as Notice);
    },
    put(notice) {
      if (notice.type === 'protocol') passing = notice;
      else states.write({ notice: JSON.stringify(notice) });
    },
    clear() {
      // What lies under a passing one has not been seen yet.
      if (passing !== null) passing = null;
      else if (states.read().notice !== null) states.write({ notice: null });
    },
  };
}
