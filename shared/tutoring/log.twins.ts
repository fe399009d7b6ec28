import type { LogLine } from './log.contract.ts';
import { sameLine } from './log.rules.ts';
import { entryStates } from './logEntry.entity.ts';

/**
 * Lines that say what somebody else has said before in the same session, each with that first line:
 * two tutors wrote down the same words on two machines.
 */
export function twinsOf(lines: readonly LogLine[]): ReadonlyMap<string, LogLine> {
  const twins = new Map<string, LogLine>();
  const aboutOf = ({ about }: LogLine): string | null =>
    about === null ? null : (twins.get(about)?.id ?? about);
  for (const [at, line] of lines.entries()) {
    const first = lines
      .slice(0, at)
      .find(
        (one) =>
          !twins.has(one.id) &&
          one.author !== line.author &&
          sameLine(one, line) &&
          aboutOf(one) === aboutOf(line),
      );
    if (first !== undefined) twins.set(line.id, first);
  }
  return twins;
}

/** What a line says once its twin is joined to it: the further state, and the blocker of either. */
export function joinedWith(line: LogLine, twin: LogLine): Pick<LogLine, 'state' | 'blocker'> {
  const rank = ({ state }: LogLine): number => (state === null ? -1 : entryStates.indexOf(state));
  return {
    state: rank(twin) > rank(line) ? twin.state : line.state,
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
