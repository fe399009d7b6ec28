import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { languages } from '../../shared/kernel/language.ts';
import { useBridge, usePreferences } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { Brand } from '../ui/Brand.tsx';
import { Choice } from '../ui/Choice.tsx';
import { useReady } from '../ui/ready.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './EnrolPage.module.css';

type Stage = 'form' | 'checking' | 'fetching';

/** First run: a server and a one-time code make this computer one's own. */
export function EnrolPage({ notice }: { notice: ReactNode }) {
  const { t, language } = useLanguage();
  const { client, reads } = useBridge();
  const [, writePreferences] = usePreferences();
  const [server, setServer] = useState(client.defaultServer ?? '');
  const [otherServer, setOtherServer] = useState(client.defaultServer === null);
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState<{ server: boolean; code: boolean } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [stage, setStage] = useState<Stage>('form');
  const alert = useRef<HTMLParagraphElement>(null);
  useReady('enrol');

  // The first thing the core tells after the code was taken is that data is coming.
  useEffect(
    () =>
      client.onEvent((event) => {
        if (event.type === 'rowsChanged' || event.type === 'syncStatus') {
          setStage((now) => (now === 'checking' ? 'fetching' : now));
        }
      }),
    [client],
  );
  useEffect(() => {
    if (problem !== null) alert.current?.focus();
  }, [problem]);

  async function enrol(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (stage !== 'form') return;
    const wanted = { server: server.trim(), code: code.trim() };
    const absent = { server: wanted.server === '', code: wanted.code === '' };
    setProblem(null);
    setMissing(absent.server || absent.code ? absent : null);
    if (absent.server) setOtherServer(true);
    if (absent.server || absent.code) return;
    setStage('checking');
    const answer = await client.call('session.enrol', wanted);
    if (answer.ok) {
      // The core also says `sessionChanged`; whichever comes first opens the kit.
      await reads.session.reload();
      return;
    }
    setStage('form');
    // Elsewhere that failure speaks of work that is kept; here there is none yet.
    setProblem(
      answer.error.type === 'ServerUnreachable'
        ? t('enrol.unreachable', { server: wanted.server })
        : failureWords(t, answer.error),
    );
  }

  return (
    <main className={styles['page']}>
      {notice}
      <form className={styles['card']} onSubmit={(event) => void enrol(event)} noValidate>
        <Brand />
        <h1 className={styles['title']}>{t('enrol.title')}</h1>
        <p className={styles['lead']}>{t('enrol.lead')}</p>
        {problem !== null && (
          <p ref={alert} className={styles['problem']} role="alert" tabIndex={-1}>
            {problem}
          </p>
        )}
        <TextInput
          label={t('enrol.code')}
          description={t('enrol.codeHelp')}
          error={missing?.code ? t('enrol.codeMissing') : undefined}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          classNames={{ wrapper: styles['field']!, input: styles['code']! }}
          size="md"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          maxLength={200}
          disabled={stage !== 'form'}
          data-autofocus
          autoFocus
        />
        {otherServer ? (
          <TextInput
            label={t('enrol.server')}
            description={t('enrol.serverHelp')}
            error={missing?.server ? t('enrol.serverMissing') : undefined}
            value={server}
            onChange={(event) => setServer(event.currentTarget.value)}
            size="md"
            type="url"
            classNames={{ wrapper: styles['field']! }}
            inputMode="url"
            placeholder="https://bascule.exemple.fr"
            spellCheck={false}
            dir="ltr"
            maxLength={500}
            disabled={stage !== 'form'}
          />
        ) : (
          <p className={styles['server']}>
            <bdi>{server}</bdi>
            <button type="button" className={styles['link']} onClick={() => setOtherServer(true)}>
              {t('enrol.otherServer')}
            </button>
          </p>
        )}
        <Button type="submit" size="md" fullWidth disabled={stage !== 'form'}>
          {t('enrol.submit')}
        </Button>
        <p className={styles['progress']} role="status">
          {stage !== 'form' && (
            <>
              <span className={styles['runner']} aria-hidden="true" />
              {t(`enrol.${stage}`)}
            </>
          )}
        </p>
      </form>
      <Choice
        label={t('settings.language')}
        options={languages.map((one) => ({
          value: one,
          label: t(`languageName.${one}`),
          lang: one,
        }))}
        value={language}
        onChange={(one) => writePreferences({ language: one })}
      />
    </main>
  );
}
