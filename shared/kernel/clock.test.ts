import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxStamp, nextStamp, stampDevice, STAMP_PATTERN, stampTime, type Stamp } from './clock.ts';

const times = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe('the hybrid logical clock', () => {
  it('gives a stamp greater than the one seen, whatever the computer clock says', () => {
    fc.assert(
      fc.property(times, times, (seenAt, now) => {
        const seen = nextStamp(null, seenAt, 'other');
        expect(nextStamp(seen, now, 'mine') > seen).toBe(true);
      }),
    );
  });

  it('stays strictly rising over a run of writes by a clock that jumps', () => {
    fc.assert(
      fc.property(fc.array(times, { maxLength: 50 }), (clock) => {
        let last: Stamp | null = null;
        for (const now of clock) {
          const next = nextStamp(last, now, 'd');
          if (last !== null) expect(next > last).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('carries the time and the device', () => {
    const stamp = nextStamp(null, 1_705_915_320_123, 'k3j9');
    expect(stamp).toMatch(STAMP_PATTERN);
    expect(stampTime(stamp)).toBe(1_705_915_320_123);
    expect(stampDevice(stamp)).toBe('k3j9');
  });

  it('moves to the next millisecond when the counter is full', () => {
    const full = `${(1_000).toString(36).padStart(9, '0')}-zzzz-d` as Stamp;
    const next = nextStamp(full, 0, 'd');
    expect(next > full).toBe(true);
    expect(stampTime(next)).toBe(1_001);
  });

  it('knows the greater of two', () => {
    const a = nextStamp(null, 1, 'a');
    const b = nextStamp(null, 2, 'a');
    expect(maxStamp(a, b)).toBe(b);
    expect(maxStamp(null, a)).toBe(a);
    expect(maxStamp(a, null)).toBe(a);
  });
});
