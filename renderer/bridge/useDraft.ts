import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, usePreferences, useReadValue } from './BridgeContext.tsx';

/** What is typed is kept after so long without a key. */
const PAUSE_MS = 250;

/** Drafts that are not to be on a disk, by their keys: until the window is closed. */
const held = new Map<string, string>();

/**
 * A text that is being typed, kept on this computer until it is emptied: leaving the page or a crash
 * loses none of it.
 * @param name what it is a draft of
 * @param mayStore whether a text may be on the disk; else it lasts as long as the window
 */
export function useDraft(
  name: string,
  mayStore: (text: string) => boolean = () => true,
): readonly [string, (text: string) => void] {
  const { reads } = useBridge();
  const [{ views }, write] = usePreferences();
  const person = useReadValue(reads.session)?.person.id ?? '';
  const key = `draft ${person} ${name}`;
  const known = useRef(views);
  known.current = views;
  const keptText = (): string => {
    const text = held.get(key) ?? known.current?.[key];
    return typeof text === 'string' ? text : '';
  };
  const [text, setText] = useState(keptText);
  const latest = useRef(text);
  const allowed = useRef(mayStore);
  allowed.current = mayStore;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const { [key]: before, ...others } = known.current ?? {};
    const stored = allowed.current(latest.current) ? latest.current : '';
    if (stored === latest.current) held.delete(key);
    else held.set(key, latest.current);
    if ((before ?? '') === stored) return;
    write({ views: stored === '' ? others : { ...others, [key]: stored } });
  }, [key, write]);

  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);

  const change = useCallback(
    (next: string) => {
      setText(next);
      latest.current = next;
      clearTimeout(timer.current);
      // What was written into the log is gone from here at once.
      if (next === '') keep();
      else timer.current = setTimeout(keep, PAUSE_MS);
    },
    [keep],
  );
  return [text, change];
}
