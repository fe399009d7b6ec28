import { addDays, addMonths, daysBetween } from '../../shared/kernel/dates.ts';
import type { WaveEventView, WaveView } from '../../shared/wave/waves.contract.ts';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './waves.module.css';

const MARGIN_DAYS = 14;
/** Share of the axis that an event's words need before the next one may stand beside them. */
const LABEL_SHARE = 22;
const MOST_LANES = 8;
const WHOLE_PERCENT = 100;
/** A month that begins later on the axis has no room for its name. */
const LAST_NAMED = 94;
/** Above this many months only every other one is named. */
const MANY_MONTHS = 14;

/**
 * The wave on one axis of time: events with their words, weeks of training, the switchover and the
 * end, school holidays hatched. All of it is said in words in the list of events as well.
 */
export function TimeAxis({ wave }: { wave: WaveView }) {
  const { t, format, script } = useLanguage();
  const days = [
    wave.startsOn,
    wave.switchoverDate,
    wave.endsOn,
    ...wave.events.map(({ happensOn }) => happensOn),
    ...wave.windows.flatMap(({ from, to }) => [from, to]),
  ].filter((day) => day !== null);
  if (days.length === 0) return <p className={styles['note']}>{t('waves:axis.empty')}</p>;
  const from = addDays(
    days.reduce((a, b) => (a < b ? a : b)),
    -MARGIN_DAYS,
  );
  const to = addDays(
    days.reduce((a, b) => (a > b ? a : b)),
    MARGIN_DAYS,
  );
  const span = Math.max(1, daysBetween(from, to));
  const at = (day: string) =>
    Math.min(WHOLE_PERCENT, Math.max(0, (WHOLE_PERCENT * daysBetween(from, day)) / span));
  const place = (day: string) => ({ insetInlineStart: `${at(day)}%` });
  const stretch = (one: { from: string; to: string }) => ({
    insetInlineStart: `${at(one.from)}%`,
    inlineSize: `${Math.max(0.3, at(addDays(one.to, 1)) - at(one.from))}%`,
  });
  /** Words end before the next event may begin, and at the end of the axis. */
  const roomOf = (day: string) =>
    `min(240px, ${Math.min(LABEL_SHARE - 1, WHOLE_PERCENT - at(day))}%)`;
  const months = monthsOf(from, to);
  const step = months.length > MANY_MONTHS ? Math.ceil(months.length / MANY_MONTHS) : 1;
  const lanes = lanesOf(wave.events, at);
  const isIn = (day: string | null): day is string => day !== null && day >= from && day <= to;
  return (
    <div className={styles['axis']} role="img" aria-label={t('waves:axis.label')}>
      <div className={styles['months']}>
        {months.map((month, index) =>
          index % step === 0 && at(month) < LAST_NAMED ? (
            <span key={month} className={styles['month']} style={place(month)}>
              {format.month(month)}
            </span>
          ) : null,
        )}
      </div>
      {wave.holidays
        .filter((one) => one.to >= from && one.from <= to)
        .map((one) => (
          <span
            key={`${one.id}-${one.from}`}
            className={styles['holiday']}
            style={stretch(one)}
            title={t(`waves:holiday.${one.id}`)}
          />
        ))}
      {wave.windows.length > 0 && (
        <div className={styles['lane']}>
          {wave.windows.map((one) => (
            <span
              key={`${one.id}-${one.from}`}
              className={styles['window']}
              style={stretch(one)}
              title={t('waves:axis.window', { environment: one.id.toUpperCase() })}
            />
          ))}
        </div>
      )}
      {lanes.map((lane) => (
        <div key={lane[0]!.id} className={styles['lane']}>
          {lane.map((event) => (
            <span
              key={event.id}
              className={styles['event']}
              style={{ ...place(event.happensOn!), maxInlineSize: roomOf(event.happensOn!) }}
            >
              <span className={styles['dot']} />
              <span>{format.days([event.happensOn!], wave.today)(event.happensOn!)}</span>
              {/* A French text in an Arabic line is cut at its own end. */}
              <span className={styles['name']} dir="auto" title={script(event.label)}>
                {script(event.label)}
              </span>
            </span>
          ))}
        </div>
      ))}
      {isIn(wave.switchoverDate) && (
        <span className={styles['day']} style={place(wave.switchoverDate)} />
      )}
      {isIn(wave.endsOn) && (
        <span className={cx(styles['day'], styles['end'])} style={place(wave.endsOn)} />
      )}
      {isIn(wave.today) && (
        <span className={cx(styles['day'], styles['today'])} style={place(wave.today)} />
      )}
    </div>
  );
}

/** First days of the months between two days. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let day = addMonths(`${from.slice(0, 7)}-01`, 1); day <= to; day = addMonths(day, 1)) {
    months.push(day);
  }
  return months;
}

/** Events in lanes, so that their words do not stand on each other. */
function lanesOf(events: readonly WaveEventView[], at: (day: string) => number) {
  const lanes: WaveEventView[][] = [];
  const ends: number[] = [];
  for (const event of events) {
    if (event.happensOn === null) continue;
    const start = at(event.happensOn);
    let lane = ends.findIndex((end) => end <= start);
    if (lane === -1) lane = lanes.length < MOST_LANES ? lanes.length : MOST_LANES - 1;
    (lanes[lane] ??= []).push(event);
    ends[lane] = start + LABEL_SHARE;
  }
  return lanes;
}
