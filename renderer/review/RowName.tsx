import type { ReactNode } from 'react';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useReview } from './ReviewContext.tsx';
import { shortId, useSheetWords, type RowAbout, type RowFact } from './rowFacts.ts';
import styles from './RowName.module.css';

interface RowNameProps {
  readonly id: string;
  readonly row: string;
  readonly fact: RowFact | undefined;
  readonly about?: RowAbout;
}

/** A row in words, leading to its place: an action in its kit, a mark in its sheet. */
export function RowName({ id, row, fact, about = null }: RowNameProps) {
  const { t } = useLanguage();
  const { rowHref, sheetHref } = useReview();
  const sheet = useSheetWords();
  const named = (title: ReactNode, where: ReactNode) => (
    <div className={styles['name']}>
      <h2 id={id} className={styles['title']}>
        {title}
      </h2>
      <p className={styles['school']}>{where}</p>
    </div>
  );
  if (about !== null) {
    return named(
      <a href={sheetHref(about.session)}>
        <bdi>{about.person}</bdi>
      </a>,
      sheet(about),
    );
  }
  if (fact === undefined) return named(<bdi>{shortId(row)}</bdi>, t('review.notHere'));
  return named(
    <a href={rowHref(fact.establishment, row)}>
      <LabelText label={fact.title} />
    </a>,
    <bdi>{fact.school}</bdi>,
  );
}
