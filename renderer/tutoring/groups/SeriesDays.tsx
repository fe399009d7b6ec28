import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SeriesPreview } from '../../../shared/tutoring/groups.contract.ts';
import type { Series } from '../../../shared/tutoring/series.rules.ts';
import { CommitField, DateField, SelectField } from '../../ui/fields.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { StatusTag } from '../sessions/StatusTag.tsx';
import type { TutoringWords } from '../useTutoringWords.ts';
import {
  isAsked,
  offWords,
  usualAnswer,
  type DayOffAnswer,
  type DayOffAnswers,
} from './dayOffAnswers.ts';
import { Warning } from './Warning.tsx';
import styles from './Groups.module.css';

interface SeriesDaysProps {
  readonly preview: SeriesPreview;
  /** Hours of the rule: of a session that has others, its own are said. */
  readonly rule: Pick<Series, 'from' | 'to'>;
  readonly answers: DayOffAnswers;
  readonly today: LocalDate;
  readonly words: TutoringWords;
  /** Sessions, by id, while which the group or a tutor of it has another. */
  readonly doubled: ReadonlySet<string>;
  readonly onAnswer: (on: LocalDate, answer: DayOffAnswer) => void;
}

const ways = ['cancel', 'move', 'hold', 'later'] as const;

/** The days of a series as they would be, what nobody works on, and what no longer has a day. */
export function SeriesDays(props: SeriesDaysProps) {
  const { preview, rule, answers, today, words, doubled, onAnswer } = props;
  const { t, format } = useLanguage();
  const { days, gone } = preview;
  const asked = days.filter(isAsked).length;
  return (
    <section className={styles['section']} aria-labelledby="series-days">
      <h3 id="series-days" className={styles['heading']}>
        {t('tutoring:sessions', {
          count: days.length,
          replace: { count: format.number(days.length) },
        })}
      </h3>
      {asked > 0 && (
        <Warning>
          {t('tutoring:series.daysOff', { count: asked, replace: { count: format.number(asked) } })}
        </Warning>
      )}
      {gone.length > 0 && (
        <>
          <Warning>{t('tutoring:series.gone')}</Warning>
          <ul className={styles['list']}>
            {gone.map(({ on, was, theme, hours, reason, carriedTo }) => (
              <li key={on} className={styles['item']}>
                <span className={styles['itemText']}>
                  <span>
                    {format.line([
                      words.day(on),
                      t(`tutoring:series.was.${was}`),
                      theme,
                      hours !== null && words.times(hours),
                      reason,
                    ])}
                  </span>
                  {(theme !== null || hours !== null) && (
                    <span className={styles['quiet']}>
                      {carriedTo === null
                        ? t(`tutoring:series.lost.${theme === null ? 'hours' : 'theme'}`)
                        : t(`tutoring:series.carried.${theme === null ? 'hours' : 'theme'}`, {
                            day: words.day(carriedTo),
                          })}
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ol className={styles['list']}>
        {days.map((day) => (
          <li key={day.id} className={styles['day']}>
            <span className={styles['dayLine']}>
              <span>
                {format.line([
                  words.day(day.day),
                  (day.from !== rule.from || day.to !== rule.to) && words.times(day),
                  day.off !== null && offWords(t, day.off),
                  day.theme,
                  day.status === 'cancelled' && day.reason,
                ])}
              </span>
              {(day.status !== 'planned' || day.moved) && <StatusTag {...day} />}
              {doubled.has(day.id) && <Tag tone="late">{t('tutoring:atOnce')}</Tag>}
            </span>
            {isAsked(day) && (
              <Answer
                day={day}
                answer={answers.get(day.on!) ?? usualAnswer}
                today={today}
                onAnswer={(answer) => onAnswer(day.on!, answer)}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface AnswerProps {
  readonly day: SeriesPreview['days'][number];
  readonly answer: DayOffAnswer;
  readonly today: LocalDate;
  readonly onAnswer: (answer: DayOffAnswer) => void;
}

function Answer({ day, answer, today, onAnswer }: AnswerProps) {
  const { t, format } = useLanguage();
  const { what } = answer;
  return (
    <div className={styles['fields']}>
      <SelectField
        label={t('tutoring:series.becomes', { day: format.day(day.day, today) })}
        value={what}
        options={ways.map((value) => ({ value, label: t(`tutoring:series.way.${value}`) }))}
        onChange={(value) => onAnswer({ ...answer, what: value as DayOffAnswer['what'] })}
      />
      {what === 'cancel' && (
        <CommitField
          label={t('tutoring:reason')}
          value={answer.reason}
          placeholder={offWords(t, day.off!)}
          maxLength={400}
          onCommit={(reason) => onAnswer({ ...answer, reason })}
        />
      )}
      {what === 'move' && (
        <DateField
          label={t('tutoring:newDay')}
          value={answer.day ?? day.next}
          today={today}
          required
          onCommit={(to) => onAnswer({ ...answer, day: to })}
        />
      )}
    </div>
  );
}
