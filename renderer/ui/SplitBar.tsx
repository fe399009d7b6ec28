import { cx } from './cx.ts';
import { useLanguage } from './useLanguage.ts';
import styles from './SplitBar.module.css';

export interface SplitPart<V extends string> {
  readonly id: V;
  readonly label: string;
  readonly count: number;
  readonly tone: 'done' | 'wait' | 'late';
}

interface SplitBarProps<V extends string> {
  readonly label: string;
  readonly parts: readonly SplitPart<V>[];
  /** The part whose list is shown; null: all. */
  readonly value?: V | null;
  /** Opens the list behind a part's figure. */
  readonly onChoose: (part: V) => void;
  /** Narrow, for one of many beside each other: figures without their names. */
  readonly small?: boolean;
}

/** A whole as one bar in parts, each labelled where it is; each opens the list behind its figure. */
export function SplitBar<V extends string>(props: SplitBarProps<V>) {
  const { label, parts, value, onChoose, small = false } = props;
  const { format } = useLanguage();
  return (
    <div role="group" aria-label={label} className={cx(styles['bar'], small && styles['small'])}>
      {parts.map(({ id, label: name, count, tone }) => (
        <button
          key={id}
          type="button"
          aria-pressed={value === undefined ? undefined : value === id}
          aria-label={small ? `${name} : ${format.number(count)}` : undefined}
          title={small ? name : undefined}
          disabled={small && count === 0}
          className={cx(styles['part'], styles[tone], value === id && styles['on'])}
          style={{ flexGrow: count }}
          onClick={() => onChoose(id)}
        >
          <span className={styles['fill']}>{format.number(count)}</span>
          {!small && <span className={styles['name']}>{name}</span>}
        </button>
      ))}
    </div>
  );
}
