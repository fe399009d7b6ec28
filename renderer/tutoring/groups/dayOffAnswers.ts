import type { TFunction } from 'i18next';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SaveSeriesInput, SeriesPreview } from '../../../shared/tutoring/groups.contract.ts';

type Day = SeriesPreview['days'][number];

/** What somebody has said of a day on which nobody works; `later`: nothing yet. */
export interface DayOffAnswer {
  readonly what: 'cancel' | 'move' | 'hold' | 'later';
  /** Where it is moved to; null: the next day on which people work. */
  readonly day: LocalDate | null;
  readonly reason: string | null;
}
/** By the day that the series gives. */
export type DayOffAnswers = ReadonlyMap<LocalDate, DayOffAnswer>;

/** Without an answer it is cancelled, for the holiday's name. */
export const usualAnswer: DayOffAnswer = { what: 'cancel', day: null, reason: null };

/** The days of a series that somebody has to say something of. */
export function isAsked({ status, on, off }: Day): boolean {
  return status === 'dayOff' && on !== null && off !== null;
}

/** Why nobody works on a day, in words. */
export function offWords(t: TFunction, { kind, id }: NonNullable<Day['off']>): string {
  return kind === 'weekend' ? t('tutoring:weekend') : t(`waves:holiday.${id}`);
}

/** The days of a series as they would be with the answers. */
export function answeredDays({ days }: SeriesPreview, answers: DayOffAnswers): Day[] {
  return days.map((day): Day => {
    if (!isAsked(day)) return day;
    const { what, day: to } = answers.get(day.on!) ?? usualAnswer;
    switch (what) {
      case 'cancel':
        return { ...day, status: 'cancelled' };
      case 'move':
        return { ...day, status: 'planned', day: to ?? day.next ?? day.day };
      default:
        return day;
    }
  });
}

/** The answers as they are kept. */
export function answersOf(
  { days }: SeriesPreview,
  answers: DayOffAnswers,
  t: TFunction,
): NonNullable<SaveSeriesInput['daysOff']> {
  return days
    .filter(isAsked)
    .flatMap(({ on, off, next }): NonNullable<SaveSeriesInput['daysOff']> => {
      const { what, day, reason } = answers.get(on!) ?? usualAnswer;
      const why = reason ?? offWords(t, off!);
      if (what === 'later') return [];
      if (what === 'hold') return [{ on: on!, what }];
      if (what === 'cancel') return [{ on: on!, what, reason: why }];
      const to = day ?? next;
      return to === null ? [] : [{ on: on!, what, day: to, reason: why }];
    });
}
