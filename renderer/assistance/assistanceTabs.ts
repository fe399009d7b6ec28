import type { ComponentType } from 'react';
import type { AssistanceOverview, TicketQuery } from '../../shared/assistance/tickets.contract.ts';

/** Readings of the help desk. */
export const assistanceTabs = ['tickets', 'contacts', 'figures'] as const;
export type AssistanceTab = (typeof assistanceTabs)[number];

/** What is open where a request is being written that no row is of yet. */
export const NEW = 'new';

export type TicketFilter = Readonly<TicketQuery>;
/** Requests that somebody may still have to do something for. */
export const openTickets: TicketFilter = { search: '', state: 'open', group: '' };

/** Files of a request; `make` keeps one of which no row is there yet, once there is a file. */
export type TicketFilesPart = ComponentType<{
  readonly ticket: string | null;
  readonly make?: () => Promise<string | null>;
}>;

/** Where other pages show what a request is about. */
export interface AssistanceHrefs {
  readonly blocker: (id: string) => string;
  readonly step: (establishment: string, step: string) => string;
}

/** What every reading is given: the help desk, and where one can go. */
export interface AssistanceTabProps {
  readonly overview: AssistanceOverview;
  /** The one thing that is open in this reading, such as a request; undefined: none. */
  readonly open: string | undefined;
  /** Null: the whole programme. */
  readonly onWave: (wave: string | null) => void;
  readonly onGo: (tab: AssistanceTab, open?: string) => void;
  /** What the list is narrowed to: it stays while one looks elsewhere. */
  readonly filter: TicketFilter;
  readonly Files: TicketFilesPart;
  readonly hrefs: AssistanceHrefs;
  readonly onFilter: (change: Partial<TicketFilter>) => void;
}

/** Where the help desk is read: what every call of it is given. */
export function whereOf({ programme, wave }: AssistanceOverview): {
  programme?: string;
  wave?: string;
} {
  if (wave !== null) return { wave };
  return programme === null ? {} : { programme: programme.id };
}

/** Entities whose rows lists of requests read. */
export const TICKETS = ['ticket', 'ticketEvent', 'establishment', 'programme', 'waveMembership'];
