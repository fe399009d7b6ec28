import { Button } from '@mantine/core';
import type { GroupView } from '../../../shared/training/training.views.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { copyText } from '../../ui/copyText.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Groups.module.css';

/** Entities whose rows say what was told, and what has changed since. */
const READ = ['trainingNotice', 'trainingSession', 'groupMember'] as const;

/** Whom a paper is for, and what it tells. */
type About = 'all' | 'changes' | 'newcomers';

/**
 * Calls a group's people to their sessions, and tells them what has changed since: letters to print,
 * and a mail to send from one's own mailbox.
 */
export function GroupPapers({ group }: { readonly group: GroupView }) {
  const { client } = useBridge();
  const { t, format, language } = useLanguage();
  const { many } = useTerms();
  const notices = useNotices();
  const told = useCall('training.notices', { group: group.id }, READ).value?.at(-1);
  const changed = told?.changed ?? 0;
  const notCalled = told?.notCalled ?? 0;
  /** Also once it was told: the mail was copied, and the letters are wanted as well. */
  const tells = told !== undefined && (changed > 0 || told.announced > 0);

  async function print(heads: boolean, about: About): Promise<void> {
    const { id, label: title } = group;
    const input = { group: id, title, heads, ...asked(about), language, open: true };
    const answer = await client.print('print.saveSummons', input);
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      const text = t('trainingGroups:papers.printed', { file: answer.value.file });
      notices.say({ tone: 'quiet', text });
    }
  }
  async function mail(about: About): Promise<void> {
    const answer = await client.call('training.mail', {
      group: group.id,
      ...asked(about),
      language,
    });
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
  function paper(key: string, run: () => Promise<void>) {
    return (
      <Button variant="default" size="compact-sm" onClick={() => void run()}>
        {t(`trainingGroups:papers.${key}`, { heads: many('head') })}
      </Button>
    );
  }
  const day = told === undefined ? '' : format.longDay(told.on);
  return (
    <>
      <div className={styles['row']}>
        {paper('summons', () => print(false, 'all'))}
        {paper('summonsHeads', () => print(true, 'all'))}
        {paper('mail', () => mail('all'))}
      </div>
      {notCalled > 0 && (
        <div role="status" className={styles['changes']} data-not-called={notCalled}>
          <p>
            {t('trainingGroups:papers.notCalled', {
              count: notCalled,
              replace: { count: format.number(notCalled) },
            })}
          </p>
          <div className={styles['row']}>
            {paper('newcomersMail', () => mail('newcomers'))}
            {paper('newcomersPdf', () => print(false, 'newcomers'))}
            {paper('newcomersPdfHeads', () => print(true, 'newcomers'))}
          </div>
        </div>
      )}
      {told !== undefined && (
        <div
          role="status"
          className={changed > 0 ? styles['changes'] : styles['told']}
          data-changed={changed}
        >
          <p>
            {changed > 0
              ? t('trainingGroups:papers.since', {
                  count: changed,
                  replace: {
                    count: format.number(changed),
                    told: t(`trainingGroups:papers.told.${told.kind}`, { day }),
                  },
                })
              : t(`trainingGroups:papers.upToDate.${told.kind}`, { day })}
          </p>
          {tells && (
            <div className={styles['row']}>
              {paper('changeMail', () => mail('changes'))}
              {paper('changePdf', () => print(false, 'changes'))}
              {paper('changePdfHeads', () => print(true, 'changes'))}
            </div>
          )}
        </div>
      )}
    </>
  );
}

function asked(about: About): { changes: boolean; newcomers: boolean } {
  return { changes: about === 'changes', newcomers: about === 'newcomers' };
}
