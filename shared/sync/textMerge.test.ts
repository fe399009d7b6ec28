import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeText } from './textMerge.ts';

const base = 'Vu avec l’ADSI. Budget à charger avant le 15.';

describe('two versions of a text', () => {
  it('are merged where they do not overlap', () => {
    const a = 'Vu avec l’ADSI mardi. Budget à charger avant le 15.';
    const b = 'Vu avec l’ADSI. Budget à charger avant le 20 janvier.';
    expect(mergeText(base, a, b)).toBe(
      'Vu avec l’ADSI mardi. Budget à charger avant le 20 janvier.',
    );
    expect(
      mergeText(
        'مراجعة الميزانية قبل الجمعة',
        'مراجعة الميزانية الأولية قبل الجمعة',
        'مراجعة الميزانية قبل السبت',
      ),
    ).toBe('مراجعة الميزانية الأولية قبل السبت');
  });

  it('are left to a person where they overlap', () => {
    expect(mergeText(base, base.replace('15', '16'), base.replace('15', '17'))).toBeNull();
    expect(mergeText('', 'un', 'deux')).toBeNull();
  });

  it('need no merge where one did not change, or both did the same', () => {
    expect(mergeText(base, base, 'autre')).toBe('autre');
    expect(mergeText(base, 'autre', base)).toBe('autre');
    expect(mergeText(base, 'autre', 'autre')).toBe('autre');
  });

  it('come out the same whichever side comes first', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'é', 'ع'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, text, (o, a, b) => {
        expect(mergeText(o, a, b)).toBe(mergeText(o, b, a));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a long text', () => {
  const long = Array.from({ length: 650 }, (_, at) => `mot${(at * 7_919) % 300}`).join(' ');

  it('is merged as well', () => {
    expect(mergeText(long, `début ${long}`, `${long} fin`)).toBe(`début ${long} fin`);
    expect(mergeText('Appeler.', 'Appeler. Rappeler', 'Vu. Appeler.')).toBe(
      'Vu. Appeler. Rappeler',
    );
    expect(mergeText('a\n\n b', 'a\n\n b\t c', 'x a\n\n b')).toBe('x a\n\n b\t c');
  });

  it('that repeats itself is left to a person: it would cost seconds', () => {
    const repeated = 'a '.repeat(1_999);
    expect(mergeText(repeated, `b ${repeated}`, `${repeated}c`)).toBeNull();
  });
});
