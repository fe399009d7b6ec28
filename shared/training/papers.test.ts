import { describe, expect, it } from 'vitest';
import {
  attendanceCounts,
  certificateTotals,
  halvesOf,
  sheetPages,
  spareLines,
  type AttendanceLine,
  type AttendanceSheet,
  type AttendanceStatus,
} from './papers.ts';

function line(morning: AttendanceStatus | null, afternoon?: AttendanceStatus): AttendanceLine {
  return {
    name: 'Edgar Églantin',
    function: 'Agent comptable',
    establishment: 'Lycée A. Camus',
    town: 'Laon',
    isWalkIn: false,
    replaces: null,
    marks: {
      morning: morning === null ? null : { status: morning },
      ...(afternoon === undefined ? {} : { afternoon: { status: afternoon } }),
    },
  };
}

function sheet(count: number, more: Partial<AttendanceSheet>): AttendanceSheet {
  return { lines: Array.from({ length: count }, () => line(null)), ...more } as AttendanceSheet;
}

describe('the counts of a half day', () => {
  const lines = [
    line('present', 'absent'),
    line('late', 'present'),
    line('absent'),
    line('excused', 'present'),
    line(null, 'late'),
  ];

  it('count who came late among those who were there', () => {
    expect(attendanceCounts(lines, 'morning')).toEqual({
      people: 5,
      present: 2,
      late: 1,
      absent: 1,
      excused: 1,
      unmarked: 1,
    });
    expect(attendanceCounts(lines, 'afternoon')).toEqual({
      people: 5,
      present: 3,
      late: 1,
      absent: 1,
      excused: 0,
      unmarked: 1,
    });
  });

  it('add up to the people', () => {
    const { people, present, absent, excused, unmarked } = attendanceCounts(lines, 'morning');
    expect(present + absent + excused + unmarked).toBe(people);
  });
});

describe('the pages of a sheet', () => {
  const sizes = (each: AttendanceSheet): number[] => sheetPages(each).map((rows) => rows.length);

  it('hold twenty-five lines, numbered through', () => {
    const filled = { variant: 'filled' } as const;
    expect(sizes(sheet(25, filled))).toEqual([25]);
    expect(sizes(sheet(26, filled))).toEqual([25, 1]);
    expect(sizes(sheet(0, filled))).toEqual([0]);
    expect(sheetPages(sheet(26, filled))[1]![0]!.number).toBe(26);
  });

  it('have empty lines where they are to be signed, and no page for these alone', () => {
    const blank = { variant: 'blank' } as const;
    expect([1, 22, 24, 25, 26].map((count) => spareLines(sheet(count, blank)))).toEqual([
      3, 3, 1, 0, 3,
    ]);
    expect(sizes(sheet(24, blank))).toEqual([25]);
    expect(sizes(sheet(0, blank))).toEqual([12]);
    expect(sizes(sheet(3, { ...blank, spare: 0 }))).toEqual([3]);
    expect(sheetPages(sheet(3, blank))[0]!.at(-1)).toEqual({ number: 6, line: null });
  });
});

describe('a session', () => {
  it('has its halves in the order of the day', () => {
    const hours = { from: '09:00', to: '12:00' };
    expect(halvesOf({ hours: { afternoon: hours, morning: hours } })).toEqual([
      'morning',
      'afternoon',
    ]);
    expect(halvesOf({ hours: { afternoon: hours } })).toEqual(['afternoon']);
  });
});

describe('a certificate', () => {
  it('counts self-study and what was joined from afar as at a distance', () => {
    const session = { on: '2024-01-10', title: 'Budget' };
    const sessions = [
      { ...session, mode: 'inPerson', minutes: 360 },
      { ...session, mode: 'remote', minutes: 90 },
      { ...session, mode: 'inPerson', minutes: 30 },
    ] as const;
    expect(certificateTotals({ sessions, selfStudyMinutes: 540 })).toEqual({
      inPerson: 390,
      remote: 630,
      selfStudy: 540,
      total: 1020,
    });
  });
});
