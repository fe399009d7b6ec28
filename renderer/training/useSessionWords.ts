import { useMemo } from 'react';
import { brokenWords, dayOffWords } from '../../shared/training/brokenWords.ts';
import type { BrokenRule } from '../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
import type { SessionDay } from '../../shared/training/sessionDays.rules.ts';
import type { SessionView } from '../../shared/training/training.views.ts';
import { useLanguage } from '../ui/useLanguage.ts';

/** More groups than these are not named one by one. */
const NAMED_GROUPS = 2;

/** How what a session names is called, and what is said of it. */
export interface SessionWords {
  readonly groups: (session: SessionView) => string;
  readonly trainers: (session: SessionView) => string;
  readonly place: (session: SessionView) => string;
  /** The site by its name, with the room; empty: it has none. */
  readonly site: (session: SessionView) => string;
  /** Where it is, without the room. */
  readonly town: (session: SessionView) => string;
  readonly times: (session: SessionView) => string;
  /** Whom it is for, where that tells it apart; else what it is. */
  readonly short: (session: SessionView) => string;
  /** What a day of the calendar does not show of it, for those who do not see its shape. */
  readonly more: (session: SessionDay, conflicts: readonly BrokenRule[]) => string;
  /** Why a day of a series, or a session, does not take place; null: it does, or nobody said. */
  readonly whyOut: (session: SessionDay) => string | null;
  /** How a series comes back, such as every week until a day. */
  readonly series: (session: Pick<SessionView, 'repeats'>) => string;
  readonly rule: (rule: string) => string;
  /** A broken rule, with whom or what it is about and its figures. */
  readonly conflict: (conflict: BrokenRule) => { readonly title: string; readonly more: string };
}

/** The words for the sessions of a wave. */
export function useSessionWords(overview: TrainingOverview): SessionWords {
  const { t, format, script } = useLanguage();
  const { groups, trainers, sites, removed } = overview;
  return useMemo(() => {
    const groupNames = new Map(groups.map(({ id, label }) => [id, label]));
    // What was removed keeps its name where it is spoken of.
    const names = new Map(
      removed.map(({ id, name }) => [id, t('training:removed', { name: script(name) })]),
    );
    for (const { id, name } of trainers) names.set(id, script(name));
    for (const { id, name, rooms } of sites) {
      names.set(id, name);
      for (const room of rooms) names.set(room.id, room.name);
    }
    const towns = new Map(sites.map(({ id, name, town }) => [id, town ?? name]));
    const name = (id: string): string => names.get(id) ?? id;
    const words: SessionWords = {
      groups(session) {
        const named = session.groups.map((id) => groupNames.get(id) ?? id);
        return named.length <= NAMED_GROUPS
          ? format.list(named)
          : t('timetable:groups', {
              count: named.length,
              replace: { count: format.number(named.length) },
            });
      },
      trainers: (session) => format.list(session.trainers.map(name)),
      town: ({ site, mode }) =>
        site === null ? t(`timetable:mode.${mode}`) : (towns.get(site) ?? name(site)),
      place: (session) =>
        format.line([words.town(session), session.room !== null && name(session.room)]),
      site: ({ site, room }) =>
        format.list([site, room].flatMap((id) => (id === null ? [] : [name(id)]))),
      // Figures are read from left to right in every language.
      times: ({ from, to }) => `\u2066${from}–${to}\u2069`,
      short(session) {
        const named = words.groups(session);
        return session.groups.length === 0 || session.groups.length > NAMED_GROUPS
          ? session.title
          : named;
      },
      more: (session, conflicts) =>
        format.line([
          session.title !== words.short(session) && session.title,
          format.longDay(session.day),
          words.place(session),
          t(`timetable:status.${session.status}`),
          words.whyOut(session),
          session.on !== null && t('timetable:series.isOne'),
          session.pinned && t('timetable:pinned'),
          conflicts.length > 0 &&
            t(conflicts.some(({ hard }) => hard) ? 'timetable:broken' : 'timetable:unkept', {
              count: conflicts.length,
              replace: { count: format.number(conflicts.length) },
            }),
        ]),
      whyOut({ status, off, reason }) {
        if (status !== 'cancelled') return null;
        if (off === null) return reason;
        return dayOffWords(
          off,
          (key, values) => t(key, { ...values }),
          (key) => t(key, { defaultValue: '' }) !== '',
        );
      },
      series({ repeats }) {
        if (repeats === null) return '';
        const { everyWeeks, until } = repeats;
        return t('timetable:series.rule', {
          every: t('timetable:series.every', {
            count: everyWeeks,
            replace: { count: format.number(everyWeeks) },
          }),
          day: format.longDay(until),
        });
      },
      rule: (rule) => t(`planning:rule.${rule}.title`),
      conflict(conflict) {
        const { title, why } = brokenWords(conflict, {
          say: (key, values) => t(key, { ...values }),
          has: (key) => t(key, { defaultValue: '', count: 1 }) !== '',
          day: (day) => format.longDay(day),
        });
        const { trainer, person, office, room } = conflict.where;
        const about = [trainer, person, office, room].map((one) => one?.label);
        return { title, more: format.line([why, ...about]) };
      },
    };
    return words;
  }, [groups, trainers, sites, removed, t, format, script]);
}
