import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { describe, expect, it } from 'vitest';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import type { Recurrence } from '../../../shared/calendar/recurrence.ts';
import { calendarFile, type CalendarFileOptions } from './calendarFile.ts';

const NOW = Date.parse('2024-01-05T10:00:00Z');
const options: CalendarFileOptions = {
  name: 'Tutorat',
  language: 'fr',
  timeZone: 'Europe/Paris',
  now: NOW,
};
const base: CalendarEvent = {
  uid: 'tut-1@bascule',
  sequence: 0,
  title: 'Tutorat',
  description: '',
  location: '',
  day: '2024-01-17',
  from: '09:00',
  to: '11:30',
  timeZone: 'Europe/Paris',
  url: null,
  status: 'confirmed',
  organizer: null,
  attendees: [],
  repeats: null,
  lastModified: NOW,
};

const write = (
  event: Partial<CalendarEvent> = {},
  change: Partial<CalendarFileOptions> = {},
): string => calendarFile([{ ...base, ...event }], { ...options, ...change });

const lineLengths = (text: string): number[] =>
  text.split('\r\n').map((line) => Buffer.byteLength(line));

/** What Mozilla's reader finds in a file, by the file's own rules of the clocks. */
function read(text: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(text) as unknown[]);
}

interface Instant {
  readonly start: string;
  readonly end: string;
  readonly sequence: number;
}

/** Each time at which something takes place, in UTC, as Mozilla's reader expands it. */
function instants(text: string): Instant[] {
  const file = read(text);
  const parts = file.getAllSubcomponents('vevent');
  const main = parts.filter((part) => !part.hasProperty('recurrence-id'));
  const moved = parts.filter((part) => part.hasProperty('recurrence-id'));
  return main
    .flatMap((part) => {
      const event = new ICAL.Event(part, { strictExceptions: true });
      for (const one of moved) event.relateException(one);
      const found: Instant[] = [];
      const days = event.iterator();
      for (let next = days.next(); next !== null && next !== undefined; next = days.next()) {
        const details = event.getOccurrenceDetails(next);
        found.push({
          start: details.startDate.toJSDate().toISOString(),
          end: details.endDate.toJSDate().toISOString(),
          sequence: details.item.sequence,
        });
      }
      return found;
    })
    .sort((a, b) => (a.start < b.start ? -1 : 1));
}

const starts = (text: string): string[] => instants(text).map(({ start }) => start.slice(0, 16));

/** The same as a reader by other people expands it, by the clocks it knows itself. */
function startsElsewhere(text: string): string[] {
  const events = Object.values(nodeIcal.sync.parseICS(text)).filter(
    (one) => one?.type === 'VEVENT',
  );
  return events
    .flatMap((event) =>
      event.rrule === undefined
        ? [event.start]
        : nodeIcal
            .expandRecurringEvent(event, {
              from: new Date('2023-01-01T00:00:00Z'),
              to: new Date('2027-01-01T00:00:00Z'),
            })
            .map(({ start }) => start),
    )
    .map((start) => start.toISOString().slice(0, 16))
    .sort();
}

const weekly = (until: string, except: Recurrence['except'] = []): Recurrence => ({
  everyWeeks: 1,
  until,
  except,
});

describe('times', () => {
  it.each([
    {
      name: 'Paris, to summer time on 31 March',
      event: { day: '2024-03-24', timeZone: 'Europe/Paris', repeats: weekly('2024-04-07') },
      expected: ['2024-03-24T08:00', '2024-03-31T07:00', '2024-04-07T07:00'],
    },
    {
      name: 'Paris, back on 27 October',
      event: { day: '2024-10-20', timeZone: 'Europe/Paris', repeats: weekly('2024-11-03') },
      expected: ['2024-10-20T07:00', '2024-10-27T08:00', '2024-11-03T08:00'],
    },
    {
      name: 'Casablanca, into Ramadan on 10 March',
      event: { day: '2024-03-03', timeZone: 'Africa/Casablanca', repeats: weekly('2024-03-17') },
      expected: ['2024-03-03T08:00', '2024-03-10T09:00', '2024-03-17T09:00'],
    },
    {
      name: 'Casablanca, out of Ramadan on 14 April',
      event: { day: '2024-04-07', timeZone: 'Africa/Casablanca', repeats: weekly('2024-04-21') },
      expected: ['2024-04-07T09:00', '2024-04-14T08:00', '2024-04-21T08:00'],
    },
    {
      name: 'Paris, half an hour after the clocks were put on',
      event: { day: '2024-03-31', from: '03:30', to: '04:00' },
      expected: ['2024-03-31T01:30'],
    },
    {
      name: 'New York, whose rule counts from the start of the month',
      event: { day: '2024-03-03', timeZone: 'America/New_York', repeats: weekly('2024-03-17') },
      expected: ['2024-03-03T14:00', '2024-03-10T13:00', '2024-03-17T13:00'],
    },
    {
      name: 'Réunion, whose clocks never change',
      event: { day: '2024-03-31', timeZone: 'Indian/Reunion' },
      expected: ['2024-03-31T05:00'],
    },
  ])('$name', ({ event, expected }) => {
    const text = write(event);
    expect(starts(text)).toEqual(expected);
    expect(startsElsewhere(text)).toEqual(expected);
  });

  it('writes the time that the place shows, whatever the clocks of this computer skip', () => {
    const text = write({
      day: '2024-03-31',
      from: '02:30',
      to: '02:45',
      timeZone: 'Africa/Casablanca',
    });
    expect(text).toContain('DTSTART;TZID=Africa/Casablanca:20240331T023000\r\n');
  });

  it('tells the clocks of Paris by the rule of the year, and those of two zones apart', () => {
    const text = calendarFile(
      [base, { ...base, uid: 'tut-2@bascule', timeZone: 'Africa/Casablanca' }],
      options,
    );
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU');
    expect(text).toContain('RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU');
    // By the clocks of before: at two they are put on to three, at three back to two.
    for (const change of ['20230326T020000', '20231029T030000', '20240310T030000']) {
      expect(text).toContain(`DTSTART:${change}\r\n`);
    }
    expect(
      read(text)
        .getAllSubcomponents('vtimezone')
        .map((zone) => zone.getFirstPropertyValue('tzid')),
    ).toEqual(['Europe/Paris', 'Africa/Casablanca']);
    expect(starts(text)).toEqual(['2024-01-17T08:00', '2024-01-17T08:00']);
  });

  it('ends on the next day what does not end after it starts', () => {
    const [late] = instants(write({ from: '22:00', to: '00:30' }));
    expect(late).toMatchObject({
      start: '2024-01-17T21:00:00.000Z',
      end: '2024-01-17T23:30:00.000Z',
    });
  });
});

describe('a series', () => {
  const repeats: Recurrence = {
    everyWeeks: 2,
    until: '2024-04-10',
    except: [
      { on: '2024-01-31', movedTo: { day: '2024-02-01', from: '14:00', to: '15:00' } },
      { on: '2024-02-28', movedTo: null, reason: 'Vacances d’hiver' },
      {
        on: '2024-03-27',
        movedTo: { day: '2024-04-02', from: '10:00', to: '12:00' },
        reason: 'Conseil',
      },
    ],
  };

  it('leaves out what is cancelled and moves what is moved', () => {
    const text = write({ repeats, description: 'Ordre du jour', sequence: 3 });
    const expected = [
      '2024-01-17T08:00',
      '2024-02-01T13:00',
      '2024-02-14T08:00',
      '2024-03-13T08:00',
      '2024-04-02T08:00',
      '2024-04-10T07:00',
    ];
    expect(starts(text)).toEqual(expected);
    expect(startsElsewhere(text)).toEqual(expected);
    expect(instants(text).map(({ sequence }) => sequence)).toEqual([3, 3, 3, 3, 3, 3]);
    expect(instants(text)[1]?.end).toBe('2024-02-01T14:00:00.000Z');
    const parts = read(text).getAllSubcomponents('vevent');
    expect(parts.map((part) => part.getFirstPropertyValue('uid'))).toEqual(
      Array.from({ length: 3 }, () => base.uid),
    );
    expect(parts[2]?.getFirstPropertyValue('description')).toBe('Ordre du jour\n\nConseil');
  });

  it('counts the last day in when a session on it begins late in the evening', () => {
    const late = { day: '2024-01-17', from: '23:00', to: '23:45' };
    expect(starts(write({ ...late, repeats: weekly('2024-01-24') }))).toHaveLength(2);
    expect(starts(write({ ...late, repeats: weekly('2024-01-23') }))).toHaveLength(1);
  });

  it('keeps what was moved from a day that the rule no longer gives', () => {
    const left: Recurrence['except'] = [
      { on: '2024-01-25', movedTo: { day: '2024-01-26', from: '14:00', to: '15:00' } },
      { on: '2024-01-26', movedTo: null },
    ];
    const text = write({ repeats: weekly('2024-01-31', left) });
    expect(starts(text)).toEqual([
      '2024-01-17T08:00',
      '2024-01-24T08:00',
      '2024-01-26T13:00',
      '2024-01-31T08:00',
    ]);
    expect(text).not.toContain('EXDATE');
  });

  it('is the same thing after a change: the same name, a higher number', () => {
    const before = read(write({ repeats, sequence: 1 })).getFirstSubcomponent('vevent')!;
    const after = read(
      write(
        { repeats, sequence: 2, from: '10:00', to: '12:00', lastModified: NOW + 60_000 },
        { now: NOW + 120_000 },
      ),
    ).getFirstSubcomponent('vevent')!;
    expect(after.getFirstPropertyValue('uid')).toBe(before.getFirstPropertyValue('uid'));
    expect(before.getFirstPropertyValue('sequence')).toBe(1);
    expect(after.getFirstPropertyValue('sequence')).toBe(2);
    expect(String(after.getFirstPropertyValue('last-modified'))).toBe('2024-01-05T10:01:00Z');
    expect(String(after.getFirstPropertyValue('dtstamp'))).toBe('2024-01-05T10:02:00Z');
  });
});

describe('what a file asks for', () => {
  const people = {
    organizer: { name: 'Académie', email: 'si2c@amiens.invalid' },
    attendees: [
      { name: 'Ève Lò, "Éa"', email: 'eve@amiens.invalid', role: 'trainer' },
      { name: 'أمينة', email: 'amina@amiens.invalid', role: 'trainee' },
      { name: 'Sans adresse', email: '', role: 'trainee' },
    ],
  } as const;
  const eventOf = (text: string): ICAL.Component => read(text).getFirstSubcomponent('vevent')!;

  it('names who comes and asks for an answer', () => {
    const text = write(people, { method: 'REQUEST' });
    expect(read(text).getFirstPropertyValue('method')).toBe('REQUEST');
    const attendees = eventOf(text).getAllProperties('attendee');
    expect(
      attendees.map((one) => [
        one.getFirstValue(),
        one.getFirstParameter('cn'),
        one.getFirstParameter('role'),
        one.getFirstParameter('partstat'),
      ]),
    ).toEqual([
      ['mailto:eve@amiens.invalid', 'Ève Lò, "Éa"', 'CHAIR', 'NEEDS-ACTION'],
      ['mailto:amina@amiens.invalid', 'أمينة', 'REQ-PARTICIPANT', 'NEEDS-ACTION'],
    ]);
    expect(eventOf(text).getFirstPropertyValue('organizer')).toBe('mailto:si2c@amiens.invalid');
  });

  it('names nobody who comes in what is published', () => {
    const text = write(people, { method: 'PUBLISH' });
    expect(text).toContain('METHOD:PUBLISH');
    expect(text).not.toContain('eve@amiens.invalid');
    expect(write(people)).toContain('eve@amiens.invalid');
    expect(write(people)).not.toContain('METHOD');
  });

  it('strikes out a series as a whole', () => {
    const except = [
      { on: '2024-01-24', movedTo: { day: '2024-01-25', from: '09:00', to: '10:00' } },
    ];
    const repeats = weekly('2024-01-31', except);
    const parts = read(
      write({ ...people, repeats, sequence: 4 }, { method: 'CANCEL' }),
    ).getAllSubcomponents('vevent');
    expect(parts).toHaveLength(1);
    expect(parts[0]?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(parts[0]?.getFirstPropertyValue('sequence')).toBe(4);
  });

  it.each([
    ['confirmed', 'CONFIRMED', 'OPAQUE'],
    ['tentative', 'TENTATIVE', 'OPAQUE'],
    ['cancelled', 'CANCELLED', 'TRANSPARENT'],
  ] as const)('says of %s that it is %s', (status, written, busy) => {
    const event = eventOf(write({ status }));
    expect(event.getFirstPropertyValue('status')).toBe(written);
    expect(event.getFirstPropertyValue('transp')).toBe(busy);
  });

  it('asks nobody in the name of nobody', () => {
    expect(() => write({}, { method: 'REQUEST' })).toThrow('tut-1@bascule');
  });
});

describe('text', () => {
  const arabic = 'حصة المواكبة: إدماج الميزانية؛ مراقبة، والتحقق من المعطيات البنكية 😀';
  const texts = {
    title: `${arabic} — ${arabic}`,
    description: `Ordre du jour :\n1. Éléments reçus, à vérifier ; « œuvre » \\ n\n${'é'.repeat(300)}`,
    location: '😀'.repeat(60),
  };

  it('comes back as it was', () => {
    const text = write(texts, { name: `Tutorat, ${arabic}`, language: 'ar' });
    const event = read(text).getFirstSubcomponent('vevent')!;
    for (const [place, value] of [
      ['summary', texts.title],
      ['description', texts.description],
      ['location', texts.location],
    ] as const) {
      expect(event.getFirstPropertyValue(place)).toBe(value);
    }
    const found = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one?.type === 'VEVENT');
    expect(found).toMatchObject({ summary: texts.title, description: texts.description });
    expect(read(text).getFirstPropertyValue('x-wr-calname')).toBe(`Tutorat, ${arabic}`);
  });

  it('stands on lines of 75 octets at most, of whole characters', () => {
    for (let shift = 0; shift < 12; shift += 1) {
      const ahead = 'x'.repeat(shift);
      const text = write({
        ...texts,
        title: ahead + texts.title,
        location: ahead + texts.location,
      });
      expect(Math.max(...lineLengths(text))).toBeLessThanOrEqual(75);
      for (const line of Buffer.from(text).toString('latin1').split('\r\n')) {
        const bytes = Buffer.from(line, 'latin1');
        expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(bytes.toString());
      }
    }
  });

  it('ends each line, the last one too, with CRLF and nothing else', () => {
    const text = write(texts);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
  });

  it.each(['\r\n', '\n', '\r', '\u0085', '\u2028', '\u000b', '\u0000\r\n'])(
    'makes no event of text with an end of line in it (%j)',
    (end) => {
      const evil = `A${end}END:VEVENT${end}BEGIN:VEVENT${end}UID:evil${end}X-A:`;
      const text = write(
        {
          uid: evil,
          title: evil,
          description: evil,
          location: evil,
          url: `https://a.invalid/${evil}`,
          organizer: { name: evil, email: `o@${evil}` },
          attendees: [{ name: evil, email: `a@${evil}`, role: 'trainee' }],
          repeats: weekly('2024-01-31', [
            {
              on: '2024-01-24',
              movedTo: { day: '2024-01-25', from: '09:00', to: '10:00' },
              reason: evil,
            },
          ]),
        },
        { name: evil, timeZone: evil },
      );
      const lines = text.split(/\r\n|[\n\r\v\u0085\u2028]/);
      expect(lines.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(2);
      expect(lines.some((line) => line.startsWith('UID:evil'))).toBe(false);
      const parts = read(text).getAllSubcomponents('vevent');
      expect(parts).toHaveLength(2);
      expect(parts[0]?.getFirstPropertyValue('uid')).toBe(parts[1]?.getFirstPropertyValue('uid'));
      expect(starts(text)).toHaveLength(3);
    },
  );

  it('leaves out addresses that are none', () => {
    expect(write({ url: 'javascript:alert(1)' })).not.toContain('URL');
    expect(write({ url: 'https://visio.invalid/a?b=1,2;3' })).toContain(
      'URL:https://visio.invalid/a?b=1,2;3\r\n',
    );
  });
});
