import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { addMonths } from '../../../shared/kernel/dates.ts';
import { hoursBetween, latestEnd, type Series } from '../../../shared/tutoring/series.rules.ts';
import { atOnce } from '../../../shared/tutoring/series.atOnce.ts';
import type {
  TutoringGroupView,
  TutoringOverview,
} from '../../../shared/tutoring/tutoring.contract.ts';
import { failureWords } from '../../bridge/failureWords.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { CommitField, DateField } from '../../ui/fields.tsx';
import { Message } from '../../ui/Message.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { TutoringWords } from '../useTutoringWords.ts';
import { SeriesDays } from './SeriesDays.tsx';
import { answeredDays, answersOf, type DayOffAnswers } from './dayOffAnswers.ts';
import styles from './Groups.module.css';

interface SeriesFormProps {
  readonly overview: TutoringOverview;
  readonly group: TutoringGroupView;
  readonly words: TutoringWords;
  readonly onDone: () => void;
}

/** What a new series is until somebody says otherwise: a fortnight, two hours, six months. */
const USUAL = { from: '14:00', to: '16:00', everyWeeks: 2 };
const USUAL_MONTHS = 6;
const [SHORT_HOURS, LONG_HOURS] = [2, 3];
const MOST_WEEKS = 52;

/** How often a group meets, with the days that come of it before anything is kept. */
export function SeriesForm({ overview, group, words, onDone }: SeriesFormProps) {
  const { t, format } = useLanguage();
  const { run, busy } = useDo();
  const { today } = overview;
  const [draft, setDraft] = useState<Series>(
    () => group.series ?? { ...USUAL, first: today, until: addMonths(today, USUAL_MONTHS) },
  );
  const [answers, setAnswers] = useState<DayOffAnswers>(new Map());
  const set = (change: Partial<Series>): void => setDraft({ ...draft, ...change });
  const endsFirst = draft.to <= draft.from;
  const endsBefore = draft.until < draft.first;
  const latest = latestEnd(draft.first);
  const endsLate = draft.until > latest;
  const wrongWeeks = !(draft.everyWeeks >= 1 && draft.everyWeeks <= MOST_WEEKS);
  const isWrong = endsFirst || endsBefore || endsLate || wrongWeeks;
  const hours = hoursBetween(draft.from, draft.to);
  const isUnusual = !endsFirst && (hours < SHORT_HOURS || hours > LONG_HOURS);
  const { value: preview, failure } = useCall(
    'tutoring.previewSeries',
    isWrong ? null : { group: group.id, set: draft },
    ['tutoringSession', 'tutoringGroup'],
  );

  let untilWrong: string | undefined;
  if (endsBefore) untilWrong = t('tutoring:series.endsBefore');
  if (endsLate) untilWrong = t('tutoring:series.endsLate', { day: format.longDay(latest) });
  const doubled = useMemo(() => {
    if (preview === null) return new Set<string>();
    const tutors = group.tutors.map(({ id }) => id);
    const own = answeredDays(preview, answers).map((day) => ({ ...day, group: group.id, tutors }));
    return atOnce([...own, ...overview.sessions.filter((one) => one.group !== group.id)]);
  }, [preview, answers, group, overview.sessions]);

  async function save(): Promise<void> {
    const input = {
      group: group.id,
      set: draft,
      daysOff: preview === null ? [] : answersOf(preview, answers, t),
    };
    const saved = await run('tutoring.saveSeries', input, () =>
      t('tutoring:done.series', { name: group.label }),
    );
    if (saved !== null) onDone();
  }
  return (
    <>
      <h2 className={styles['title']}>
        {t(group.series === null ? 'tutoring:series.set' : 'tutoring:series.change')}
      </h2>
      <p className={styles['quiet']}>
        <bdi>{group.label}</bdi>
      </p>
      <div className={styles['fields']}>
        <DateField
          label={t('tutoring:series.first')}
          value={draft.first}
          today={today}
          required
          onCommit={(first) => first !== null && set({ first })}
        />
        <DateField
          label={t('tutoring:series.last')}
          value={draft.until}
          today={today}
          required
          wrong={untilWrong}
          onCommit={(until) => until !== null && set({ until })}
        />
        <TimeField
          label={t('tutoring:from')}
          value={draft.from}
          onCommit={(from) => set({ from })}
        />
        <TimeField
          label={t('tutoring:to')}
          value={draft.to}
          wrong={endsFirst ? t('tutoring:endsFirst') : undefined}
          onCommit={(to) => set({ to })}
        />
        <CommitField
          label={t('tutoring:series.weeks')}
          value={String(draft.everyWeeks)}
          type="number"
          min={1}
          max={MOST_WEEKS}
          required
          wrong={
            wrongWeeks
              ? t('tutoring:series.weeksWrong', { most: format.number(MOST_WEEKS) })
              : undefined
          }
          onCommit={(text) => set({ everyWeeks: Math.round(Number(text)) })}
        />
      </div>
      {isUnusual && <p className={styles['quiet']}>{t('tutoring:series.unusual')}</p>}
      {failure !== null && <Message kind="error">{failureWords(t, failure)}</Message>}
      {preview !== null && !isWrong && (
        <SeriesDays
          preview={preview}
          rule={draft}
          answers={answers}
          today={today}
          words={words}
          doubled={doubled}
          onAnswer={(on, answer) => setAnswers(new Map(answers).set(on, answer))}
        />
      )}
      <div className={styles['row']}>
        <Button disabled={busy || isWrong || preview === null} onClick={() => void save()}>
          {t('tutoring:series.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('tutoring:giveUp')}
        </Button>
      </div>
    </>
  );
}
