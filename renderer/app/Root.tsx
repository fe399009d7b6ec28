import { lazy, Suspense } from 'react';
import { Message } from '../ui/Message.tsx';
import { useBridge, useRead } from '../bridge/BridgeContext.tsx';
import { failureWords } from '../bridge/failureWords.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { SyncNotice } from '../sync/SyncNotice.tsx';
import { Shell } from './Shell.tsx';

const EnrolPage = lazy(async () => ({
  default: (await import('../session/EnrolPage.tsx')).EnrolPage,
}));

/** Before this computer is enrolled there is one page; after, all of them. */
export function Root() {
  const { t } = useLanguage();
  const { reads } = useBridge();
  const session = useRead(reads.session);
  if (session.status === 'failed') {
    return (
      <Message
        kind="error"
        page
        action={{ label: t('retry'), run: () => void reads.session.reload() }}
      >
        {failureWords(t, session.error)}
      </Message>
    );
  }
  if (session.status === 'ready' && session.value === null) {
    return (
      <Suspense>
        <EnrolPage notice={<SyncNotice />} />
      </Suspense>
    );
  }
  return <Shell />;
}
