import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useReview } from './ReviewContext.tsx';
import { shortId, type RowFact } from './rowFacts.ts';
import styles from './RowName.module.css';

interface RowNameProps {
  readonly id: string;
  readonly row: string;
  readonly fact: RowFact | undefined;
}

/** An action and its school in words, leading to its place in the kit. */
export function RowName({ id, row, fact }: RowNameProps) {
  const { t } = useLanguage();
  const { rowHref } = useReview();
  return (
    <div className={styles['name']}>
      <h2 id={id} className={styles['title']}>
        {fact === undefined ? (
          <bdi>{shortId(row)}</bdi>
        ) : (
          <a href={rowHref(fact.establishment, row)}>
            <LabelText label={fact.title} />
          </a>
        )}
      </h2>
      <p className={styles['school']}>
        {fact === undefined ? t('review.notHere') : <bdi>{fact.school}</bdi>}
      </p>
    </div>
  );
}
