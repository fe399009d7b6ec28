import { IconRepeat } from '@tabler/icons-react';
import type { Recurrence, RecurrenceException } from '../../../shared/calendar/recurrence.ts';
import { addMonths, type LocalDate } from '../../../shared/kernel/dates.ts';
import { dayOffWords } from '../../../shared/training/brokenWords.ts';
import type { SessionDraft } from '../../../shared/training/timetable.contract.ts';
import type { OccurrenceView } from '../../../shared/training/training.views.ts';
import { useCall } from '../../bridge/useCall.ts';
import { DateField, SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Calendar.module.css';

const EVERY = [1, 2, 3, 4, 6, 8] as const;
const MONTHS_PROPOSED = 3;
/** Entities that say on which days nobody works. */
const READ = ['programme'] as const;

interface SeriesFieldsProps {
  readonly wave: string;
  readonly today: LocalDate;
  readonly values: Readonly<Pick<SessionDraft, 'day' | 'from' | 'to' | 'repeats'>>;
  readonly onSet: (repeats: Recurrence | null) => void;
}

/** How a session comes back, and what becomes of its days that are not as the others. */
export function SeriesFields({ wave, today, values, onSet }: SeriesFieldsProps) {
  const { t, format } = useLanguage();
  const { day, repeats } = values;
  const every = repeats?.everyWeeks ?? 0;
  const choices = EVERY.some((one) => one === every) || every === 0 ? EVERY : [...EVERY, every];
  const endsFirst = repeats !== null && repeats.until < day;
  return (
    <>
      <div className={styles['seriesRule']}>
        <SelectField
          label={t('timetable:series.label')}
          value={String(every)}
          options={[
            { value: '0', label: t('timetable:series.never') },
            ...choices.map((count) => ({
              value: String(count),
              label: t('timetable:series.every', {
                count,
                replace: { count: format.number(count) },
              }),
            })),
          ]}
          onChange={(chosen) => {
            const everyWeeks = Number(chosen);
            if (everyWeeks === 0) onSet(null);
            else if (repeats !== null) onSet({ ...repeats, everyWeeks });
            else onSet({ everyWeeks, until: addMonths(day, MONTHS_PROPOSED), except: [] });
          }}
        />
        {repeats !== null && (
          <DateField
            label={t('timetable:series.until')}
            value={repeats.until}
            today={today}
            required
            wrong={endsFirst ? t('timetable:series.endsFirst') : undefined}
            onCommit={(until) => until !== null && onSet({ ...repeats, until })}
          />
        )}
      </div>
      {repeats !== null && !endsFirst && (
        <SeriesDays wave={wave} today={today} values={{ ...values, repeats }} onSet={onSet} />
      )}
    </>
  );
}

interface SeriesDaysProps extends Omit<SeriesFieldsProps, 'values'> {
  readonly values: SeriesFieldsProps['values'] & { readonly repeats: Recurrence };
}

type Listed = OccurrenceView & { readonly nextWorked: LocalDate | null };

/** How many days a series has, and those that are off, cancelled or moved. */
function SeriesDays({ wave, today, values, onSet }: SeriesDaysProps) {
  const { t, format } = useLanguage();
  const { day, repeats } = values;
  const answer = useCall('timetable.occurrences', { wave, day, repeats }, READ);
  if (answer.failure !== null) return <p>{t('timetable:series.tooMany')}</p>;
  if (answer.value === null) return null;
  const { occurrences } = answer.value;
  const special = occurrences.filter(({ status }) => status !== 'planned');
  const count = occurrences.length - special.filter(({ status }) => status !== 'moved').length;

  function set(one: Listed, movedTo: RecurrenceException['movedTo'] | 'planned'): void {
    const others = repeats.except.filter(({ on }) => on !== one.on);
    const { on, reason } = one;
    const next =
      movedTo === 'planned'
        ? others
        : [...others, { on, movedTo, ...(reason === null ? {} : { reason }) }];
    onSet({ ...repeats, except: next.sort((a, b) => (a.on < b.on ? -1 : 1)) });
  }
  return (
    <section className={styles['series']} aria-labelledby="series-days">
      <h3 id="series-days" className={styles['seriesHead']}>
        <IconRepeat size={16} aria-hidden="true" />
        {t('timetable:series.count', { count, replace: { count: format.number(count) } })}
      </h3>
      {special.length > 0 && (
        <>
          <p className={styles['quiet']}>{t('timetable:series.special')}</p>
          <ul className={styles['seriesDays']}>
            {special.map((one) => (
              <SpecialDay key={one.on} one={one} today={today} values={values} onSet={set} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface SpecialDayProps extends Pick<SeriesDaysProps, 'today' | 'values'> {
  readonly one: Listed;
  readonly onSet: (one: Listed, movedTo: RecurrenceException['movedTo'] | 'planned') => void;
}

function SpecialDay({ one, today, values, onSet }: SpecialDayProps) {
  const { t, format } = useLanguage();
  const { from, to } = values;
  const said = format.longDay(one.on);
  const why =
    one.off === null
      ? one.reason
      : dayOffWords(
          one.off,
          (key) => t(key),
          (key) => t(key, { defaultValue: '' }) !== '',
        );
  const choices = ['cancelled', 'moved', 'planned'] as const;
  return (
    <li className={styles['seriesDay']}>
      <SelectField
        label={format.line([said, why])}
        value={one.status === 'moved' ? 'moved' : 'cancelled'}
        options={choices.map((value) => ({
          value,
          label: t(
            one.leftover && value === 'planned'
              ? 'timetable:series.drop'
              : `timetable:series.becomes.${value}`,
          ),
        }))}
        onChange={(becomes) => {
          if (becomes === 'cancelled') onSet(one, null);
          else if (becomes === 'moved') {
            onSet(one, { day: one.nextWorked ?? one.on, from, to });
          } else if (one.off !== null) onSet(one, { day: one.on, from, to });
          else onSet(one, 'planned');
        }}
      />
      {one.status === 'moved' && (
        <DateField
          label={t('timetable:series.movedTo')}
          value={one.day}
          today={today}
          required
          hint={one.leftover ? t('timetable:series.leftover') : undefined}
          onCommit={(day) =>
            day !== null && onSet(one, { day, from: one.from ?? from, to: one.to ?? to })
          }
        />
      )}
    </li>
  );
}
