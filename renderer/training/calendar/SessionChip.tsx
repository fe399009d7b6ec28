import {
  IconAlertTriangle,
  IconAlertTriangleFilled,
  IconCheck,
  IconPin,
  IconRepeat,
  IconVideo,
  IconX,
} from '@tabler/icons-react';
import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { Chip, ChipLine } from '../../ui/calendar/Chip.tsx';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { mayMove } from './useMove.ts';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

const ICON = 14;
/** People meet in a room, also while nobody has said which. */
const TOGETHER: readonly SessionDay['mode'][] = ['inPerson', 'peer', 'trainTheTrainer'];

interface SessionChipProps {
  readonly session: SessionDay;
  readonly conflicts: readonly BrokenRule[];
  readonly words: SessionWords;
  /** With what it is, and who holds it. */
  readonly detailed: boolean;
  readonly selected: boolean;
  readonly movable: boolean;
  readonly isMoving: boolean;
  readonly tabIndex: 0 | -1;
  readonly onOpen: () => void;
}

/** A session in a day of the calendar: its state by a shape and a word, never by colour alone. */
export function SessionChip(props: SessionChipProps) {
  const { session, conflicts, words, detailed, selected, movable, isMoving, tabIndex } = props;
  const { onOpen } = props;
  const { script } = useLanguage();
  return (
    <Chip
      id={session.key}
      status={session.status}
      shape={<StatusShape session={session} />}
      name={words.short(session)}
      marks={
        <>
          {session.on !== null && <IconRepeat size={ICON} aria-hidden="true" />}
          {session.pinned && <IconPin size={ICON} aria-hidden="true" />}
          {!detailed && <ConflictMark conflicts={conflicts} />}
        </>
      }
      times={session}
      place={detailed ? words.place(session) : words.town(session)}
      above={
        detailed &&
        words.short(session) !== session.title && <ChipLine>{script(session.title)}</ChipLine>
      }
      below={
        detailed && (
          <>
            {session.trainers.length > 0 && <ChipLine>{words.trainers(session)}</ChipLine>}
            <ConflictMark conflicts={conflicts} words />
          </>
        )
      }
      said={words.more(session, conflicts)}
      title={session.title}
      detailed={detailed}
      selected={selected}
      movable={movable && mayMove(session)}
      isMoving={isMoving}
      tabIndex={tabIndex}
      onOpen={onOpen}
    />
  );
}

function StatusShape({ session }: { readonly session: SessionDay }) {
  if (session.status === 'held') return <IconCheck size={ICON} aria-hidden="true" />;
  if (session.status === 'cancelled') return <IconX size={ICON} aria-hidden="true" />;
  const { site, mode } = session;
  const isAfar = site === null && !TOGETHER.includes(mode);
  return isAfar ? <IconVideo size={ICON} aria-hidden="true" /> : null;
}

interface ConflictMarkProps {
  readonly conflicts: readonly BrokenRule[];
  /** Says it in words, where there is room. */
  readonly words?: boolean;
}

/** How many rules are broken; filled where one of them must not be. */
export function ConflictMark({ conflicts, words = false }: ConflictMarkProps) {
  const { t, format } = useLanguage();
  const count = conflicts.length;
  if (count === 0) return null;
  const hard = conflicts.some((one) => one.hard);
  const Shape = hard ? IconAlertTriangleFilled : IconAlertTriangle;
  return (
    <span className={cx(styles['mark'], styles[hard ? 'hard' : 'soft'])}>
      <Shape size={ICON} aria-hidden="true" />
      {words
        ? t(hard ? 'timetable:broken' : 'timetable:unkept', {
            count,
            replace: { count: format.number(count) },
          })
        : format.number(count)}
    </span>
  );
}
