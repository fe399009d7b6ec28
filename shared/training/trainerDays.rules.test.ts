import { describe, expect, it } from 'vitest';
import { trainerMonths, type PaidSession } from './trainerDays.rules.ts';

const amiens = { lat: 49.89, lng: 2.31 };
const laon = { lat: 49.564, lng: 3.62 };
const both = ['morning', 'afternoon'] as const;

function session(day: string, set: Partial<PaidSession> = {}): PaidSession {
  return {
    day,
    halves: [...both],
    status: 'held',
    mode: 'inPerson',
    trainers: ['a', 'b'],
    at: amiens,
    ...set,
  };
}
const months = (sessions: readonly PaidSession[], day = '2024-01-22') =>
  trainerMonths(
    [
      { id: 'a', at: laon },
      { id: 'b', at: amiens },
    ],
    sessions,
    day,
  );

describe('days of trainers', () => {
  it('are counted by month, held until the day and planned after it', () => {
    expect(months([session('2023-12-04'), session('2024-01-10'), session('2024-01-26')])).toEqual([
      expect.objectContaining({ trainer: 'a', month: '2023-12', days: 1, halfDays: 2, planned: 0 }),
      expect.objectContaining({ trainer: 'a', month: '2024-01', days: 1, halfDays: 2, planned: 2 }),
      expect.objectContaining({ trainer: 'b', month: '2023-12', days: 1, halfDays: 2, planned: 0 }),
      expect.objectContaining({ trainer: 'b', month: '2024-01', days: 1, halfDays: 2, planned: 2 }),
    ]);
  });

  it('leave out what was cancelled, and count a day of two sessions once, with one journey', () => {
    const [one] = months([
      session('2024-01-10', { halves: ['morning'], trainers: ['a'] }),
      session('2024-01-10', { halves: ['afternoon'], trainers: ['a', 'a'] }),
      session('2024-01-11', { status: 'cancelled' }),
    ]);
    const [whole] = months([session('2024-01-10', { trainers: ['a'] })]);
    expect(one).toMatchObject({ sessions: 2, days: 1, halfDays: 2 });
    expect(one!.km).toBe(whole!.km);
    expect(one!.km).toBeGreaterThan(200);
    expect(one!.km).toBeLessThan(350);
  });

  it('need no journey at home, at a distance, or where a place is not known', () => {
    const km = (set: Partial<PaidSession>) => months([session('2024-01-10', set)]).map((m) => m.km);
    expect(km({})).toEqual([expect.any(Number), 0]);
    expect(km({ mode: 'webinar' })).toEqual([0, 0]);
    expect(km({ at: null })).toEqual([0, 0]);
  });
});
