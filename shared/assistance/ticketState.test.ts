import { describe, expect, it } from 'vitest';
import { runSeed, seededRandom } from '../../test/support/random.ts';
import { addDays } from '../kernel/dates.ts';
import opaleTemplate from '../templates/opale.json' with { type: 'json' };
import pegaseTemplate from '../templates/pegase.json' with { type: 'json' };
import { ticketEventKinds } from './ticket.entity.ts';
import { readTicketRules } from './ticketRules.ts';
import { ticketState, type FoldedEvent, type TicketEventKind } from './ticketState.ts';

const opale = readTicketRules(opaleTemplate.ticketRules);
const pegase = readTicketRules(pegaseTemplate.ticketRules);
const ticket = { draft: false, level: 'correspondants', createdOn: '2024-01-02' };

let count = 0;
const event = (kind: TicketEventKind, on: string, level: string | null = null): FoldedEvent => {
  count += 1;
  return { id: `e${count}`, kind, on, at: Date.parse(`${on}T09:00:00Z`) + count, level };
};

describe('the state of a request', () => {
  it('follows its events', () => {
    const events = [
      event('filed', '2024-01-02'),
      event('requalified', '2024-01-03', 'drasi'),
      event('moved', '2024-01-05', 'c2s'),
      event('closed', '2024-01-20'),
    ];
    const on = (day: string) => ticketState({ ...ticket, level: 'si2c' }, events, opale, day);
    expect(on('2024-01-02')).toMatchObject({ status: 'open', level: 'si2c', ageDays: 0 });
    expect(on('2024-01-04')).toMatchObject({ level: 'drasi', group: 'drasi', late: false });
    expect(on('2024-01-17')).toMatchObject({ group: 'national', ageDays: 15, late: false });
    expect(on('2024-01-18')).toMatchObject({ status: 'open', ageDays: 16, late: true });
    expect(on('2024-03-01')).toMatchObject({
      status: 'closed',
      closedOn: '2024-01-20',
      closedByDays: false,
      ageDays: 18,
      late: false,
    });
  });

  it('is a draft until it is asked', () => {
    expect(ticketState({ ...ticket, draft: true }, [], pegase, '2024-05-01')).toMatchObject({
      status: 'draft',
      late: false,
    });
  });

  it('reopens, and once closed stays so whatever is written', () => {
    const events = [event('closed', '2024-01-03'), event('asked', '2024-01-04')];
    expect(ticketState(ticket, events, pegase, '2024-01-09').status).toBe('closed');
    const again = [...events, event('reopened', '2024-01-05')];
    expect(ticketState(ticket, again, pegase, '2024-01-09').status).toBe('open');
  });
});

describe('closing without a reply', () => {
  const waiting = [event('asked', '2024-01-02'), event('waiting', '2024-01-05')];

  it('happens after ten whole days, and never where no rule says so', () => {
    const on = (day: string) => ticketState(ticket, waiting, pegase, day);
    for (const day of ['2024-01-06', '2024-01-15']) {
      expect(on(day)).toMatchObject({ status: 'waiting', repliesUntil: '2024-01-15' });
    }
    for (const day of ['2024-01-16', '2024-02-15', '2025-01-15']) {
      expect(on(day)).toMatchObject({
        status: 'closed',
        closedOn: '2024-01-16',
        closedByDays: true,
        closings: [{ waitingSince: '2024-01-05', on: '2024-01-16' }],
      });
    }
    expect(ticketState(ticket, waiting, opale, '2025-01-15')).toMatchObject({
      status: 'waiting',
      repliesUntil: null,
    });
  });

  it('is undone by a reply of within the days, whenever that arrives', () => {
    const late = [...waiting, event('asked', '2024-01-15')];
    expect(ticketState(ticket, late, pegase, '2024-03-01')).toMatchObject({
      status: 'open',
      closings: [],
    });
    const tooLate = [...waiting, event('asked', '2024-01-16')];
    expect(ticketState(ticket, tooLate, pegase, '2024-03-01')).toMatchObject({
      status: 'closed',
      closedOn: '2024-01-16',
    });
  });

  it.each([
    ['2024-03-25', '2024-04-04', '2024-04-05'],
    ['2024-10-20', '2024-10-30', '2024-10-31'],
    ['2024-02-20', '2024-03-01', '2024-03-02'],
    ['2024-12-25', '2025-01-04', '2025-01-05'],
  ])(
    'counts days of the calendar across clock changes, months and years: %s',
    (since, last, day) => {
      const waits = [event('waiting', since)];
      expect(ticketState(ticket, waits, pegase, last)).toMatchObject({
        status: 'waiting',
        repliesUntil: last,
      });
      expect(ticketState(ticket, waits, pegase, day)).toMatchObject({
        status: 'closed',
        closedOn: day,
      });
    },
  );

  it('lets days begin anew when a colleague takes over', () => {
    const over = [...waiting, event('takenOver', '2024-01-14')];
    expect(ticketState(ticket, over, pegase, '2024-01-24')).toMatchObject({
      status: 'waiting',
      repliesUntil: '2024-01-24',
    });
  });
});

it('is the same in whatever order events came, and closes at most once for each wait', () => {
  const seed = runSeed('ticketState');
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let round = 0; round < 400; round += 1) {
    const events = Array.from({ length: Math.floor(random() * 12) }, () =>
      event(
        pick(ticketEventKinds),
        addDays('2024-01-02', Math.floor(random() * 60)),
        pick(['correspondants', 'pc-scol', null]),
      ),
    );
    const asOf = addDays('2024-01-02', Math.floor(random() * 90));
    const state = ticketState(ticket, events, pegase, asOf);
    const shuffled = events
      .map((one) => [random(), one] as const)
      .toSorted(([a], [b]) => a - b)
      .map(([, one]) => one);
    expect(ticketState(ticket, shuffled, pegase, asOf), `seed ${seed}`).toEqual(state);
    const waits = events.filter(({ kind, on }) => kind === 'waiting' && on! <= asOf).length;
    const restarts = events.filter(({ kind }) => kind === 'takenOver').length;
    expect(state.closings.length, `seed ${seed}`).toBeLessThanOrEqual(waits + restarts);
    const since = state.closings.map(({ waitingSince }) => waitingSince);
    expect(new Set(since).size, `seed ${seed}`).toBe(since.length);
    for (const { waitingSince, on } of state.closings) {
      expect(on, `seed ${seed}`).toBe(addDays(waitingSince, 11));
      const between = events.filter((one) => one.on! > waitingSince && one.on! < on);
      expect(between, `seed ${seed}`).toEqual([]);
    }
    // What a past day looked like does not change with what is known of later ones.
    const past = events.filter(({ on }) => on! <= asOf);
    expect(ticketState(ticket, past, pegase, asOf), `seed ${seed}`).toEqual(state);
  }
});
