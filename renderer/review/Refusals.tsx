import { useMemo } from 'react';
import { useBridge, useWatched } from '../bridge/BridgeContext.tsx';
import { Message } from '../ui/Message.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { RefusalCard } from './RefusalCard.tsx';
import { useRowFacts } from './rowFacts.ts';
import styles from './ReviewPage.module.css';

/** Changes that the server refused, with the reason and what they held, until they are dealt with. */
export function Refusals() {
  const { t } = useLanguage();
  const { reads } = useBridge();
  const changes = useWatched(reads.rejected);
  const parts = useMemo(() => changes?.flatMap((one) => one.changes) ?? null, [changes]);
  const facts = useRowFacts(parts);
  if (changes === null || facts === null) {
    return (
      <p className={styles['wait']} role="status">
        {t('refused.loading')}
      </p>
    );
  }
  if (changes.length === 0) return <Message kind="empty">{t('refused.none')}</Message>;
  return (
    <ul aria-label={t('review.title.refused')} className={styles['list']}>
      {changes.toReversed().map((change) => (
        <RefusalCard key={change.n} change={change} facts={facts} />
      ))}
    </ul>
  );
}
