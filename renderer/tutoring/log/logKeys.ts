import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconCheck,
  IconClock,
  IconMessageReply,
  IconMinus,
  IconNote,
  IconX,
} from '@tabler/icons-react';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { presenceStatuses } from '../../../shared/tutoring/tutoringSession.entity.ts';

export type Presence = (typeof presenceStatuses)[number];
type State = NonNullable<LogLine['state']>;

/** The shape of a status, beside its word and colour. */
export const presenceShapes = {
  present: IconCheck,
  late: IconClock,
  excused: IconMinus,
  absent: IconX,
} as const;

/** The shape of what a line is. */
export const kindShapes = {
  difficulty: IconAlertTriangle,
  answer: IconMessageReply,
  followUp: IconArrowForwardUp,
  note: IconNote,
} as const;

/** The first letter of the French words, as on paper sheets. */
export const presenceKeys = { present: 'P', late: 'R', excused: 'E', absent: 'A' } as const;
export const stateKeys = { open: 'O', answered: 'R', solved: 'S' } as const;

interface Key {
  readonly key: string;
  readonly code: string;
}

/** The letter of a key; on a keyboard without Latin letters it is the place. */
export function letterOf({ key, code }: Key): string | null {
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : (/^Key([A-Z])$/.exec(code)?.[1] ?? null);
}

/** The status that a key says; null: none. */
export function presenceOfKey(event: Key): Presence | null {
  const letter = letterOf(event);
  if (letter === 'L') return 'late';
  return presenceStatuses.find((one) => presenceKeys[one] === letter) ?? null;
}

/** The state that a key says of a difficulty; null: none. */
export function stateOfKey(event: Key): State | null {
  const letter = letterOf(event);
  return (Object.keys(stateKeys) as State[]).find((one) => stateKeys[one] === letter) ?? null;
}

/** The figure of a key, whatever the keyboard writes with it; null: none. */
export function figureOf({ code }: Key): number | null {
  const figure = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return figure === undefined ? null : Number(figure);
}
