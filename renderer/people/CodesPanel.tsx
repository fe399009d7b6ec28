import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IssuedCode } from '../../shared/sync/protocol.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './people.module.css';

/** People whose codes one call asks for. */
const AT_ONCE = 500;
/** Codes that are shown; all of them are in the file. */
const SHOWN = 200;

interface CodesPanelProps {
  readonly count: number;
  /** Ids of the people, once they are needed. */
  readonly people: () => Promise<readonly string[]>;
}

/** Makes enrolment codes, shows them this once, and saves them. */
export function CodesPanel({ count, people }: CodesPanelProps) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const notices = useNotices();
  const [codes, setCodes] = useState<readonly IssuedCode[] | null>(null);
  const [asked, setAsked] = useState(0);
  const [busy, setBusy] = useState(false);

  async function make(): Promise<void> {
    setBusy(true);
    const ids = await people();
    const made: IssuedCode[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const answer = await client.call('people.codes', { people: ids.slice(at, at + AT_ONCE) });
      if (answer.ok) made.push(...answer.value);
      else {
        notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
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
  return (
    <div className={styles['panel']}>
      <h2>{t('people:codes.title')}</h2>
      <p className={styles['note']}>{t('people:codes.once')}</p>
      {codes === null ? (
        <>
          <p>{t('people:codes.for', { count })}</p>
          <div>
            <Button loading={busy} onClick={() => void make()}>
              {t('people:do.make')}
            </Button>
          </div>
        </>
      ) : (
        <>
          {codes.length < asked && (
            <p role="status">{t('people:codes.leftOut', { count: asked - codes.length })}</p>
          )}
          {codes.length > 0 && (
            <div>
              <Button variant="default" onClick={() => void save()}>
                {t('people:do.save')}
              </Button>
            </div>
          )}
          <ul className={styles['list']}>
            {codes.slice(0, SHOWN).map(({ person, name, code }) => (
              <li key={person}>
                <bdi>{name}</bdi>{' '}
                <bdi dir="ltr" className={styles['code']}>
                  {code}
                </bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
