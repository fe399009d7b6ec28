import { Button } from '@mantine/core';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { copyText } from '../../ui/copyText.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

/** Calls a group's people to their sessions: letters to print, and a mail to send from one's own mailbox. */
export function GroupPapers({ group }: { readonly group: GroupView }) {
  const { client } = useBridge();
  const { t, format, language } = useLanguage();
  const notices = useNotices();

  async function print(heads: boolean): Promise<void> {
    const input = { group: group.id, title: group.label, heads, language, open: true };
    const answer = await client.print('print.saveSummons', input);
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      const text = t('trainingGroups:papers.printed', { file: answer.value.file });
      notices.say({ tone: 'quiet', text });
    }
  }
  async function mail(): Promise<void> {
    const answer = await client.call('training.mail', { group: group.id, language });
    if (!answer.ok) {
      notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
      return;
    }
    const { to, subject, body } = answer.value;
    copyText([to.join('; '), subject, body].join('\n\n'));
    const text = t('trainingGroups:papers.mailed', {
      count: to.length,
      replace: { count: format.number(to.length) },
    });
    notices.say({ tone: 'quiet', text });
  }
  return (
    <div className={styles['row']}>
      <Button variant="default" size="compact-sm" onClick={() => void print(false)}>
        {t('trainingGroups:papers.summons')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => void print(true)}>
        {t('trainingGroups:papers.summonsHeads')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={() => void mail()}>
        {t('trainingGroups:papers.mail')}
      </Button>
    </div>
  );
}
