import type { LogLine } from './log.contract.ts';
import { sameLine, toldAs } from './log.rules.ts';
import { entryStates } from './logEntry.entity.ts';

/**
 * Lines that say what somebody else has said before in the same session, each with that first line:
 * two tutors wrote down the same words on two machines.
 */
export function twinsOf(lines: readonly LogLine[]): ReadonlyMap<string, LogLine> {
  const twins = new Map<string, LogLine>();
  const firsts = new Map<string, LogLine[]>();
  for (const line of lines) {
    const about = line.about === null ? null : (twins.get(line.about)?.id ?? line.about);
    const told = JSON.stringify([toldAs(line), about]);
    const before = firsts.get(told) ?? [];
    const first = before.find(({ author }) => author !== line.author);
    if (first === undefined) firsts.set(told, [...before, line]);
    else twins.set(line.id, first);
  }
  return twins;
}

/** What is known of a line that was taken out. */
export type RemovedLine = Pick<
  LogLine,
  'id' | 'kind' | 'establishment' | 'text' | 'author' | 'state'
>;

/**
 * The lines where what is about a line that was taken out is about the one that says the same: a
 * tutor joined the two while the other one, who did not see it yet, answered the one that is gone.
 */
export function afterJoining(
  lines: readonly LogLine[],
  removed: readonly RemovedLine[],
): LogLine[] {
  const known = new Set(lines.map(({ id }) => id));
  const gone = new Map(removed.map((line) => [line.id, line]));
  const kept = new Map<string, string>();
  const states = new Map<string, LogLine['state']>();
  for (const { about } of lines) {
    const left = about === null || known.has(about) ? undefined : gone.get(about);
    if (left === undefined) continue;
    const twin = lines.find((line) => line.author !== left.author && sameLine(line, left));
    if (twin === undefined) continue;
    kept.set(left.id, twin.id);
    states.set(twin.id, furtherState(twin.state, left.state));
  }
  if (kept.size === 0) return [...lines];
  return lines.map((line) => ({
    ...line,
    state: states.get(line.id) ?? line.state,
    about: line.about === null ? null : (kept.get(line.about) ?? line.about),
  }));
}

function furtherState(one: LogLine['state'], other: LogLine['state']): LogLine['state'] {
  const rank = (state: LogLine['state']): number =>
    state === null ? -1 : entryStates.indexOf(state);
  return rank(other) > rank(one) ? other : one;
}

/** What a line says once its twin is joined to it: the further state, and the blocker of either. */
export function joinedWith(line: LogLine, twin: LogLine): Pick<LogLine, 'state' | 'blocker'> {
  return {
    state: furtherState(line.state, twin.state),
    blocker: line.blocker ?? twin.blocker,
  };
}

/** The lines with each that was said twice told once; what is about either is about the first. */
export function toldOnce(lines: readonly LogLine[]): LogLine[] {
  const twins = twinsOf(lines);
  if (twins.size === 0) return [...lines];
  const joined = new Map(lines.map((line) => [line.id, line]));
  for (const line of lines) {
    const first = joined.get(twins.get(line.id)?.id ?? '');
    if (first !== undefined) joined.set(first.id, { ...first, ...joinedWith(first, line) });
  }
  return lines
    .filter(({ id }) => !twins.has(id))
    .map(({ id }) => joined.get(id)!)
    .map((line) =>
      line.about === null ? line : { ...line, about: twins.get(line.about)?.id ?? line.about },
    );
}
