import type { LocalDate } from '../kernel/dates.ts';
import type { Recurrence } from './recurrence.ts';

export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** A day of a series that is otherwise than the series. */
export interface CalendarEventDay extends Pick<
  CalendarEvent,
  'day' | 'from' | 'to' | 'title' | 'description' | 'location' | 'attendees'
> {
  /** The day that the rule gives: what it is known by. */
  readonly on: LocalDate;
}

/** Something with a time and a place, or a series of it. */
export interface CalendarEvent {
  /** Stays the same as long as it is the same thing: calendars know it by this. */
  readonly uid: string;
  /** Grows with each change that those who come have to know. */
  readonly sequence: number;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly day: LocalDate;
  /** `HH:MM` by the clocks of `timeZone`; an end that is not after the start is on the next day. */
  readonly from: string;
  readonly to: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly url: string | null;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly organizer: CalendarPerson | null;
  readonly attendees: readonly (CalendarPerson & { readonly role: 'trainer' | 'trainee' })[];
  /** The series that begins on `day`. */
  readonly repeats: Recurrence | null;
  /** Days of the series that are otherwise in more than when they are; absent: none. */
  readonly days?: readonly CalendarEventDay[] | undefined;
  /** The calendar is about `days` alone: the series is not in it. */
  readonly alone?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly lastModified: number;
}
