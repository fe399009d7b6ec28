import { expect, it } from 'vitest';
import { calendarOf, type Calendar } from '../calendar/calendar.ts';
import type { StepStatus } from '../kit/stepStatus.ts';
import { measureMerge, noEffect } from './effects.ts';
import type { RunningAction } from './kitContent.ts';
import { kitAction, running } from './testing.ts';

const SCHOOL = {
  id: 'e1',
  variant: null,
  level: null,
  switchoverDate: '2024-01-01',
  open: true,
} as const;

function action(id: string, dueOffsetDays: number | null): RunningAction {
  return running([kitAction(id, { dueOffsetDays })])[0]!;
}

/** @param status of the step of each action; undefined: the school has none */
function measure(
  before: RunningAction[],
  after: RunningAction[],
  status?: StepStatus,
  calendar: Calendar | null = null,
) {
  const touched = new Set([...before, ...after].map(({ id }) => id));
  const today = '2024-01-22';
  const steps = { status: () => status, worked: () => false };
  return measureMerge({ before, after, schools: [SCHOOL], steps, today, calendar }, touched).total;
}

it('counts what appears after its day as late at once, and only that', () => {
  expect(measure([], [action('past', -30), action('ahead', 60), action('undated', null)])).toEqual({
    schools: 1,
    appear: 3,
    disappear: 0,
    stay: 0,
    earlier: 0,
    later: 0,
    lateAtOnce: 1,
  });
});

it('counts what is due earlier as late at once where it was not late before', () => {
  const moved = (from: number, to: number, status: StepStatus = 'todo') =>
    measure([action('a', from)], [action('a', to)], status);
  expect(moved(60, 0)).toMatchObject({ earlier: 1, lateAtOnce: 1 });
  expect(moved(0, -60)).toMatchObject({ earlier: 1, lateAtOnce: 0 });
  expect(moved(60, 0, 'done')).toMatchObject({ earlier: 0, lateAtOnce: 0 });
});

it('counts as moved what is due on another day, days off heeded', () => {
  // The switchover is on a Monday, in the holidays of Christmas.
  const calendar = calendarOf('FR', 'fr-b');
  const moved = (from: number, to: number) =>
    measure([action('a', from)], [action('a', to)], 'todo', calendar);
  expect(moved(-1, -8)).toEqual(noEffect);
  expect(moved(-8, -1)).toEqual(noEffect);
  expect(moved(-1, -15)).toMatchObject({ earlier: 1, later: 0 });
  expect(moved(-15, -1)).toMatchObject({ earlier: 0, later: 1 });
});

it('follows an action that another variant has: gone where nobody touched it, kept where somebody did', () => {
  const schools = [
    { ...SCHOOL, id: 'touched', variant: 'avril' },
    { ...SCHOOL, id: 'untouched', variant: 'avril' },
    { ...SCHOOL, id: 'gains', variant: 'septembre' },
    { ...SCHOOL, id: 'never', variant: 'juin' },
  ];
  const of = (variant: string | null) =>
    running([kitAction('a', { variant, level: 'etablissement' })]);
  const measureVariant = (before: string | null, after: string | null) =>
    measureMerge(
      {
        before: of(before),
        after: of(after),
        schools,
        steps: {
          status: (school) => (school.endsWith('touched') ? 'todo' : undefined),
          worked: (school) => school === 'touched',
        },
        today: '2023-01-01',
        calendar: null,
      },
      new Set(['a']),
    );
  const moved = measureVariant('avril', 'septembre');
  expect(moved.total).toMatchObject({ schools: 3, appear: 1, disappear: 1, stay: 1 });
  expect(moved.missing).toEqual([{ school: 'gains', action: 'a' }]);
  expect(moved.leaving).toEqual([{ school: 'untouched', action: 'a' }]);
  const opened = measureVariant('avril', null);
  expect(opened.total).toMatchObject({ appear: 2, disappear: 0, stay: 0 });
  expect(opened.leaving).toEqual([]);
});
