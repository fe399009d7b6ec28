import { isLocalDate } from '../kernel/dates.ts';
import type { BrokenRule } from './planning.contract.ts';

/** How a text is looked up, and how days and numbers are written. */
export interface WordsOf {
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly has: (key: string) => boolean;
  readonly day: (day: string) => string;
  readonly number: (value: number) => string;
}

/** Facts that are a day off's id and not words of a person. */
const OFF_RULE = 'dayOff';

/** What a broken rule says to a person: its name, where it is, and the figures why. */
export function brokenWords(
  { rule, where, facts }: BrokenRule,
  { say, has, day, number }: WordsOf,
): { readonly title: string; readonly where: string; readonly why: string } {
  const values = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => {
      if (typeof fact === 'number') return [name, number(fact)];
      if (isLocalDate(fact)) return [name, day(fact)];
      return [name, rule === OFF_RULE && name === 'reason' ? dayOffWords(fact, say, has) : fact];
    }),
  );
  const { track, group, session, trainer, person, site, room, office } = where;
  const places = [group ?? track, session, trainer, person, office, site, room]
    .flatMap((one) => (one === undefined ? [] : [one.label]))
    .concat(where.day === undefined ? [] : [day(where.day)]);
  // A bound that no plan can keep says what is needed of what there is.
  const bound = `planning:bound.${String(facts['unit'])}`;
  const reason = facts['unit'] !== undefined && has(bound) ? bound : `planning:rule.${rule}.why`;
  return {
    title: has(`planning:rule.${rule}.title`) ? say(`planning:rule.${rule}.title`) : rule,
    where: places.join(' · '),
    why: has(reason) ? say(reason, values) : '',
  };
}

/** The words of why a day is off: that it is past, a weekend, or the holiday's name. */
export function dayOffWords(id: string, say: WordsOf['say'], has: WordsOf['has']): string {
  const key = [`planning:off.${id}`, `waves:holiday.${id}`].find(has);
  return say(key ?? 'planning:off.other');
}
