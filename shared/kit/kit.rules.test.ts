import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendar/calendar.ts';
import { daysLate, decideTick, dueDate, dueDay, percentOf, progressOf } from './kit.rules.ts';

const open = { status: 'todo', note: null, doneOn: null } as const;

describe('due dates', () => {
  it('follow the switchover date and the variant of the wave', () => {
    const action = { dueOffsetDays: -120, dueOffsetVariants: { septembre: -200 } };
    expect(dueDate(action, '2024-01-01', 'janvier')).toBe('2023-09-03');
    expect(dueDate(action, '2024-09-01', 'septembre')).toBe('2024-02-14');
    expect(dueDate(action, '2024-01-01', null)).toBe('2023-09-03');
    expect(dueDate(action, null, 'janvier')).toBeNull();
  });

  it('move from a day off to the last working day before, and keep what was planned', () => {
    const calendar = calendarOf('FR', 'fr-b');
    const plan = { switchoverDate: '2024-01-01', variant: 'janvier', calendar };
    const due = (dueOffsetDays: number): unknown =>
      dueDay({ dueOffsetDays, dueOffsetVariants: null }, plan);
    expect(due(-120)).toEqual({ due: '2023-09-01', planned: '2023-09-03' });
    expect(due(-60)).toEqual({ due: '2023-10-20', planned: '2023-11-02' });
    expect(due(-53)).toEqual({ due: '2023-11-09', planned: '2023-11-09' });
    // The switchover is on a public holiday in the holidays, and stays there.
    expect(due(0)).toEqual({ due: '2024-01-01', planned: '2024-01-01' });
    // What comes after it is not to be done before it.
    expect(due(2)).toEqual({ due: '2024-01-08', planned: '2024-01-03' });
    expect(due(62)).toEqual({ due: '2024-02-23', planned: '2024-03-03' });
    expect(
      dueDay({ dueOffsetDays: -120, dueOffsetVariants: null }, { ...plan, calendar: null }),
    ).toEqual({ due: '2023-09-03', planned: '2023-09-03' });
  });

  it('are late from the day after, and only while something is to be done', () => {
    const due = '2023-09-03';
    expect(daysLate({ status: 'todo', due }, '2023-09-03')).toBe(0);
    expect(daysLate({ status: 'todo', due }, '2023-09-04')).toBe(1);
    expect(daysLate({ status: 'blocked', due }, '2024-01-22')).toBe(141);
    expect(daysLate({ status: 'done', due }, '2024-01-22')).toBe(0);
    expect(daysLate({ status: 'notApplicable', due }, '2024-01-22')).toBe(0);
  });
});

describe('progress', () => {
  it('is the share of applicable steps that are done, rounded to two decimals', () => {
    expect(progressOf(['done', 'todo', 'notApplicable', 'blocked'])).toEqual({
      done: 1,
      applicable: 3,
      percent: 33.33,
    });
    expect(progressOf([])).toEqual({ done: 0, applicable: 0, percent: 0 });
    expect(percentOf(50, 61)).toBe(81.97);
  });
});

describe('a tick', () => {
  it('writes only what changes, and the day it was done', () => {
    expect(decideTick(open, { status: 'done' }, '2024-01-22')).toEqual({
      ok: true,
      value: { status: 'done', doneOn: '2024-01-22' },
    });
    const done = { status: 'done', note: null, doneOn: '2024-01-10' } as const;
    expect(decideTick(done, { status: 'done' }, '2024-01-22')).toEqual({ ok: true, value: {} });
    expect(decideTick(done, { status: 'todo' }, '2024-01-22')).toEqual({
      ok: true,
      value: { status: 'todo', doneOn: null },
    });
  });

  it('keeps a note that is not mentioned and clears one that is empty', () => {
    const noted = { ...open, note: 'vu avec Paul' };
    expect(decideTick(noted, { status: 'done' }, '2024-01-22')).toMatchObject({
      value: { status: 'done' },
    });
    expect(decideTick(noted, { status: 'todo', note: '  ' }, '2024-01-22')).toEqual({
      ok: true,
      value: { note: null },
    });
  });

  it('keeps of a note what every database keeps, and nothing that says nothing', () => {
    expect(decideTick(open, { status: 'todo', note: 'a\0b\ud800' }, '2024-01-22')).toEqual({
      ok: true,
      value: { note: 'ab\ufffd' },
    });
    expect(decideTick(open, { status: 'blocked', note: '\0' }, '2024-01-22').ok).toBe(false);
  });

  it('asks for a reason where the status needs one', () => {
    for (const status of ['blocked', 'notApplicable'] as const) {
      expect(decideTick(open, { status }, '2024-01-22')).toEqual({
        ok: false,
        error: { type: 'ReasonMissing', status },
      });
      expect(decideTick(open, { status, note: 'attente' }, '2024-01-22').ok).toBe(true);
    }
  });
});
