import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { weekdayOf } from '../kernel/dates.ts';
import { calendarOf } from './calendar.ts';
import {
  changeRule,
  occurrences,
  recurrenceSchema,
  withDaysOff,
  type Recurrence,
} from './recurrence.ts';

interface TutoringSession {
  readonly group_id: string;
  readonly cadence_date: string;
  readonly date: string | null;
  readonly status: 'held' | 'planned' | 'skipped';
  readonly reason_fr: string | null;
}

const demo = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../server/demo/amiens-v6.json', import.meta.url)), 'utf8'),
) as { readonly tutoring_sessions: readonly TutoringSession[] };

const fortnightly = (change: Partial<Recurrence> = {}): Recurrence => ({
  everyWeeks: 2,
  until: '2024-03-31',
  except: [],
  ...change,
});
const moved = (on: string, day: string): Recurrence['except'][number] => ({
  on,
  movedTo: { day, from: '14:00', to: '16:00' },
});

describe('the tutoring of Amiens, wave 6', () => {
  const zoneB = calendarOf('FR', 'fr-b')!;
  const groups = [
    { group: 'tutorat-1', first: '2024-01-17', weekday: 3 },
    { group: 'tutorat-2', first: '2024-01-10', weekday: 3 },
    { group: 'tutorat-3', first: '2024-01-16', weekday: 2 },
  ];

  it.each(groups)('$group: every session from the rule and its exceptions', (one) => {
    const sessions = demo.tutoring_sessions.filter(({ group_id }) => group_id === one.group);
    expect(sessions).toHaveLength(13);
    expect(weekdayOf(one.first)).toBe(one.weekday);
    const except = sessions
      .filter(({ cadence_date, date }) => cadence_date !== date)
      .map(({ cadence_date, date, reason_fr }) => ({
        on: cadence_date,
        movedTo: date === null ? null : { day: date, from: '14:00', to: '16:00' },
        ...(reason_fr === null ? {} : { reason: reason_fr }),
      }));
    const recurrence = recurrenceSchema.parse({ everyWeeks: 2, until: '2024-07-03', except });
    const found = occurrences(one.first, recurrence, zoneB);
    expect(
      found.map(({ on, day, status, reason }) => ({
        cadence_date: on,
        date: status === 'cancelled' ? null : day,
        reason_fr: reason,
      })),
    ).toEqual(
      sessions.map(({ cadence_date, date, reason_fr }) => ({ cadence_date, date, reason_fr })),
    );
    expect(found.every(({ leftover }) => !leftover)).toBe(true);
  });

  it.each(groups)(
    '$group: the calendar of zone B finds each day that was skipped or moved',
    (one) => {
      const sessions = demo.tutoring_sessions.filter(({ group_id }) => group_id === one.group);
      const rule = { everyWeeks: 2, until: '2024-07-03', except: [] };
      const off = occurrences(one.first, rule, zoneB).filter(({ status }) => status === 'dayOff');
      expect(off.map(({ on }) => on)).toEqual(
        sessions
          .filter(({ cadence_date, date }) => cadence_date !== date)
          .map(({ cadence_date }) => cadence_date),
      );
    },
  );
});

describe('occurrences', () => {
  it('gives both ends of the period, and none when it ends before it begins', () => {
    const days = (until: string): string[] =>
      occurrences('2024-01-10', fortnightly({ until })).map(({ day }) => day);
    expect(days('2024-02-07')).toEqual(['2024-01-10', '2024-01-24', '2024-02-07']);
    expect(days('2024-02-06')).toEqual(['2024-01-10', '2024-01-24']);
    expect(days('2024-01-09')).toEqual([]);
  });

  it('leaves to people what they have said about a day off', () => {
    const calendar = calendarOf('FR', 'fr-b')!;
    const rule = fortnightly({ except: [moved('2024-03-06', '2024-03-05')] });
    const day = occurrences('2024-01-10', rule, calendar).find(({ on }) => on === '2024-03-06');
    expect(day).toMatchObject({ day: '2024-03-05', from: '14:00', status: 'moved', off: null });
  });

  it('ignores that a day was cancelled which the rule does not give', () => {
    const rule = fortnightly({ except: [{ on: '2024-01-11', movedTo: null }] });
    expect(occurrences('2024-01-10', rule).map(({ on }) => on)).not.toContain('2024-01-11');
  });

  it('refuses two exceptions of one day, and a rule without a step', () => {
    const twice = [moved('2024-01-24', '2024-01-25'), { on: '2024-01-24', movedTo: null }];
    expect(recurrenceSchema.safeParse(fortnightly({ except: twice })).success).toBe(false);
    expect(recurrenceSchema.safeParse(fortnightly({ everyWeeks: 0 })).success).toBe(false);
    expect(recurrenceSchema.safeParse(fortnightly({ until: '2024-02-30' })).success).toBe(false);
  });
});

describe('withDaysOff', () => {
  it('cancels days off, once, and keeps what was said', () => {
    const calendar = calendarOf('FR', 'fr-b')!;
    const rule = fortnightly({ except: [moved('2024-01-24', '2024-01-25')] });
    const filled = withDaysOff('2024-01-10', rule, calendar, ({ id }) => id);
    expect(filled.except).toEqual([
      moved('2024-01-24', '2024-01-25'),
      { on: '2024-03-06', movedTo: null, reason: expect.any(String) as string },
    ]);
    expect(withDaysOff('2024-01-10', filled, calendar)).toEqual(filled);
  });
});

describe('changeRule', () => {
  const series = fortnightly({
    except: [
      moved('2024-01-24', '2024-01-25'),
      { on: '2024-02-07', movedTo: null, reason: 'Conseil' },
      moved('2024-03-20', '2024-03-21'),
    ],
  });

  it('keeps exceptions of days that still occur', () => {
    const { recurrence, leftovers } = changeRule(series, {
      first: '2024-01-10',
      everyWeeks: 1,
      until: '2024-03-31',
    });
    expect(recurrence).toEqual({ ...series, everyWeeks: 1 });
    expect(leftovers).toEqual([]);
  });

  it('keeps as leftovers what was moved from days that no longer occur', () => {
    const { recurrence, leftovers } = changeRule(series, {
      first: '2024-01-11',
      everyWeeks: 2,
      until: '2024-03-31',
    });
    expect(leftovers.map(({ on }) => on)).toEqual(['2024-01-24', '2024-03-20']);
    expect(recurrence.except).toEqual(leftovers);
    const left = occurrences('2024-01-11', recurrence).filter(({ leftover }) => leftover);
    expect(left.map(({ day }) => day)).toEqual(['2024-01-25', '2024-03-21']);
  });

  it('keeps what was moved from a day after the new end', () => {
    const { recurrence, leftovers } = changeRule(series, {
      first: '2024-01-10',
      everyWeeks: 2,
      until: '2024-02-29',
    });
    expect(recurrence.except.map(({ on }) => on)).toEqual([
      '2024-01-24',
      '2024-02-07',
      '2024-03-20',
    ]);
    expect(leftovers.map(({ on }) => on)).toEqual(['2024-03-20']);
  });

  it('is undone by changing the rule back', () => {
    const rule = { first: '2024-01-10', everyWeeks: 2, until: '2024-03-31' };
    const there = changeRule(series, { ...rule, until: '2024-02-29' });
    expect(changeRule(there.recurrence, rule)).toEqual({ recurrence: series, leftovers: [] });
  });
});
