import { IconLoader2, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { cx } from './cx.ts';
import { Keys } from './Keys.tsx';
import { useNotices, type Notice } from './notices.ts';
import { useLanguage } from './useLanguage.ts';
import styles from './NoticeBar.module.css';

/** How long a quiet notice stays. Nothing is lost with it: undo keeps its key. */
const STAY_MS = 8_000;

/** Shows the notice of the moment and has it spoken. Stays while it is pointed at or focused. */
export function NoticeBar() {
  const notices = useNotices();
  const notice = useStore(notices.store, (state) => state.notice);
  const [held, setHeld] = useState(false);

  useEffect(() => {
    if (notice?.tone !== 'quiet' || held) return;
    const timer = setTimeout(notices.dismiss, STAY_MS);
    return () => clearTimeout(timer);
  }, [notice, held, notices]);

  // The quiet region is always there: a screen reader only speaks what changes in one it knows.
  // An alert is spoken when it appears.
  return (
    <div
      className={styles['place']}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {notice !== null && notice.tone !== 'problem' && <Card notice={notice} />}
      </div>
      {notice?.tone === 'problem' && (
        <div role="alert">
          <Card notice={notice} />
        </div>
      )}
    </div>
  );
}

function Card({ notice }: { notice: Notice }) {
  const { t } = useLanguage();
  const notices = useNotices();
  const { action } = notice;
  return (
    <div key={notice.id} className={cx(styles['card'], styles[notice.tone])}>
      {notice.tone === 'busy' && (
        <IconLoader2 size={16} className={styles['turning']} aria-hidden="true" />
      )}
      <span className={styles['text']}>{notice.text}</span>
      {action && (
        <button type="button" className={styles['action']} onClick={action.run}>
          {action.label} {action.keys !== undefined && <Keys keys={action.keys} />}
        </button>
      )}
      <button
        type="button"
        className={styles['close']}
        aria-label={t('notice.close')}
        onClick={notices.dismiss}
      >
        <IconX size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
