import { useCallback, useEffect, useRef, useState } from 'react';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useBridge, useReadValue } from './BridgeContext.tsx';
import type { Client } from './client.ts';
import { failureWords } from './failureWords.ts';
import type { PreferencesStore } from './preferences.ts';

/** What is typed is kept after so long without a key. */
const PAUSE_MS = 250;

/** What was typed since the window opened, by person and name: also what may not be on the disk. */
const held = new Map<string, string>();

/** A text that is being typed. */
export interface Draft {
  readonly text: string;
  /** Whether what was kept before has been read. */
  readonly isRead: boolean;
  readonly change: (text: string) => void;
}

/**
 * A text that is being typed, kept on this computer until it is emptied: leaving the page or a crash
 * loses none of it. What looks like a secret lasts as long as the window, and never stands on the disk.
 * @param name what it is a draft of
 */
export function useDraft(name: string): Draft {
  const { client, reads } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const person = useReadValue(reads.session)?.person.id ?? '';
  const key = `${person} ${name}`;
  const [text, setText] = useState(() => held.get(key) ?? '');
  const [isRead, setRead] = useState(() => held.has(key));
  const latest = useRef(text);
  const stored = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const hasFailed = useRef(false);

  const keep = useCallback(() => {
    clearTimeout(timer.current);
    const wanted = latest.current;
    if (stored.current === null || stored.current === wanted) return;
    stored.current = wanted;
    void client.call('typed.keep', { name, text: wanted }).then((kept) => {
      // Said once: the text stands in its field, and the disk will not have more room with each key.
      if (!kept.ok && !hasFailed.current) {
        notices.say({ tone: 'problem', text: failureWords(t, kept.error) });
      }
      hasFailed.current = !kept.ok;
    });
  }, [client, name, notices, t]);
  const latestKeep = useRef(keep);
  useEffect(() => {
    latestKeep.current = keep;
  });

  useEffect(() => {
    let isHere = true;
    void client.call('typed.read', { name }).then((read) => {
      if (!isHere) return;
      const before = read.ok ? read.value.text : '';
      stored.current = before;
      if (!held.has(key)) {
        // Keys are faster than the disk: what has been typed meanwhile stands behind what was kept.
        latest.current = [before, latest.current].filter(Boolean).join(' ');
        held.set(key, latest.current);
        setText(latest.current);
      }
      setRead(true);
    });
    return () => {
      isHere = false;
    };
  }, [client, name, key]);

  useEffect(() => {
    const now = (): void => latestKeep.current();
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, []);

  const change = useCallback(
    (next: string) => {
      setText(next);
      latest.current = next;
      if (stored.current !== null) held.set(key, next);
      clearTimeout(timer.current);
      // What was written into the log is gone from here at once.
      if (next === '') latestKeep.current();
      else timer.current = setTimeout(() => latestKeep.current(), PAUSE_MS);
    },
    [key],
  );
  return { text, isRead, change };
}

const OLD = /^draft (\S*) (.+)$/;

/** Takes texts over that an older program kept among the window's preferences, and empties these. */
export function moveDrafts(client: Client, preferences: PreferencesStore, person: string): void {
  const { views } = preferences.store.getState();
  const entries = Object.entries(views ?? {});
  const old = entries.filter(([key]) => OLD.test(key));
  if (old.length === 0) return;
  preferences.write({ views: Object.fromEntries(entries.filter(([key]) => !OLD.test(key))) });
  for (const [key, text] of old) {
    const [, of, name] = OLD.exec(key)!;
    if (of === person && typeof text === 'string')
      void client.call('typed.keep', { name: name!, text });
  }
}
