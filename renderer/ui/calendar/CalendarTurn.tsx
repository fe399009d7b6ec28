import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import styles from './CalendarTurn.module.css';

interface CalendarTurnProps {
  /** What of the calendar is shown, in words. */
  readonly span: string;
  readonly words: { readonly today: string; readonly previous: string; readonly next: string };
  readonly onTurn: (by: 1 | -1) => void;
  readonly onToday: () => void;
}

/** Which days of a calendar are shown, and the ways to others. */
export function CalendarTurn({ span, words, onTurn, onToday }: CalendarTurnProps) {
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={onToday}>
        {words.today}
      </Button>
      <Turn label={words.previous} by={-1} onTurn={onTurn} />
      <Turn label={words.next} by={1} onTurn={onTurn} />
      <h2 className={styles['span']} aria-live="polite">
        {span}
      </h2>
    </>
  );
}

interface TurnProps {
  readonly label: string;
  readonly by: 1 | -1;
  readonly onTurn: (by: 1 | -1) => void;
}

function Turn({ label, by, onTurn }: TurnProps) {
  const Icon = by === 1 ? IconChevronRight : IconChevronLeft;
  return (
    <button
      type="button"
      className={styles['turn']}
      aria-label={label}
      title={label}
      onClick={() => onTurn(by)}
    >
      <Icon size={18} className="mirrored" aria-hidden="true" />
    </button>
  );
}
