import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { joinedWith, twinsOf } from '../../../shared/tutoring/log.twins.ts';
import type { Write } from '../store/record.ts';
import type { FoundSession, LogReading } from './log.reading.ts';
import type { TutoringContext } from './tutoring.context.ts';

const ENTRY = 'logEntry';

/** Joins a line to the one that said the same before: one action, taken back as one. */
export function joinLines(
  context: TutoringContext,
  reading: LogReading,
  found: FoundSession,
  id: string,
): Result<null, CoreFailure> {
  const { scope } = found;
  const lines = reading.lines(found);
  const line = lines.find((one) => one.id === id);
  const first = twinsOf(lines).get(id);
  if (line === undefined || first === undefined) return err({ type: 'EntryUnknown', entry: id });
  const { state, blocker } = joinedWith(first, line);
  const set = {
    ...(state !== first.state && { state, stateOn: line.stateOn ?? found.wave.today }),
    ...(blocker?.id !== first.blocker?.id && blocker !== null && { blocker: blocker.id }),
  };
  const writes: Write[] = [
    ...(Object.keys(set).length === 0 ? [] : [{ entity: ENTRY, row: first.id, scope, set }]),
    // What answers it answers the first.
    ...lines
      .filter(({ about }) => about === id)
      .map((one) => ({ entity: ENTRY, row: one.id, scope, set: { about: first.id } })),
    { entity: ENTRY, row: id, scope, set: { [DELETED_FIELD]: true } },
  ];
  context.record(writes);
  return ok(null);
}
