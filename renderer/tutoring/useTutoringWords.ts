import { useMemo } from 'react';
import { useTerms } from '../bridge/useTerms.ts';
import type { LocalDate } from '../../shared/kernel/dates.ts';
import { weekdayOf } from '../../shared/kernel/dates.ts';
import type {
  TutoringGroupView,
  TutoringOverview,
  TutoringSessionView,
} from '../../shared/tutoring/tutoring.contract.ts';
import { weekdayNames } from '../ui/dayText.ts';
import { useLanguage } from '../ui/useLanguage.ts';

const DAYS_IN_WEEK = 7;

/** How what groups and sessions name is called. */
export interface TutoringWords {
  /** `mer. 31 janv.` */
  readonly day: (day: LocalDate) => string;
  readonly times: (at: { readonly from: string; readonly to: string }) => string;
  readonly group: (id: string) => string;
  /** Who leads a session. */
  readonly tutors: (session: TutoringSessionView) => string;
  /** The one school that a session is for; empty: all of the group. */
  readonly school: (session: TutoringSessionView) => string;
  /** What a session is about; where nobody has said so, that it is a session. */
  readonly title: (session: TutoringSessionView) => string;
  /** How often a group meets. */
  readonly series: (group: TutoringGroupView) => string;
}

/** The words for the tutoring of a wave. */
export function useTutoringWords({ groups, today }: TutoringOverview): TutoringWords {
  const { t, format, script, language, named } = useLanguage();
  const { one } = useTerms();
  return useMemo(() => {
    const byId = new Map(groups.map((one) => [one.id, one]));
    const names = weekdayNames(language);
    const weekday = (day: LocalDate): string =>
      names[(weekdayOf(day) + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK]!;
    const longDay = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    const words: TutoringWords = {
      day: (day) => `${weekday(day)} ${format.day(day, today)}`,
      // Figures are read from left to right in every language.
      times: ({ from, to }) => `\u2066${from}–${to}\u2069`,
      group: (id) => script(byId.get(id)?.label ?? id),
      tutors({ group, tutors }) {
        const found = byId.get(group);
        const known = [...(found?.tutors ?? []), ...(found?.former ?? [])];
        return format.list(
          tutors.map((id) => script(known.find((one) => one.id === id)?.name ?? id)),
        );
      },
      school({ group, establishment }) {
        if (establishment === null) return '';
        const found = byId.get(group)?.schools.find(({ id }) => id === establishment);
        return found === undefined ? one('establishment') : named(found);
      },
      title: ({ theme, establishment }) =>
        theme ?? t(establishment === null ? 'tutoring:session' : 'tutoring:call'),
      series({ series }) {
        if (series === null) return t('tutoring:series.none');
        const { first, everyWeeks, until } = series;
        return format.line([
          t('tutoring:series.every', {
            count: everyWeeks,
            weekday: longDay.format(new Date(`${first}T00:00:00Z`)),
            replace: {
              count: format.number(everyWeeks),
              weekday: longDay.format(new Date(`${first}T00:00:00Z`)),
            },
          }),
          words.times(series),
          t('tutoring:series.until', { day: format.day(until, today) }),
        ]);
      },
    };
    return words;
  }, [groups, today, t, one, format, script, named, language]);
}
