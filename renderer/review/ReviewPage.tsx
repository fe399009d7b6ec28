import { useBridge, useReadValue } from '../bridge/BridgeContext.tsx';
import { useOpenRows } from '../bridge/useOpenRows.ts';
import { Keys } from '../ui/Keys.tsx';
import { useReady } from '../ui/ready.ts';
import { tabId, Tabs } from '../ui/Tabs.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { ConflictList } from './ConflictList.tsx';
import { Refusals } from './Refusals.tsx';
import styles from './ReviewPage.module.css';

/** What sync left for a person to decide, in its two readings. */
export const reviewParts = ['conflicts', 'refused'] as const;
export type ReviewPart = (typeof reviewParts)[number];

const PANEL = 'review-panel';

interface ReviewPageProps {
  readonly part: ReviewPart;
  readonly onShow: (part: ReviewPart) => void;
}

/** The inbox of what sync could not decide by itself: conflicts, and changes that were refused. */
export function ReviewPage({ part, onShow }: ReviewPageProps) {
  const { t, format } = useLanguage();
  const { reads } = useBridge();
  const status = useReadValue(reads.syncStatus);
  useReady(part);
  const counts = { conflicts: useOpenRows(), refused: status?.rejected };
  return (
    <main className={styles['page']}>
      <header className={styles['header']}>
        <h1 className={styles['title']}>{t(`review.title.${part}`)}</h1>
        {/* Where nothing waits, the list says so: these words would say the contrary. */}
        {(counts[part] ?? 0) > 0 && <p className={styles['lead']}>{t(`review.lead.${part}`)}</p>}
      </header>
      <div className={styles['bar']}>
        <Tabs
          label={t('review.tabs')}
          panel={PANEL}
          value={part}
          onChange={onShow}
          tabs={reviewParts.map((value) => ({
            value,
            label: t(`review.tab.${value}`),
            count: counts[value] === undefined ? undefined : format.number(counts[value]),
          }))}
        />
        {part === 'conflicts' && counts.conflicts > 0 && (
          <p className={styles['keys']} aria-hidden="true">
            <span>
              <Keys keys="down" /> <Keys keys="up" /> {t('conflict.keys.move')}
            </span>
            <span>
              <Keys keys="1" /> <Keys keys="2" /> {t('conflict.keys.keep')}
            </span>
            <span>
              <Keys keys="L" /> {t('conflict.keys.later')}
            </span>
          </p>
        )}
      </div>
      <div
        id={PANEL}
        role="tabpanel"
        aria-labelledby={tabId(PANEL, part)}
        className={styles['work']}
      >
        {part === 'conflicts' ? <ConflictList /> : <Refusals />}
      </div>
    </main>
  );
}
