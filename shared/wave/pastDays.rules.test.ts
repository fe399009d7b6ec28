import { describe, expect, it } from 'vitest';
import { isDealtOn, isInWaveOn, partOn, switchoverOn } from './pastDays.rules.ts';

const part = {
  joinedOn: '2023-06-01',
  leftOn: null,
  openedOn: '2023-07-01',
  switchoverDate: '2024-07-01',
};

describe('a school on a past day', () => {
  it('is in a wave from its joining until it left, with the kit from the day it was dealt out', () => {
    expect(isInWaveOn(part, '2023-05-31')).toBe(false);
    expect(isInWaveOn(part, '2023-06-01')).toBe(true);
    expect(isDealtOn(part, '2023-06-30')).toBe(false);
    expect(isDealtOn(part, '2023-07-01')).toBe(true);
    const left = { ...part, leftOn: '2023-09-01' };
    expect(isInWaveOn(left, '2023-08-31')).toBe(true);
    expect(isInWaveOn(left, '2023-09-01')).toBe(false);
  });

  it('counts as today where no day is known', () => {
    const unknown = { ...part, joinedOn: null, openedOn: null };
    expect([isInWaveOn(unknown, '1900-01-01'), isDealtOn(unknown, '1900-01-01')]).toEqual([
      true,
      true,
    ]);
    expect(isDealtOn({ ...unknown, leftOn: '2023-09-01' }, '2023-08-01')).toBe(false);
  });

  it('counts in the wave that it was in then', () => {
    const old = { ...part, leftOn: '2023-09-01' };
    const now = { ...part, joinedOn: '2023-09-01' };
    expect(partOn([now, old], '2023-08-31')).toBe(old);
    expect(partOn([now, old], '2023-09-01')).toBe(now);
    expect(partOn([now, old], '2023-05-01')).toBeUndefined();
  });

  it('was to switch over as it stood then, whatever was decided since', () => {
    const put = (decidedOn: string | null, noticeOn: string | null, fromDate: string) => ({
      decidedOn,
      noticeOn,
      fromDate,
    });
    const list = [
      put('2023-12-01', '2023-08-01', '2024-04-01'),
      put(null, '2023-10-01', '2024-01-01'),
      put(null, null, '2020-01-01'),
    ];
    expect(switchoverOn(part, list, '2023-09-30')).toBe('2024-01-01');
    expect(switchoverOn(part, list, '2023-10-01')).toBe('2024-04-01');
    expect(switchoverOn(part, list, '2023-12-01')).toBe('2024-07-01');
    const twice = [put('2023-12-01', null, '2024-04-01'), put('2023-12-01', null, '2024-01-01')];
    expect(switchoverOn(part, twice, '2023-11-30')).toBe('2024-01-01');
  });
});
