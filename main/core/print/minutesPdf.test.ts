import { describe, expect, it } from 'vitest';
import type { Minutes } from '../../../shared/tutoring/minutes.ts';
import { minutesPdf } from './minutesPdf.ts';
import { mirrored, pdfPages } from './testing/pdfText.ts';

const many = (word: string, count: number): string =>
  Array.from({ length: count }, (_, index) => `${word}${String(index)}`).join(' ');
const nothing: Minutes = {
  programme: 'Op@le',
  wave: 'V6',
  group: 'Groupe 1',
  tutors: ['Un', 'Deux'],
  day: '2024-01-17',
  from: '14:00',
  to: '16:00',
  theme: null,
  summary: null,
  presence: { present: [], late: [], excused: [], absent: [], unmarked: [] },
  difficulties: [],
  answers: [],
  followUps: [],
  notes: [],
  contacts: [],
};
const difficulty = { school: 'Lycée', theme: null, state: 'open', blocker: null } as const;
const long: Minutes = {
  ...nothing,
  summary: many('s', 900),
  difficulties: [
    { ...difficulty, text: many('d', 900), answers: ['x'] },
    {
      ...difficulty,
      text: 'y',
      answers: Array.from({ length: 60 }, (_, index) => `a${String(index)}`),
    },
  ],
  answers: [{ school: null, theme: null, text: many('r', 900) }],
  followUps: [
    { school: null, theme: null, text: many('f', 900), who: null, by: null, doneOn: null },
  ],
  notes: [{ school: 'Lycée', theme: null, text: many('n', 900) }],
};

describe('minutes', () => {
  it.each(['fr', 'ar'] as const)('print all of long texts over pages, in %s', async (language) => {
    const { bytes, pages } = await minutesPdf(long, language);
    expect(pages).toBeGreaterThan(5);
    const said = pdfPages(bytes)
      .flatMap(({ texts }) => texts)
      .join(' ');
    for (const [word, count] of [
      ['s', 900],
      ['d', 900],
      ['a', 60],
      ['r', 900],
      ['f', 900],
      ['n', 900],
    ] as const) {
      const found = said.match(new RegExp(String.raw`\b${word}\d+\b`, 'g')) ?? [];
      expect([word, found.length, new Set(found).size]).toEqual([word, count, count]);
    }
  });

  it('print all of a long Arabic text', async () => {
    const text = Array.from({ length: 600 }, () => 'زعفران').join(' ');
    const { bytes } = await minutesPdf(
      { ...nothing, difficulties: [{ ...difficulty, text, answers: [] }] },
      'ar',
    );
    const said = pdfPages(bytes)
      .flatMap(({ texts }) => texts)
      .join(' ');
    expect(said.split(mirrored('زعفران')).length - 1).toBe(600);
  });
});
