import { stampDevice } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import {
  HISTORY_PAGE,
  type HistoryAnswer,
  type HistoryChange,
  type HistoryRequest,
} from '../../shared/sync/history.protocol.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import { authorsOf } from '../accounts/people.ts';
import type { LogEntry, Storage } from '../db/storage.ts';
import { WireFailure } from '../http/failure.ts';
import { readableBy } from './access.ts';

/**
 * What was accepted for a row, oldest first, with the values that stood there before. Costs in
 * proportion to the log of the scope: it is asked when somebody opens one history.
 * @throws WireFailure Forbidden for a scope that the person may not read, whether it exists or not
 */
export function rowHistory(
  storage: Storage,
  person: string,
  { scope, entity, row, after }: Pick<HistoryRequest, 'scope' | 'entity' | 'row' | 'after'>,
): Promise<HistoryAnswer> {
  return storage.read(async (read) => {
    const readable = await readableBy(read, person);
    if (!readable.includes(scope)) throw new WireFailure({ type: 'Forbidden' });
    const all = withBefore(await read.rowHistory(scope, entity, row));
    const left = all.filter(({ version }) => version > after);
    const changes = left.slice(0, HISTORY_PAGE);
    const devices = new Set(changes.map(({ stamp }) => stampDevice(stamp)));
    return {
      changes,
      authors: await authorsOf(read, [...devices].sort()),
      next: left.length > changes.length ? changes.at(-1)!.version : null,
    };
  });
}

/** Plays a row's changes in the order in which they were accepted. */
function withBefore(log: readonly LogEntry[]): HistoryChange[] {
  let state: RowState | undefined;
  return log.map(({ scope, entity, row, version, stamp, set, seen }) => {
    const before: Record<string, JsonValue> = {};
    for (const field of Object.keys(set)) {
      const value = state?.values[field];
      if (value !== undefined) before[field] = value;
    }
    const merged = mergeChange(state, { scope, entity, row, set, seen }, stamp);
    state = merged.row;
    const lost = Object.keys(set).filter((field) => !merged.taken.includes(field));
    return { version, stamp, set: { ...set }, before, lost };
  });
}
