import { useCallback, useRef, useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';

/** A session on its way to another day. */
export interface Moving {
  readonly session: SessionDay;
  readonly to: LocalDate;
  readonly by: 'pointer' | 'keys';
}

export interface Move {
  readonly moving: Moving | null;
  /** What would be broken, by day; empty until it is known. */
  readonly hints: ReadonlyMap<LocalDate, DayHint>;
  readonly begin: (session: SessionDay, by: Moving['by']) => void;
  readonly over: (day: LocalDate) => void;
  readonly end: () => void;
}

const none: ReadonlyMap<LocalDate, DayHint> = new Map();

/** Carries a session from day to day, and asks once what it would break on each. */
export function useMove(): Move {
  const { client } = useBridge();
  const [moving, setMoving] = useState<Moving | null>(null);
  const [hints, setHints] = useState(none);
  const begun = useRef(0);

  const begin = useCallback(
    (session: SessionDay, by: Moving['by']) => {
      const number = ++begun.current;
      setMoving({ session, to: session.day, by });
      setHints(none);
      async function ask(): Promise<void> {
        const answer = await client.call('timetable.check', {
          session: session.id,
          ...(session.on !== null && { on: session.on }),
        });
        if (number !== begun.current || !answer.ok) return;
        setHints(new Map(answer.value.days.map((hint) => [hint.day, hint])));
      }
      void ask();
    },
    [client],
  );
  const over = useCallback((day: LocalDate) => {
    setMoving((now) => (now === null || now.to === day ? now : { ...now, to: day }));
  }, []);
  const end = useCallback(() => {
    begun.current += 1;
    setMoving(null);
    setHints(none);
  }, []);
  return { moving, hints, begin, over, end };
}

/** Whether a session may still go elsewhere. */
export function mayMove(session: SessionDay): boolean {
  if (session.status === 'held') return false;
  // A day on which nobody works is what one moves a session from.
  return session.status !== 'cancelled' || session.off !== null;
}
