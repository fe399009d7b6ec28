import { Button } from '@mantine/core';
import { IconClipboardText, IconFileText, IconVideo } from '@tabler/icons-react';
import type { SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { copyText } from '../../ui/copyText.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import styles from './Log.module.css';

interface LogActionsProps {
  readonly shared: TutoringTabProps;
  readonly log: SessionLog;
}

/** What becomes of a log: minutes, a mail; and the way to other sessions. */
export function LogActions({ shared, log }: LogActionsProps) {
  const { overview, onGo } = shared;
  const { session, group } = log;
  const { client } = useBridge();
  const { t, format, script, language } = useLanguage();
  const notices = useNotices();
  const problem = (error: Parameters<typeof failureWords>[1]): void =>
    notices.say({ tone: 'problem', text: failureWords(t, error) });

  async function print(): Promise<void> {
    const title = `${group.label} ${session.day}`;
    const input = { session: session.id, title, language, open: true };
    const answer = await client.print('print.saveMinutes', input);
    if (!answer.ok) problem(answer.error);
    else if (answer.value !== null) {
      notices.say({
        tone: 'quiet',
        text: t('tutoringLog:printed', { file: answer.value.file }),
      });
    }
  }
  async function mail(): Promise<void> {
    const answer = await client.call('log.mail', { session: session.id, language });
    if (!answer.ok) {
      problem(answer.error);
      return;
    }
    const { to, subject, body } = answer.value;
    copyText([to.join('; '), subject, body].join('\n\n'));
    const text = t('tutoringLog:mailed', {
      count: to.length,
      replace: { count: format.number(to.length) },
    });
    notices.say({ tone: 'quiet', text });
  }
  const several = overview.groups.length > 1;
  const sessions = overview.sessions.filter(({ status }) => status !== 'cancelled');
  const labels = new Map(overview.groups.map(({ id, label }) => [id, label]));
  return (
    <div className={styles['actions']}>
      <div className={styles['pick']}>
        <SelectField
          label={t('tutoringLog:pick')}
          labelled="unseen"
          value={session.id}
          options={sessions.map((one) => ({
            value: one.id,
            label: format.line([
              format.day(one.day, overview.today),
              several && script(labels.get(one.group) ?? one.group),
              one.theme,
            ]),
          }))}
          onChange={(id) => onGo('log', id)}
        />
      </div>
      {session.link !== null && (
        <Button
          className={styles['act']}
          component="a"
          href={session.link}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconVideo size={16} aria-hidden="true" />}
        >
          {t('tutoringLog:actions.video')}
        </Button>
      )}
      <Button
        className={styles['act']}
        variant="default"
        leftSection={<IconClipboardText size={16} aria-hidden="true" />}
        onClick={() => void mail()}
      >
        {t('tutoringLog:actions.mail')}
      </Button>
      <Button
        className={styles['act']}
        leftSection={<IconFileText size={16} aria-hidden="true" />}
        onClick={() => void print()}
      >
        {t('tutoringLog:actions.minutes')}
      </Button>
    </div>
  );
}
