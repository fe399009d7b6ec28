import { Button } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useCall } from '../bridge/useCall.ts';
import { useTerms } from '../bridge/useTerms.ts';
import { cx } from '../ui/cx.ts';
import { Keys } from '../ui/Keys.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { mentionedIn, mentioning, peopleLike, withMention } from './mentions.ts';
import { useKitAct } from './useKitAct.ts';
import styles from './StepMore.module.css';

/** Characters of a comment, as the core takes them. */
const MAX_LENGTH = 2_000;
const LIST_ID = 'kit-mentions';

/** Where a comment is written. An `@` opens the list of people; arrows and enter choose. */
export function CommentForm({ establishment, step }: { establishment: string; step: string }) {
  const { t } = useLanguage();
  const { role } = useTerms();
  const act = useKitAct();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const { value: people } = useCall('kit.people', { establishment }, ['grant']);

  const typing = closed ? null : mentioning(text, caret);
  const found = typing === null ? [] : peopleLike(people ?? [], typing.query).slice(0, 8);
  const current = found[Math.min(at, found.length - 1)];

  function choose(name: string): void {
    if (typing === null) return;
    const next = withMention(text, typing, name);
    flushSync(() => {
      setText(next.text);
      setCaret(next.caret);
      setAt(0);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
  }

  async function send(): Promise<void> {
    if (text.trim() === '') return;
    const mentions = mentionedIn(text, people ?? []);
    const sent = await act('kit.comment', { step, text, mentions }, t('kit:comment.sent'));
    if (sent !== null) setText('');
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (current !== undefined && typing !== null) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const way = event.key === 'ArrowDown' ? 1 : -1;
        setAt((Math.min(at, found.length - 1) + way + found.length) % found.length);
      } else if (event.key === 'Enter' || event.key === 'Tab') choose(current.name);
      else if (event.key === 'Escape') setClosed(true);
      else return;
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles['write']}>
      <TextArea
        ref={field}
        rows={2}
        value={text}
        maxLength={MAX_LENGTH}
        placeholder={t('kit:comment.placeholder')}
        aria-label={t('kit:comment.label')}
        aria-controls={current === undefined ? undefined : LIST_ID}
        aria-activedescendant={current === undefined ? undefined : `${LIST_ID}-${current.person}`}
        onChange={(event) => {
          setClosed(false);
          setAt(0);
          setText(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      {current !== undefined && (
        <div
          id={LIST_ID}
          role="listbox"
          aria-label={t('kit:comment.people')}
          className={styles['people']}
        >
          {found.map((one) => (
            <div
              key={one.person}
              id={`${LIST_ID}-${one.person}`}
              role="option"
              tabIndex={-1}
              aria-selected={one === current}
              className={cx(styles['person'], one === current && styles['on'])}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(one.name);
              }}
            >
              <span>{one.name}</span>
              <span className={styles['role']}>
                {one.roles[0] !== undefined && role(one.roles[0])}
              </span>
            </div>
          ))}
        </div>
      )}
      {text.trim() !== '' && (
        <p className={styles['send']}>
          <Button size="xs" onClick={() => void send()}>
            {t('kit:comment.send')}
          </Button>
          <Keys keys="ctrl+enter" />
        </p>
      )}
    </div>
  );
}
