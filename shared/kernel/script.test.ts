import { expect, it } from 'vitest';
import { allInScript, inScript } from './script.ts';

it('says of a name in two scripts the reader’s part', () => {
  expect(inScript('Lot 1 – الحصة 1', 'ar')).toBe('الحصة 1');
  expect(inScript('Lot 1 – الحصة 1', 'fr')).toBe('Lot 1');
  expect(inScript('الحصة 1 – Lot 1', 'en')).toBe('Lot 1');
});

it.each(['V6', 'Nord – Sud', 'سلا – تمارة', 'Lot 1 – الحصة – 1', 'Lot 1 الحصة 1'])(
  'says %s as it is',
  (name) => {
    expect(inScript(name, 'ar')).toBe(name);
    expect(inScript(name, 'fr')).toBe(name);
  },
);

it('says each text of a paper in one script, and leaves the rest alone', () => {
  const paper = { lines: [{ name: 'Laila – ليلى', hours: 3, town: null }], title: 'V6' };
  expect(allInScript(paper, 'ar')).toEqual({
    lines: [{ name: 'ليلى', hours: 3, town: null }],
    title: 'V6',
  });
});
