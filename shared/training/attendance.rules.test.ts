import { describe, expect, it } from 'vitest';
import {
  countMarks,
  decideMove,
  halfTimes,
  hoursOf,
  inSeveralGroups,
  lastDayIn,
  spreadMark,
  whyNotMarked,
  wholeStatus,
  type Stay,
} from './attendance.rules.ts';

const both = ['morning', 'afternoon'] as const;

describe('whether somebody can be marked', () => {
  it('is so on the day and after it, in a session that is not cancelled', () => {
    const on = (day: string, status: 'planned' | 'held' | 'cancelled' = 'planned') =>
      whyNotMarked({ day, status }, '2024-01-22');
    expect(on('2024-01-22')).toBeNull();
    expect(on('2024-01-21', 'held')).toBeNull();
    expect(on('2024-01-23')).toBe('ahead');
    expect(on('2024-01-22', 'cancelled')).toBe('cancelled');
  });
});

describe('a mark of a whole session', () => {
  const told = (status: 'present' | 'late', at: string | null) =>
    spreadMark(both, 'all', status, at).map((one) => `${one.half} ${one.status} ${one.arrivedAt}`);

  it('is one for each half-day', () => {
    expect(told('present', '09:20')).toEqual(['morning present null', 'afternoon present null']);
  });

  it('makes who is late late once: absent before, present after', () => {
    expect(told('late', '09:20')).toEqual(['morning late 09:20', 'afternoon present null']);
    expect(told('late', '14:05')).toEqual(['morning absent null', 'afternoon late 14:05']);
    expect(told('late', null)).toEqual(['morning late null', 'afternoon present null']);
    expect(spreadMark(['afternoon'], 'all', 'late', '14:05')).toEqual([
      { half: 'afternoon', status: 'late', arrivedAt: '14:05' },
    ]);
  });

  it('is said in one word: who was there at all was there', () => {
    const of = (...all: ('present' | 'late' | 'absent' | 'excused' | null)[]) =>
      wholeStatus(all.map((status) => ({ status })));
    expect(of('absent', 'late')).toBe('late');
    expect(of('present', 'excused')).toBe('present');
    expect(of('absent', 'excused')).toBe('excused');
    expect(of(null)).toBeNull();
  });
});

describe('counts of a half-day', () => {
  it('add up to the people of the sheet', () => {
    const counts = countMarks(['present', 'late', 'absent', 'excused', null, null]);
    expect(counts).toEqual({ people: 6, present: 2, late: 1, absent: 1, excused: 1, unmarked: 2 });
  });
});

describe('hours of a half-day', () => {
  const pause = { from: '12:00', to: '13:30' };
  it('leave the middle of the day out', () => {
    const times = halfTimes({ from: '09:00', to: '16:30', halves: both }, pause);
    expect(times).toEqual({
      morning: { from: '09:00', to: '12:00' },
      afternoon: { from: '13:30', to: '16:30' },
    });
    expect(hoursOf(times.morning!) + hoursOf(times.afternoon!)).toBe(6);
  });
  it('are the session’s own where it has one half-day', () => {
    const times = halfTimes({ from: '08:45', to: '12:15', halves: ['morning'] }, pause);
    expect(hoursOf(times.morning!)).toBe(3.5);
    expect(times.afternoon).toBeUndefined();
  });
});

const stay = (group: string, from: string, until: string | null, enrolment = 'e'): Stay => ({
  id: `${group}:${enrolment}:${from}`,
  enrolment,
  group,
  from,
  until,
});

describe('a move to another group', () => {
  const stays = [stay('a', '2023-11-02', null), stay('c', '2023-01-01', '2023-02-01')];

  const nothing = { marked: null, held: null };

  it('ends one time and begins another', () => {
    expect(decideMove(stays, { from: 'a', to: 'b', on: '2024-01-22' }, nothing)).toEqual({
      ends: ['a:e:2023-11-02'],
      begins: true,
    });
  });

  it('is never before the last day on which they were marked in the old group', () => {
    const marks = [
      { group: 'a', day: '2024-01-15' },
      { group: 'b', day: '2024-01-29' },
      { group: 'a', day: '2024-01-08' },
    ];
    const marked = lastDayIn('a', marks);
    expect(marked).toBe('2024-01-15');
    const on = (day: string) =>
      decideMove(stays, { from: 'a', to: 'b', on: day }, { ...nothing, marked });
    expect(on('2024-01-15')).toEqual({ early: { why: 'marked', day: '2024-01-15' } });
    expect(on('2024-01-16')).toHaveProperty('begins', true);
    expect(lastDayIn('d', marks)).toBeNull();
  });

  it('is never before they joined the old group, where they were in a third one until then', () => {
    const moved = [stay('a', '2023-11-02', '2024-01-23'), stay('b', '2024-01-23', null)];
    const on = (day: string, to = 'c') => decideMove(moved, { from: 'b', to, on: day }, nothing);
    expect(on('2023-12-01')).toEqual({ early: { why: 'joined', day: '2024-01-22' } });
    expect(on('2024-01-22')).toHaveProperty('early');
    expect(on('2024-01-23')).toEqual({ ends: ['b:e:2024-01-23'], begins: true });
    // Back to where they came from, the days before are theirs there anyway.
    expect(on('2024-01-22', 'a')).toEqual({ ends: ['b:e:2024-01-23'], begins: false });
  });

  it('is never before a session that the new group held without them', () => {
    const on = (day: string) =>
      decideMove(
        stays,
        { from: 'a', to: 'b', on: day },
        { marked: '2024-01-08', held: '2024-01-15' },
      );
    expect(on('2024-01-08')).toEqual({ early: { why: 'held', day: '2024-01-15' } });
    expect(on('2024-01-15')).toEqual({ early: { why: 'held', day: '2024-01-15' } });
    expect(on('2024-01-16')).toHaveProperty('begins', true);
  });

  it('from a group that they have left is none', () => {
    expect(decideMove(stays, { from: 'c', to: 'b', on: '2024-01-22' }, nothing)).toBeNull();
    expect(decideMove([], { from: null, to: 'b', on: '2024-01-22' }, nothing)).toEqual({
      ends: [],
      begins: true,
    });
  });

  it('into a group where they are already ends the other one only', () => {
    const twice = [...stays, stay('b', '2024-01-10', null)];
    expect(decideMove(twice, { from: 'a', to: 'b', on: '2024-01-22' }, nothing)).toEqual({
      ends: ['a:e:2023-11-02'],
      begins: false,
    });
  });
});

describe('somebody in two groups at once', () => {
  it('is told on the days that both cover', () => {
    const stays = [
      stay('a', '2023-11-02', '2024-01-10'),
      stay('b', '2024-01-05', null),
      stay('a', '2023-11-02', null, 'f'),
    ];
    expect(inSeveralGroups(stays, '2024-01-06')).toEqual(new Map([['e', ['a', 'b']]]));
    expect(inSeveralGroups(stays, '2024-01-10').size).toBe(0);
  });
});
