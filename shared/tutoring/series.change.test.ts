import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendar/calendar.ts';
import { ruleDays } from '../calendar/recurrence.ts';
import { addDays } from '../kernel/dates.ts';
import { changeSeries, type ThemedSession } from './series.change.ts';
import { sessionDays, type Series } from './series.rules.ts';
import { tutoringSessionId, tutoringStatuses } from './tutoringSession.entity.ts';

const zoneB = calendarOf('FR', 'fr-b')!;
const SERIES: Series = {
  first: '2024-01-17',
  from: '14:00',
  to: '16:00',
  everyWeeks: 2,
  until: '2024-07-03',
};

function row(on: string | null, set: Partial<ThemedSession> = {}): ThemedSession {
  return {
    id: on === null ? 'alone' : tutoringSessionId('g', on),
    on,
    day: null,
    from: null,
    to: null,
    status: null,
    reason: null,
    theme: null,
    ...set,
  };
}

describe('a change of a series', () => {
  it('keeps what was moved or held, and what was said of days that still occur', () => {
    const rows = [
      row('2024-01-17', { status: 'held', theme: 'Lancement' }),
      row('2024-02-14', { status: 'cancelled', reason: 'Grève' }),
      row('2024-03-13', { day: '2024-03-14', from: '09:00', to: '11:00', status: 'planned' }),
    ];
    const { days, gone } = changeSeries('g', SERIES, { ...SERIES, everyWeeks: 4 }, rows, zoneB);
    expect(days.map(({ day }) => day)).toEqual([
      '2024-01-17',
      '2024-02-14',
      '2024-03-14',
      '2024-04-10',
      '2024-05-08',
      '2024-06-05',
      '2024-07-03',
    ]);
    expect(days.find(({ on }) => on === '2024-02-14')).toMatchObject({
      status: 'cancelled',
      reason: 'Grève',
    });
    expect(gone).toEqual([]);
  });

  it('lists what was cancelled on a day that no longer occurs', () => {
    const rows = [row('2024-01-31', { status: 'cancelled', reason: 'Grève' })];
    const thursdays = { ...SERIES, first: '2024-01-18' };
    expect(changeSeries('g', SERIES, thursdays, rows, zoneB).gone).toEqual([
      {
        on: '2024-01-31',
        was: 'cancelled',
        theme: null,
        hours: null,
        reason: 'Grève',
        carriedTo: null,
      },
    ]);
  });

  it('takes themes along to the session of the same rank, counted after what was held', () => {
    const rows = [
      row('2024-01-17', { status: 'held', theme: 'Lancement' }),
      row('2024-01-31', { theme: 'Budget' }),
      row('2024-02-14', { theme: 'Tiers' }),
    ];
    const thursdays = { ...SERIES, first: '2024-02-01' };
    expect(
      changeSeries('g', SERIES, thursdays, rows, null).gone.map(({ theme, carriedTo }) => [
        theme,
        carriedTo,
      ]),
    ).toEqual([
      ['Budget', '2024-02-01'],
      ['Tiers', '2024-02-15'],
    ]);
  });

  it('takes a theme to the next free day where its rank has one already', () => {
    const rows = [row('2024-01-31', { theme: 'Budget' }), row('2024-02-14', { theme: 'Tiers' })];
    // Every four weeks: the second session is that of 14 February, which has a theme of its own.
    const { gone } = changeSeries('g', SERIES, { ...SERIES, everyWeeks: 4 }, rows, null);
    expect(gone).toMatchObject([{ theme: 'Budget', carriedTo: '2024-03-13' }]);
  });

  it('leaves a theme without a session where none is free', () => {
    const rows = [row('2024-01-31', { theme: 'Budget' }), row('2024-02-14', { theme: 'Tiers' })];
    const once = { ...SERIES, until: '2024-01-17' };
    expect(changeSeries('g', SERIES, once, rows, null).gone).toMatchObject([
      { theme: 'Budget', carriedTo: '2024-01-17' },
      { theme: 'Tiers', carriedTo: null },
    ]);
  });

  it('takes a theme to a day off only when no other day is free', () => {
    const short = { ...SERIES, first: '2024-04-10', until: '2024-05-22' };
    const days = ['2024-04-10', '2024-04-24', '2024-05-08', '2024-05-22'];
    const rows = days.map((on) => row(on, { theme: `Thème ${on}` }));
    const weekEarlier = { ...short, first: '2024-04-03', until: '2024-05-15' };
    const targets = (to: Series) =>
      changeSeries('g', short, to, rows, zoneB).gone.map(({ carriedTo }) => carriedTo);
    // 1 May is off: that theme takes it where nothing else is left, and what is free otherwise.
    expect(targets(weekEarlier)).toEqual(['2024-04-03', '2024-04-17', '2024-05-01', '2024-05-15']);
    expect(targets({ ...weekEarlier, until: '2024-06-12' })).toEqual([
      '2024-04-03',
      '2024-04-17',
      '2024-05-15',
      '2024-05-29',
    ]);
  });

  it('takes hours of its own along with a theme, unless the other day has some', () => {
    const long = { from: '14:00', to: '17:00' };
    const rows = [
      row('2024-01-31', { theme: 'Budget', ...long }),
      row('2024-02-14', { ...long }),
      row('2024-02-28', { theme: 'Tiers', ...long }),
      row('2024-02-29', { from: '09:00', to: '11:00' }),
    ];
    const thursdays = { ...SERIES, first: '2024-01-18' };
    const { days, gone } = changeSeries('g', SERIES, thursdays, rows, null);
    expect(gone.map(({ carriedTo }) => carriedTo)).toEqual([
      '2024-02-01',
      '2024-02-15',
      '2024-02-29',
    ]);
    const on = (day: string) => days.find((one) => one.day === day);
    expect(on('2024-02-01')).toMatchObject({ ...long, row: { theme: 'Budget' } });
    expect(on('2024-02-15')).toMatchObject(long);
    expect(on('2024-02-29')).toMatchObject({ from: '09:00', to: '11:00', row: { theme: 'Tiers' } });
  });

  it('does not meet twice on a day that a session was moved to before', () => {
    const rows = [
      row('2024-02-28', { theme: 'Budget' }),
      row('2024-03-13', { day: '2024-03-14', theme: 'Régies' }),
      row('2024-03-27', { theme: 'Tiers' }),
    ];
    const { days, gone } = changeSeries(
      'g',
      SERIES,
      { ...SERIES, first: '2024-01-18' },
      rows,
      null,
    );
    expect(days.filter(({ day }) => day === '2024-03-14')).toMatchObject([
      { on: '2024-03-13', row: { theme: 'Régies' } },
    ]);
    expect(gone.map(({ carriedTo }) => carriedTo)).toEqual(['2024-02-29', '2024-03-28']);
    // Cancelled there, it stands in for nothing.
    const off = [row('2024-03-13', { day: '2024-03-14', status: 'cancelled' })];
    const then = changeSeries('g', SERIES, { ...SERIES, first: '2024-01-18' }, off, null).days;
    expect(then.filter(({ day }) => day === '2024-03-14')).toHaveLength(2);
  });

  it('says why nobody works on a day, unless it was cancelled or moved from there', () => {
    const rows = [row('2024-02-28', { status: 'cancelled', reason: 'Vacances' })];
    const { days } = changeSeries('g', null, SERIES, rows, zoneB);
    const off = days.filter((one) => one.off !== null);
    expect(off.map(({ day, status, off: why }) => [day, status, why!.id])).toEqual([
      ['2024-04-24', 'dayOff', 'spring'],
      ['2024-05-08', 'dayOff', 'victoryDay'],
    ]);
  });

  it('gives a cancelled session its theme back when the rule comes back', () => {
    const first = '2024-01-10';
    const before: Series = {
      first,
      from: '14:00',
      to: '16:00',
      everyWeeks: 2,
      until: '2024-02-28',
    };
    const after: Series = { ...before, first: '2024-01-11', until: '2024-02-29' };
    const cancelled = row('2024-01-24', { status: 'cancelled', theme: 'Paie', reason: 'Neige' });
    const [away] = changeSeries('g', before, after, [cancelled], null).gone;
    expect(away).toMatchObject({ on: '2024-01-24', carriedTo: '2024-01-25' });
    const moved = [{ ...cancelled, theme: null }, row('2024-01-25', { theme: 'Paie' })];
    const [back] = changeSeries('g', after, before, moved, null).gone;
    expect(back).toMatchObject({ on: '2024-01-25', theme: 'Paie', carriedTo: '2024-01-24' });
  });

  it('loses nothing that was agreed, whatever the rules', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const next = randomOf(seed);
    const pick = (count: number): number => Math.floor(next() * count);
    const rule = (): Series => {
      const first = addDays('2024-01-08', pick(40));
      const until = addDays(first, pick(170));
      return { first, from: '14:00', to: '16:00', everyWeeks: 1 + pick(4), until };
    };
    for (let round = 0; round < 300; round += 1) {
      const said = `seed ${seed}, round ${round}`;
      const [before, after] = [rule(), rule()];
      const rows = ruleDays(before.first, before).flatMap((on): ThemedSession[] => {
        if (pick(2) === 0) return [];
        const moved = pick(3) === 0 ? addDays(on, 1 + pick(3)) : null;
        return [
          row(on, {
            day: moved,
            status: [...tutoringStatuses, null][pick(4)]!,
            theme: pick(2) === 0 ? null : `Thème ${on}`,
            reason: pick(2) === 0 ? null : `Raison ${on}`,
          }),
        ];
      });
      const { days, gone } = changeSeries('g', before, after, rows, zoneB);
      const byId = new Map(days.map((one) => [one.id, one]));
      const given = new Set(ruleDays(after.first, after));
      for (const one of rows) {
        const isAgreed = one.status === 'held' || one.day !== null || given.has(one.on!);
        if (!isAgreed) continue;
        const kept = byId.get(one.id);
        expect(kept, said).toBeDefined();
        expect(kept!.day, said).toBe(one.day ?? one.on);
        expect(kept!.reason, said).toBe(one.reason);
        if (one.status !== null) expect(kept!.status, said).toBe(one.status);
      }
      // A theme is where it was, where it was taken to, or listed.
      const written = new Map(rows.map((one) => [one.on!, one]));
      for (const { on, theme, carriedTo } of gone) {
        written.set(on, { ...written.get(on)!, theme: null });
        if (carriedTo === null) continue;
        expect(written.get(carriedTo)?.theme ?? null, said).toBeNull();
        written.set(carriedTo, { ...(written.get(carriedTo) ?? row(carriedTo)), theme });
      }
      const shown = sessionDays('g', after, [...written.values()], zoneB).flatMap(
        ({ row: known }) => known?.theme ?? [],
      );
      const listed = gone.flatMap(({ theme, carriedTo }) =>
        theme !== null && carriedTo === null ? [theme] : [],
      );
      const had = rows.flatMap(({ theme }) => theme ?? []);
      expect([...shown, ...listed].sort(), said).toEqual(had.sort());
    }
  });
});

/** Figures from 0 to 1 by a seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
