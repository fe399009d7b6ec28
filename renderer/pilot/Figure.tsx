import { useLanguage } from '../ui/useLanguage.ts';
import { cx } from '../ui/cx.ts';
import styles from './pilot.module.css';

interface FigureProps {
  readonly count: number;
  /** The list behind it. */
  readonly href: string;
  /** What the list is, for those who hear the link by itself. */
  readonly label: string;
  /** What it is where it is not 0. */
  readonly tone?: 'late' | 'wait';
}

/** A number that leads to the schools it counts; 0 leads nowhere. */
export function Figure({ count, href, label, tone }: FigureProps) {
  const { format } = useLanguage();
  if (count === 0) return <>{format.number(0)}</>;
  return (
    <a
      href={href}
      aria-label={label}
      className={cx(styles['link'], tone !== undefined && styles[tone])}
    >
      {format.number(count)}
    </a>
  );
}
