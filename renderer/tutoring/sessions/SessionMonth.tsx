import {
  IconAlertTriangleFilled,
  IconArrowRight,
  IconCalendarOff,
  IconCheck,
  IconVideo,
  IconX,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { TutoringSessionView } from '../../../shared/tutoring/tutoring.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { CalendarTurn } from '../../ui/calendar/CalendarTurn.tsx';
import { turned, weeksAround } from '../../ui/calendar/calendarDays.ts';
import { Chip } from '../../ui/calendar/Chip.tsx';
import { DayGrid } from '../../ui/calendar/DayGrid.tsx';
import { daysOffBands } from '../../ui/calendar/weekBands.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import styles from './Sessions.module.css';

interface SessionMonthProps {
  readonly wave: string;
  readonly sessions: readonly TutoringSessionView[];
  /** Those while which the group, or who leads it, has another. */
  readonly doubled: ReadonlySet<string>;
  readonly words: TutoringWords;
  readonly today: LocalDate;
  /** The day that the keyboard is on: its month is shown. */
  readonly at: LocalDate;
  readonly selected: string | undefined;
  readonly onAt: (day: LocalDate) => void;
  readonly onOpen: (id: string) => void;
  /** Makes a session on a day; undefined: the person makes none. */
  readonly onNew?: ((day: LocalDate) => void) | undefined;
}

const ICON = 14;

/** The sessions of a month in its days, with the days on which nobody works. */
export function SessionMonth(props: SessionMonthProps) {
  const { wave, sessions, doubled, words, today, at, selected, onAt, onOpen, onNew } = props;
  const { t, format } = useLanguage();
  const weeks = useMemo(() => weeksAround('month', at), [at]);
  const [from, until] = [weeks[0]![0]!, weeks.at(-1)!.at(-1)!];
  const off = useCall('tutoring.daysOff', { wave, from, until }, ['programme', 'wave']).value;
  const bands = useMemo(
    () => (off === null ? [] : daysOffBands(off, (id) => t(`waves:holiday.${id}`))),
    [off, t],
  );
  const byDay = useMemo(
    () =>
      Map.groupBy(
        sessions.map((session) => ({ ...session, key: session.id })),
        ({ day }) => day,
      ),
    [sessions],
  );
  const counted = (text: string, count: number): string =>
    t(text, { count, replace: { count: format.number(count) } });
  return (
    <>
      <div className={styles['month']}>
        <CalendarTurn
          span={format.monthYear(`${at.slice(0, 7)}-01`)}
          words={{
            today: t('timetable:today'),
            previous: t('timetable:previous.month'),
            next: t('timetable:next.month'),
          }}
          onTurn={(by) => onAt(turned('month', at, by))}
          onToday={() => onAt(today)}
        />
      </div>
      <DayGrid
        label={t('tutoring:when.month')}
        weeks={weeks}
        month={at.slice(0, 7)}
        today={today}
        at={at}
        items={byDay}
        bands={bands}
        counted={(count) => counted('tutoring:sessions', count)}
        more={(count) => counted('timetable:more', count)}
        renderChip={(session, { detailed, tabIndex }) => (
          <Chip
            key={session.id}
            id={session.id}
            status={session.status === 'dayOff' ? 'planned' : session.status}
            shape={<Shape session={session} />}
            name={words.group(session.group)}
            marks={
              <>
                {session.status === 'dayOff' && (
                  <IconCalendarOff size={ICON} className={styles['asked']} aria-hidden="true" />
                )}
                {doubled.has(session.id) && (
                  <IconAlertTriangleFilled
                    size={ICON}
                    className={styles['warn']}
                    aria-hidden="true"
                  />
                )}
              </>
            }
            times={session}
            place={words.tutors(session) || undefined}
            title={format.line([words.title(session), words.school(session)])}
            said={said(session)}
            detailed={detailed}
            selected={session.id === selected}
            tabIndex={tabIndex}
            onOpen={() => {
              onAt(session.day);
              onOpen(session.id);
            }}
          />
        )}
        onAt={onAt}
        onNew={onNew}
      />
    </>
  );

  /** All that its shapes say, in words. */
  function said(session: TutoringSessionView): string {
    const { status, moved, on, reason } = session;
    return format.line([
      words.title(session),
      words.school(session),
      t(moved && status === 'planned' ? 'tutoring:status.moved' : `tutoring:status.${status}`),
      moved && on !== null && t('tutoring:movedFrom', { day: words.day(on) }),
      reason,
      doubled.has(session.id) && t('tutoring:atOnce'),
    ]);
  }
}

function Shape({ session: { status, moved } }: { readonly session: TutoringSessionView }) {
  if (status === 'held') return <IconCheck size={ICON} aria-hidden="true" />;
  if (status === 'cancelled') return <IconX size={ICON} aria-hidden="true" />;
  return moved ? (
    <IconArrowRight size={ICON} className="mirrored" aria-hidden="true" />
  ) : (
    <IconVideo size={ICON} aria-hidden="true" />
  );
}
