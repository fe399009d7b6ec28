import { useMemo } from 'react';
import { brokenWords } from '../../shared/training/brokenWords.ts';
import type { BrokenRule } from '../../shared/training/planning.contract.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
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
  readonly more: (session: SessionView, conflicts: readonly BrokenRule[]) => string;
  readonly rule: (rule: string) => string;
  /** A broken rule, with whom or what it is about and its figures. */
  readonly conflict: (conflict: BrokenRule) => { readonly title: string; readonly more: string };
}

/** The words for the sessions of a wave. */
export function useSessionWords(overview: TrainingOverview): SessionWords {
  const { t, format, script } = useLanguage();
  const { groups, trainers, sites, removed, today } = overview;
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
          session.pinned && t('timetable:pinned'),
          conflicts.length > 0 &&
            t(conflicts.some(({ hard }) => hard) ? 'timetable:broken' : 'timetable:unkept', {
              count: conflicts.length,
              replace: { count: format.number(conflicts.length) },
            }),
        ]),
      rule: (rule) => t(`planning:rule.${rule}.title`),
      conflict(conflict) {
        const { title, why } = brokenWords(conflict, {
          say: (key, values) => t(key, { ...values }),
          has: (key) => t(key, { defaultValue: '' }) !== '',
          day: (day) => format.day(day, today),
          number: format.number,
        });
        const { trainer, person, office, room } = conflict.where;
        const about = [trainer, person, office, room].map((one) => one?.label);
        return { title, more: format.line([why, ...about]) };
      },
    };
    return words;
  }, [groups, trainers, sites, removed, today, t, format, script]);
}
