import { plainText } from '../kernel/plainText.ts';
import type { LogLine, SessionLog } from './log.contract.ts';
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

export function logCounts({ schools, lines }: Pick<SessionLog, 'schools' | 'lines'>): LogCounts {
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

/**
 * The difficulty that an answer is about when nobody says which: the last one, of the school where
 * one is named. Null: there is none.
 */
export function answered(
  lines: readonly Pick<LogLine, 'id' | 'kind' | 'establishment'>[],
  establishment: string | null,
): string | null {
  return (
    lines.findLast(
      (line) =>
        line.kind === 'difficulty' &&
        (establishment === null || line.establishment === establishment),
    )?.id ?? null
  );
}

type Told = Pick<LogLine, 'kind' | 'establishment' | 'text'>;

/** Whether two lines say the same: kind, school and words, whatever their capitals and blanks. */
export function sameLine(a: Told, b: Told): boolean {
  return (
    a.kind === b.kind &&
    a.establishment === b.establishment &&
    plainText(a.text).trim() === plainText(b.text).trim()
  );
}
