import { Fragment } from 'react';
import type { Excerpt } from '../../shared/search/search.contract.ts';
import styles from './Knowledge.module.css';

/** A text with what was searched for marked in it. */
export function Marked({ text, marks }: Excerpt) {
  return (
    <bdi>
      {marks.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.to ?? 0, from)}
          <mark className={styles['mark']}>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </bdi>
  );
}
