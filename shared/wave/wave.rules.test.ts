import { describe, expect, it } from 'vitest';
import { isAfterEnd, isOverloaded, loadOf } from './load.rules.ts';
import { planPostponement, type PostponementFacts } from './postponement.rules.ts';
import { compareCandidates, criteria, readinessOf } from './readiness.rules.ts';
import { statusMove } from './status.rules.ts';

describe('statuses of a membership', () => {
  it('go on one by one; skipping, going back and leaving are told apart', () => {
    expect(statusMove('candidate', 'informed')).toBe('next');
    expect(statusMove('informed', 'switched')).toBe('skip');
    expect(statusMove('switched', 'created')).toBe('back');
    expect(statusMove('created', 'postponed')).toBe('aside');
    expect(statusMove('postponed', 'created')).toBe('return');
    expect(statusMove('created', 'created')).toBe('same');
    expect(statusMove(null, 'informed')).toBe('next');
  });
});

describe('readiness', () => {
  const none = { demand: null, digitalUse: null, technicalState: null, functionalState: null };

  it('weighs four criteria that make 100', () => {
    expect(criteria.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const all = (mark: number) => ({
      demand: mark,
      digitalUse: mark,
      technicalState: mark,
      functionalState: mark,
    });
    expect(readinessOf(all(4)).score).toBe(100);
    expect(readinessOf(all(0)).score).toBe(0);
    expect(readinessOf({ ...all(0), demand: 4 }).score).toBe(30);
    expect(readinessOf({ ...all(2), digitalUse: 3 }).score).toBe(55);
  });

  it('counts nothing for what nobody has judged, and says what that is', () => {
    expect(readinessOf(none)).toEqual({ score: null, missing: criteria.map(({ id }) => id) });
    expect(readinessOf({ ...none, technicalState: 4 })).toEqual({
      score: 30,
      missing: ['demand', 'digitalUse', 'functionalState'],
    });
  });

  it('orders candidates: the readier, then the earlier, then by name', () => {
    const list = [
      { score: null, appliedOn: '2023-01-01', name: 'a' },
      { score: 40, appliedOn: '2023-03-01', name: 'b' },
      { score: 40, appliedOn: null, name: 'c' },
      { score: 40, appliedOn: '2023-02-01', name: 'd' },
      { score: 90, appliedOn: null, name: 'e' },
      { score: 40, appliedOn: null, name: 'bb' },
    ];
    expect(list.toSorted(compareCandidates).map(({ name }) => name)).toEqual([
      'e',
      'd',
      'b',
      'bb',
      'c',
      'a',
    ]);
  });
});

describe('the load of a wave', () => {
  it('says what is over its means, and nothing of means that nobody knows', () => {
    const lines = loadOf({
      establishments: 61,
      staff: 214,
      later: { establishments: 0, staff: 4 },
      trainingPlaces: 200,
      tutoringPlaces: 61,
      budget: null,
      costs: 500,
    });
    expect(lines).toEqual([
      { kind: 'training', need: 210, means: 200, over: 10, later: 4 },
      { kind: 'tutoring', need: 61, means: 61, over: 0, later: 0 },
      { kind: 'budget', need: 500, means: null, over: 0, later: 0 },
    ]);
    expect(isOverloaded(lines)).toBe(true);
    expect(isOverloaded(lines.slice(1))).toBe(false);
  });

  it('ends with the contract', () => {
    expect(isAfterEnd('2025-09-02', '2025-09-01')).toBe(true);
    expect(isAfterEnd('2025-09-01', '2025-09-01')).toBe(false);
    expect(isAfterEnd(null, '2025-09-01')).toBe(false);
  });
});

describe('a postponement', () => {
  const facts: PostponementFacts = {
    rule: { noticeMonths: 1, registeredLetter: true, longestDelayMonths: 6 },
    wish: { to: 'months', months: 3 },
    from: '2024-01-01',
    origin: '2024-01-01',
    today: '2023-12-31',
    waves: [
      { id: 'v8', switchoverDate: '2025-01-01' },
      { id: 'v7', switchoverDate: '2024-09-01' },
    ],
    noticeOn: '2023-11-30',
    registeredLetter: true,
    endsOn: '2024-08-31',
  };

  it('keeps its wave while the delay is allowed', () => {
    expect(planPostponement(facts)).toEqual({
      kind: 'postponed',
      fromDate: '2024-01-01',
      toDate: '2024-04-01',
      toWave: null,
      effectiveOn: '2024-01-01',
      notice: { dueBy: '2023-12-01', state: 'inTime', daysLate: 0, letterMissing: false },
      overLongest: false,
      afterEnd: false,
    });
  });

  it('goes to the next campaign when it takes longer than the rule allows', () => {
    expect(planPostponement({ ...facts, wish: { to: 'months', months: 7 } })).toMatchObject({
      kind: 'nextCampaign',
      toDate: '2024-09-01',
      toWave: 'v7',
      overLongest: true,
      afterEnd: false,
    });
    const alone = { ...facts, waves: [], wish: { to: 'date', date: '2024-10-01' } } as const;
    expect(planPostponement(alone)).toMatchObject({
      kind: 'nextCampaign',
      toDate: '2024-10-01',
      toWave: null,
      afterEnd: true,
    });
    expect(planPostponement({ ...facts, wish: { to: 'months', months: 6 } })).toMatchObject({
      kind: 'postponed',
    });
  });

  it('counts the longest delay from the first day, over all postponements', () => {
    const third = { ...facts, origin: '2024-01-01', from: '2024-07-01' } as const;
    const rule = { noticeMonths: 1, registeredLetter: true, longestDelayMonths: 12 };
    const later = (months: number) =>
      planPostponement({ ...third, rule, wish: { to: 'months', months } });
    expect(later(6)).toMatchObject({ kind: 'postponed', overLongest: false });
    expect(later(8)).toMatchObject({ kind: 'nextCampaign', overLongest: true });
    expect(planPostponement({ ...third, rule, wish: { to: 'wave', wave: 'v8' } })).toMatchObject({
      kind: 'postponed',
      toDate: '2025-01-01',
    });
    const date = { to: 'date', date: '2025-01-02' } as const;
    expect(planPostponement({ ...third, rule, wish: date })).toMatchObject({ overLongest: true });
  });

  it('takes no notice of a day that has not come', () => {
    const on = (noticeOn: string) => planPostponement({ ...facts, today: '2023-11-30', noticeOn });
    expect(on('2023-12-01')).toEqual({ type: 'NoticeAhead' });
    expect(on('2023-11-30')).toMatchObject({ notice: { state: 'inTime' } });
  });

  it('judges the notice by the day that it takes effect', () => {
    expect(planPostponement({ ...facts, noticeOn: '2023-12-05' })).toMatchObject({
      notice: { state: 'late', daysLate: 4 },
    });
    expect(
      planPostponement({ ...facts, noticeOn: '2023-12-05', effectiveOn: '2024-01-05' }),
    ).toMatchObject({ notice: { state: 'inTime', dueBy: '2023-12-05' } });
    expect(planPostponement({ ...facts, noticeOn: null, registeredLetter: false })).toMatchObject({
      notice: { state: 'missing', letterMissing: true },
    });
    expect(planPostponement({ ...facts, rule: null })).toMatchObject({
      kind: 'postponed',
      notice: { dueBy: null, state: 'notAsked', letterMissing: false },
    });
  });

  it('moves to a wave, or gives up; never to an earlier day', () => {
    expect(planPostponement({ ...facts, wish: { to: 'wave', wave: 'v8' } })).toMatchObject({
      toWave: 'v8',
      toDate: '2025-01-01',
      kind: 'nextCampaign',
    });
    expect(planPostponement({ ...facts, wish: { to: 'never' } })).toMatchObject({
      kind: 'abandoned',
      toDate: null,
    });
    expect(planPostponement({ ...facts, wish: { to: 'wave', wave: 'x' } })).toEqual({
      type: 'WaveUnknown',
    });
    expect(planPostponement({ ...facts, wish: { to: 'date', date: '2024-01-01' } })).toEqual({
      type: 'NotLater',
    });
  });
});
