import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { IssuedCode } from '../../shared/sync/protocol.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { copyText } from '../ui/copyText.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './people.module.css';

/** People whose codes one call asks for. */
const AT_ONCE = 500;
/** Codes that are shown; all of them are in the file. */
const SHOWN = 200;

interface CodesPanelProps {
  readonly count: number;
  /** The one whose code it is; null: all who are listed. */
  readonly name: string | null;
  /** Ids of the people, once they are needed. */
  readonly people: () => Promise<readonly string[]>;
}

/** Makes enrolment codes, shows them this once, copies and saves them. */
export function CodesPanel({ count, name, people }: CodesPanelProps) {
  const { t, format } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const [codes, setCodes] = useState<readonly IssuedCode[] | null>(null);
  const [asked, setAsked] = useState(0);
  const [copied, setCopied] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const counted = (key: string, value: number) =>
    t(key, { count: value, replace: { count: format.number(value) } });

  async function make(): Promise<void> {
    setBusy(true);
    const ids = await people();
    const made: IssuedCode[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const answer = await client.call('people.codes', { people: ids.slice(at, at + AT_ONCE) });
      if (answer.ok) made.push(...answer.value);
      else {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
        setBusy(false);
        // Without any, there is nothing to show: it can be asked for again.
        if (made.length === 0) return;
        break;
      }
    }
    setBusy(false);
    setAsked(ids.length);
    setCodes(made);
  }
  async function save(): Promise<void> {
    const answer = await client.tables('people.saveCodes', {});
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      notices.say({
        tone: 'quiet',
        text: t('people:codes.saved', { file: answer.value.file }),
      });
    }
  }
  /** @param key what was copied: a person, or `all` */
  function copy(key: string, text: string): void {
    if (copyText(text)) setCopied(key);
    else notices.say({ tone: 'problem', text: t('people:codes.notCopied') });
  }
  return (
    <div className={styles['panel']}>
      <h2>{t('people:codes.title')}</h2>
      <p className={styles['note']}>{t('people:codes.once')}</p>
      {codes === null ? (
        <>
          <p>
            {name === null
              ? counted('people:codes.for', count)
              : t('people:codes.forOne', { name })}
          </p>
          <div>
            <Button loading={busy} onClick={() => void make()}>
              {t('people:do.make')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {codes.length < asked && (
            <p role="status" className={styles['warn']}>
              {counted('people:codes.leftOut', asked - codes.length)}
            </p>
          )}
          {codes.length > 0 && (
            <div className={styles['row']}>
              <Button variant="default" onClick={() => void save()}>
                {t('people:do.save')}
              </Button>
              {codes.length > 1 && (
                <Button
                  variant="default"
                  onClick={() =>
                    copy('all', codes.map((one) => `${one.name}\t${one.code}`).join('\n'))
                  }
                >
                  {t(copied === 'all' ? 'people:do.copied' : 'people:do.copyAll')}
                </Button>
              )}
            </div>
          )}
          <ul className={styles['list']}>
            {codes.slice(0, SHOWN).map(({ person, name: who, code }) => (
              <li key={person} className={styles['issued']}>
                <span>
                  <bdi>{who}</bdi>{' '}
                  <bdi dir="ltr" className={styles['code']}>
                    {code}
                  </bdi>
                </span>
                <button
                  type="button"
                  className={styles['copy']}
                  aria-label={t('people:do.copyOf', { name: who })}
                  onClick={() => copy(person, code)}
                >
                  {copied === person ? (
                    <IconCheck size={16} aria-hidden="true" />
                  ) : (
                    <IconCopy size={16} aria-hidden="true" />
                  )}
                  {t(copied === person ? 'people:do.copied' : 'people:do.copy')}
                </button>
              </li>
            ))}
          </ul>
          {codes.length > SHOWN && (
            <p className={styles['note']}>{counted('people:codes.more', codes.length - SHOWN)}</p>
          )}
          <p role="status" className={styles['unseen']}>
            {copied !== null && t('people:do.copied')}
          </p>
        </>
      )}
    </div>
  );
}
