import type { LogLine, SessionLog } from './log.contract.ts';
import { toldOnce } from './log.twins.ts';
import type { presenceStatuses } from './tutoringSession.entity.ts';

type Presence = (typeof presenceStatuses)[number];

/** Figures of a session's log. */
export interface LogCounts {
  readonly presence: Readonly<Record<Presence | 'unmarked', number>>;
  readonly difficulties: number;
  readonly solved: number;
  /** Difficulties that nobody has answered. */
  readonly open: number;
  readonly answers: number;
  readonly followUps: number;
}

/** Counts as minutes tell: what both tutors wrote down is one. */
export function logCounts({
  schools,
  lines: all,
}: Pick<SessionLog, 'schools' | 'lines'>): LogCounts {
  const lines = toldOnce(all);
  const presence = { present: 0, late: 0, excused: 0, absent: 0, unmarked: 0 };
  for (const { status } of schools) presence[status ?? 'unmarked'] += 1;
  const difficulties = lines.filter(({ kind }) => kind === 'difficulty');
  const of = (kind: LogLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  return {
    presence,
    difficulties: difficulties.length,
    solved: difficulties.filter(({ state }) => state === 'solved').length,
    open: difficulties.filter(({ state }) => state === 'open').length,
    answers: of('answer'),
    followUps: of('followUp'),
  };
}
