import type { ReactNode } from 'react';
import type { Label } from '../../shared/schema/values.ts';
import type { TemplateView } from '../../shared/templates/templates.contract.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKitRowTitle } from './kitFacts.ts';
import { useReview } from './ReviewContext.tsx';
import { shortId, useEntityWord, useSheetWords, type RowAbout, type RowFact } from './rowFacts.ts';
import styles from './RowName.module.css';

interface RowNameProps {
  readonly id: string;
  readonly row: string;
  readonly entity: string;
  readonly fact: RowFact | undefined;
  /** The school that the row is in, where it is known. */
  readonly place: string | undefined;
  readonly about?: RowAbout;
  /** What the row itself is called. */
  readonly title?: Label | null;
}

/** A row in words, leading to its place: an action in its kit, a mark in its sheet. */
export function RowName(props: RowNameProps) {
  const { id, row, entity, fact, place, about = null, title = null } = props;
  const { t } = useLanguage();
  const { rowHref, sheetHref } = useReview();
  const sheet = useSheetWords();
  const word = useEntityWord();
  const named = (heading: ReactNode, where: ReactNode) => (
    <div className={styles['name']}>
      <h2 id={id} className={styles['title']}>
        {heading}
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
  if (entity !== 'kitStep') {
    // A row that has a name of its own is called by it: a wave, a blocker.
    const own = title === null ? null : <LabelText label={title} />;
    const where = place === undefined ? word(entity) : `${place} · ${word(entity)}`;
    if (own !== null) return named(own, <bdi>{where}</bdi>);
    return named(<bdi>{place ?? word(entity)}</bdi>, place && word(entity));
  }
  if (fact === undefined) return named(<bdi>{shortId(row)}</bdi>, t('review.notHere'));
  return named(
    <a href={rowHref(fact.establishment, row)}>
      <LabelText label={fact.title} />
    </a>,
    <bdi>{fact.school}</bdi>,
  );
}

interface KitRowNameProps {
  readonly id: string;
  readonly item: { readonly entity: string; readonly row: string; readonly scope: string };
  readonly kit: TemplateView | undefined;
}

/** A row of a programme's kit in words: a version, an action, or the kit itself. */
export function KitRowName({ id, item, kit }: KitRowNameProps) {
  const { t, label } = useLanguage();
  const title = useKitRowTitle();
  const name = kit?.kitName;
  return (
    <div className={styles['name']}>
      <h2 id={id} className={styles['title']}>
        <bdi>{title(item, kit)}</bdi>
      </h2>
      <p className={styles['school']}>
        {name === undefined || name === null ? t('review.ofKit') : <bdi>{label(name)}</bdi>}
      </p>
    </div>
  );
}
