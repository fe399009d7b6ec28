import { useEffect, useState } from 'react';

/** A text that is being typed over a value which may change beneath it. */
export interface Typed {
  readonly text: string;
  readonly type: (text: string) => void;
  /** The field was left: what stands in it is typed no more, and gives way to what comes. */
  readonly leave: (text?: string) => void;
  /** Whether the value has changed, by somebody else, while something else was being typed. */
  readonly isOver: boolean;
  /** Gives up what was typed for the value. */
  readonly take: () => void;
}

/**
 * Follows a value until somebody types, and keeps what is half typed when the value then changes:
 * it is nobody's to throw away.
 */
export function useTyped(value: string | null): Typed {
  const now = value ?? '';
  const [text, setText] = useState(now);
  /** What the field held before anything was typed. */
  const [before, setBefore] = useState(now);
  const [isOver, setIsOver] = useState(false);
  const reset = (to: string): void => {
    setText(to);
    setBefore(to);
    setIsOver(false);
  };
  useEffect(() => {
    const isTyped = text !== before && text.trim() !== now;
    if (isTyped) setIsOver(true);
    else reset(now);
    // Only when the value changes: typing changes nothing beneath itself.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [now]);
  return {
    text,
    type: setText,
    leave: (to = text) => reset(to),
    isOver,
    take: () => reset(now),
  };
}
