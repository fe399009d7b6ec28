import { useEffect } from 'react';
import type { KitStepView, KitView } from '../../shared/kit/kit.contract.ts';
import type { StepCommentView } from '../../shared/kit/kitWork.contract.ts';
import { useBridge } from '../bridge/BridgeContext.tsx';
import { useCall } from '../bridge/useCall.ts';
import { cx } from '../ui/cx.ts';
import { Tag } from '../ui/Tag.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useNow } from '../ui/useNow.ts';
import { whenWords } from '../ui/when.ts';
import { CommentForm } from './CommentForm.tsx';
import { cutAtMentions } from './mentions.ts';
import { useKitAct } from './useKitAct.ts';
import styles from './StepMore.module.css';

/** How long an unread comment is before somebody's eyes until it counts as seen. */
const SEEN_AFTER_MS = 1_500;

/** What people say to each other about a step. */
export function Comments({ view, step }: { view: KitView; step: KitStepView }) {
  const { t } = useLanguage();
  const { client } = useBridge();
  const { value } = useCall('kit.comments', { step: step.id }, ['stepComment', 'grant']);
  const comments = value?.comments ?? [];
  const unread = comments.some((comment) => comment.unread);

  useEffect(() => {
    if (!unread) return;
    const timer = setTimeout(() => void client.call('kit.seen', { step: step.id }), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [client, unread, step.id]);

  if (value === null) return null;
  return (
    <section className={styles['part']} aria-labelledby="kit-comments">
      <h3 id="kit-comments" className={styles['head']}>
        {t('kit:comment.title')}
      </h3>
      {comments.length > 0 && (
        <ol className={styles['list']}>
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      {value.mayWrite ? (
        <CommentForm establishment={view.establishment.id} step={step.id} />
      ) : (
        comments.length === 0 && <p className={styles['source']}>{t('kit:comment.none')}</p>
      )}
    </section>
  );
}

function Comment({ comment }: { comment: StepCommentView }) {
  const { t, format } = useLanguage();
  const now = useNow();
  const act = useKitAct();
  const { by, at, text, unread, pending, mayRemove } = comment;
  const names = comment.mentions.flatMap(({ name }) => name ?? []);
  return (
    <li className={cx(styles['comment'], unread && styles['unread'])}>
      <p className={styles['by']}>
        <strong>{by.me ? t('kit:you') : (by.name ?? t('kit:somebody'))}</strong>{' '}
        <span>{whenWords(t, format, at, now)}</span>{' '}
        {unread && <Tag tone="info">{t('row.unread')}</Tag>}
        {pending && <span>{t('row.pending')}</span>}
        {mayRemove && (
          <button
            type="button"
            className={styles['plain']}
            onClick={() => void act('kit.uncomment', { id: comment.id }, t('kit:comment.removed'))}
          >
            {t('kit:comment.remove')}
          </button>
        )}
      </p>
      <p className={styles['text']} dir="auto">
        {cutAtMentions(text, names).map((part, index) =>
          part.mention ? (
            // The parts of a text have no other name than their place.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={styles['mention']}>
              {part.text}
            </span>
          ) : (
            part.text
          ),
        )}
      </p>
    </li>
  );
}
