import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../shared/calendar/calendar.ts';
import { hoursBetween, sessionDays, type Series } from '../../shared/tutoring/series.rules.ts';
import { amiensTutoring } from './amiensTutoring.ts';
import { demo } from './files.ts';

const rows = amiensTutoring(demo);
const zoneB = calendarOf('FR', 'fr-b')!;
const of = (entity: string) => rows.filter((row) => row.entity === entity);
const daysOf = (group: string, stored: boolean) =>
  sessionDays(
    group,
    of('tutoringGroup').find(({ id }) => id === group)!.values as unknown as Series,
    stored
      ? of('tutoringSession')
          .filter(({ values }) => values['group'] === group)
          .map(({ id, values }) => ({
            id,
            on: null,
            day: null,
            from: null,
            to: null,
            status: null,
            reason: null,
            ...values,
          }))
      : [],
    zoneB,
  );
const groups = demo.tutoring_groups.map(({ id }) => id);

describe('tutoring of the practice data of Amiens', () => {
  it('has the 39 sessions with their days, hours and states', () => {
    const told = groups.flatMap((group) =>
      daysOf(group, true).map(({ on, day, from, to, status }) => [
        group,
        on,
        status === 'cancelled' ? null : day,
        status === 'cancelled' ? 0 : hoursBetween(from, to),
        status,
      ]),
    );
    const wanted = demo.tutoring_sessions.map((one) => [
      one.group_id,
      one.cadence_date,
      one.date,
      one.duration_hours,
      one.status === 'skipped' ? 'cancelled' : one.status,
    ]);
    expect(told).toHaveLength(39);
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set(wanted.map((one) => JSON.stringify(one))),
    );
  });

  it('has the days that the rule alone gives, with the holidays of the zone as days off', () => {
    const days = groups.flatMap((group) => daysOf(group, false));
    expect(days.map(({ on }) => on).toSorted(compare)).toEqual(
      demo.tutoring_sessions.map(({ cadence_date: on }) => on).toSorted(compare),
    );
    // What was skipped or moved is what the calendar calls off.
    expect(
      days
        .filter(({ status }) => status === 'dayOff')
        .map(({ on }) => on)
        .toSorted(compare),
    ).toEqual(
      demo.tutoring_sessions
        .filter(({ cadence_date: on, date }) => on !== date)
        .map(({ cadence_date: on }) => on)
        .toSorted(compare),
    );
  });
});

function compare(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
