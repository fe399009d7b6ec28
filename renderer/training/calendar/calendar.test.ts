import { describe, expect, it } from 'vitest';
import type { TrainingOverview } from '../../../shared/training/training.contract.ts';
import type { GroupView, SessionView } from '../../../shared/training/training.views.ts';
import { dayMoved, turned, weeksAround } from '../../ui/calendar/calendarDays.ts';
import { filtered, noFilter } from './sessionFilter.ts';
import { bandsIn } from '../../ui/calendar/weekBands.ts';
import { bandsOf } from './weekBands.ts';

describe('the days of a view', () => {
  it('of a month are whole weeks', () => {
    const weeks = weeksAround('month', '2024-02-14');
    expect(weeks).toHaveLength(5);
    expect([weeks[0]![0], weeks.at(-1)!.at(-1)]).toEqual(['2024-01-29', '2024-03-03']);
  });

  it('of a week begin on its Monday', () => {
    expect(weeksAround('week', '2024-02-18')).toEqual([
      expect.arrayContaining(['2024-02-12', '2024-02-18']),
    ]);
  });

  it('are turned by the view', () => {
    expect(turned('month', '2024-03-31', -1)).toBe('2024-02-29');
    expect(turned('week', '2024-03-31', 1)).toBe('2024-04-07');
  });

  it.each([
    ['ArrowRight', 1, '2024-02-15'],
    ['ArrowRight', -1, '2024-02-13'],
    ['ArrowDown', 1, '2024-02-21'],
    ['Home', 1, '2024-02-12'],
    ['End', 1, '2024-02-18'],
    ['PageDown', 1, '2024-03-14'],
    ['x', 1, null],
  ] as const)('%s moves', (key, forward, day) =>
    expect(dayMoved(key, '2024-02-14', forward)).toBe(day),
  );
});

describe('what stands behind a week', () => {
  it('lies on the first free line, cut at the week', () => {
    const bands = bandsOf(
      {
        breaks: [{ id: 'winter', from: '2024-02-24', until: '2024-03-10' }],
        publicHolidays: [],
        periods: [
          {
            id: 'p',
            label: 'Compte',
            kind: 'closing',
            forbidden: true,
            from: '2024-02-12',
            until: '2024-02-24',
          },
        ],
        windows: [
          { id: 'w', label: 'FM1', dataAsOf: null, from: '2024-02-19', until: '2024-02-23' },
        ],
        conflicts: {},
      },
      { holiday: (id) => id, window: (label) => label },
    );
    const week = weeksAround('week', '2024-02-20')[0]!;
    const found = bandsIn(week, bands).map(({ label, kind, first, last, line }) => [
      label,
      kind,
      first,
      last,
      line,
    ]);
    expect(found).toEqual([
      ['winter', 'off', 6, 7, 0],
      ['Compte', 'forbidden', 1, 6, 1],
      ['FM1', 'base', 1, 5, 0],
    ]);
    expect(bandsIn(weeksAround('week', '2024-03-13')[0]!, bands)).toEqual([]);
  });
});

describe('a filter', () => {
  const session = (id: string, set: Partial<SessionView>) =>
    ({
      id,
      groups: [],
      trainers: [],
      track: null,
      site: null,
      room: null,
      occurrences: [],
      ...set,
    }) as unknown as SessionView;
  const overview = {
    sessions: [
      session('webinar', { groups: ['g1', 'g2'] }),
      session('one', { groups: ['g1'], track: 'sg', trainers: ['t1'], site: 'laon', room: 'l1' }),
      session('two', { groups: ['g2'], track: 'ac', trainers: ['t2'], site: 'laon', room: 'l2' }),
    ],
    groups: [
      { id: 'g1', track: 'sg' },
      { id: 'g2', track: 'ac' },
    ] as GroupView[],
    me: 't2',
    myGroups: ['g1'],
  } as unknown as TrainingOverview;
  const left = (set: Partial<typeof noFilter>, of = overview) =>
    filtered(of, { ...noFilter, ...set }).map(({ id }) => id);

  it('leaves what it asks for', () => {
    expect(left({})).toEqual(['webinar', 'one', 'two']);
    expect(left({ track: 'sg' })).toEqual(['webinar', 'one']);
    expect(left({ trainer: 't1' })).toEqual(['one']);
    expect(left({ place: 'site:laon' })).toEqual(['one', 'two']);
    expect(left({ place: 'room:l2' })).toEqual(['two']);
    expect(left({ group: 'g2', trainer: 't1' })).toEqual([]);
  });

  it('knows what is mine: what I teach, and what my groups come to', () => {
    expect(left({ mine: true })).toEqual(['webinar', 'one', 'two']);
    expect(left({ mine: true }, { ...overview, me: null })).toEqual(['webinar', 'one']);
    expect(left({ mine: true }, { ...overview, myGroups: [] })).toEqual(['two']);
  });
});
