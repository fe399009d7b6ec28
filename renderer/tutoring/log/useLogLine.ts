import type { SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { logCounts } from '../../../shared/tutoring/log.counts.ts';
import { localDateAt } from '../../../shared/kernel/dates.ts';
import { useNow } from '../../ui/useNow.ts';
import { useLanguage } from '../../ui/useLanguage.ts';

const MINUTE_MS = 60_000;
/** A session is told of as near from so many minutes before it begins. */
const SOON = 60;

/** The line of figures of a log: when, how long still, who is there, what was said. */
export function useLogLine({
  session,
  group,
  schools,
  lines,
  today,
  timeZone,
}: SessionLog): string {
  const { t, format, script } = useLanguage();
  const now = useNow();
  const { presence, ...said } = logCounts({ schools, lines });
  const counted = (name: 'difficulties' | 'answers' | 'solved' | 'followUps'): string | null =>
    said[name] === 0
      ? null
      : t(`tutoringLog:counts.${name}`, {
          count: said[name],
          replace: { count: format.number(said[name]) },
        });
  return format.line([
    script(group.label),
    format.day(session.day, today),
    `${session.from}–${session.to}`,
    clock(),
    t('tutoringLog:counts.presence', {
      there: format.number(presence.present + presence.late),
      all: format.number(schools.length),
    }),
    presence.unmarked > 0 &&
      t('tutoringLog:counts.unmarked', { count: format.number(presence.unmarked) }),
    counted('difficulties'),
    counted('answers'),
    counted('solved'),
    counted('followUps'),
  ]);

  function clock(): string | null {
    // Practice data has a day of its own; its hours are those of the day.
    const isToday =
      session.day === today && (today === localDateAt(now, timeZone) || session.day === today);
    if (!isToday) return null;
    const at = minutesOf(timeAt(now, timeZone));
    const before = minutesOf(session.from) - at;
    if (before > SOON) return null;
    if (before > 0) return t('tutoringLog:clock.before', { count: before });
    const left = minutesOf(session.to) - at;
    if (left < -SOON) return null;
    return left >= 0
      ? t('tutoringLog:clock.left', { count: left, replace: { count: format.number(left) } })
      : t('tutoringLog:clock.over', { count: -left });
  }
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** The time of day of an instant somewhere, such as `09:25`. */
function timeAt(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms - (ms % MINUTE_MS));
}
