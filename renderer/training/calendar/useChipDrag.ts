import { useCallback, useEffect, useRef, type PointerEvent as Pressed } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { mayMove, type Move } from './useMove.ts';

/** Pixels that the pointer goes before a press is a drag and not a click. */
const DRAG_FROM_PX = 6;

interface ChipDrag {
  readonly move: Move;
  readonly sessionOf: (id: string) => SessionDay | undefined;
  readonly onDrop: (day: LocalDate) => void;
}

/**
 * Carries sessions by a mouse or a pen: the answer goes to what holds them. Unlike the system's own
 * drag and drop it leaves the wheel to scroll by, and Escape to give up.
 */
export function useChipDrag(drag: ChipDrag): (event: Pressed<HTMLElement>) => void {
  const latest = useRef(drag);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    latest.current = drag;
  });
  useEffect(() => () => stop.current(), []);

  return useCallback((event) => {
    if (event.button !== 0 || event.pointerType === 'touch') return;
    if (!(event.target instanceof Element)) return;
    const chip = event.target.closest<HTMLElement>('[data-session]');
    const session = latest.current.sessionOf(chip?.dataset['session'] ?? '');
    if (session === undefined || !mayMove(session)) return;
    stop.current();
    stop.current = follow(event.nativeEvent, session, latest);
  }, []);
}

/** Follows the pointer until it is let go. @returns what stops it */
function follow(
  from: PointerEvent,
  session: SessionDay,
  latest: { readonly current: ChipDrag },
): () => void {
  let isCarried = false;
  let over: LocalDate | null = null;
  const listening = new AbortController();
  const { signal } = listening;

  function onMove(event: PointerEvent): void {
    const far = Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY);
    if (!isCarried && far < DRAG_FROM_PX) return;
    const { move } = latest.current;
    if (!isCarried) move.begin(session, 'pointer');
    isCarried = true;
    over = dayUnder(event);
    move.over(over ?? session.day);
  }
  function onUp(): void {
    listening.abort();
    if (!isCarried) return;
    swallowClick();
    if (over === null) latest.current.move.end();
    else latest.current.onDrop(over);
  }
  function giveUp(): void {
    listening.abort();
    if (isCarried) latest.current.move.end();
  }
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', giveUp, { signal });
  window.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !isCarried) return;
      event.preventDefault();
      event.stopPropagation();
      giveUp();
    },
    { signal, capture: true },
  );
  return giveUp;
}

function dayUnder({ clientX, clientY }: PointerEvent): LocalDate | null {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-day]');
  return cell?.dataset['day'] ?? null;
}

/** The click that follows a drop opens nothing. */
function swallowClick(): void {
  const listening = new AbortController();
  window.addEventListener(
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { signal: listening.signal, capture: true },
  );
  setTimeout(() => listening.abort());
}
