import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import styles from './Chip.module.css';

interface ChipProps {
  /** What the grid finds it by. */
  readonly id: string;
  readonly status: 'planned' | 'confirmed' | 'held' | 'cancelled';
  /** A shape for its state, its name, and marks behind it. */
  readonly shape: ReactNode;
  readonly name: string;
  readonly marks?: ReactNode;
  readonly times: { readonly from: string; readonly to: string };
  /** What follows the times. */
  readonly place?: string | undefined;
  /** Lines below, where there is room. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  /** All of it in words, for who does not see it. */
  readonly said: string;
  readonly title: string;
  readonly detailed: boolean;
  readonly selected: boolean;
  readonly movable?: boolean;
  readonly isMoving?: boolean;
  readonly tabIndex: 0 | -1;
  readonly onOpen: () => void;
}

/** What takes place on a day of a calendar: its state by a shape and a word, never by colour alone. */
export function Chip(props: ChipProps) {
  const { id, status, shape, name, marks, times, place, above, below, said, title } = props;
  const { detailed, selected, movable = false, isMoving = false, tabIndex, onOpen } = props;
  return (
    <button
      type="button"
      className={cx(
        styles['chip'],
        styles[status],
        detailed && styles['detailed'],
        selected && styles['selected'],
        isMoving && styles['carried'],
      )}
      data-session={id}
      tabIndex={tabIndex}
      data-movable={movable || undefined}
      aria-current={selected || undefined}
      title={title}
      onClick={onOpen}
    >
      <span className={styles['chipTop']}>
        {shape}
        <bdi className={styles['chipName']}>{name}</bdi>
        {marks}
      </span>
      {above}
      <span className={styles['chipLine']}>
        {/* In a narrow column the beginning alone: cut short, Arabic would lose that. */}
        <bdi dir="ltr">
          {times.from}
          <span className={styles['until']}>–{times.to}</span>
        </bdi>
        {place !== undefined && (
          <>
            {' '}
            · <bdi>{place}</bdi>
          </>
        )}
      </span>
      {below}
      {/* After what is seen, so that somebody who speaks to the computer can say that. */}
      <span className={styles['said']}>{said}</span>
    </button>
  );
}

/** A further line of a chip. */
export function ChipLine({ children }: { readonly children: ReactNode }) {
  return <bdi className={styles['chipLine']}>{children}</bdi>;
}
