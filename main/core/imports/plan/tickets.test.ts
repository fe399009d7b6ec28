import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ticketReference } from '../../../../shared/assistance/ticketReference.ts';
import { noRules } from '../../../../shared/assistance/ticketRules.ts';
import { ticketState } from '../../../../shared/assistance/ticketState.ts';
import { proposeMapping } from '../../../../shared/imports/mapping.ts';
import type { StoredEvent, StoredTicket } from '../imports.store.ts';
import { readCsv } from '../reading/csvTable.ts';
import type { RowPlan } from './planning.ts';
import { planTickets, type TicketsGiven } from './tickets.ts';

/* Files in the manner of what iTop, GLPI and Jira export, by their documentation. */

const iTop = `Ref;Title;Status;Organization->Name;Service;Start date;Close date;Caller->Full name;Description
R-000101;DRASI – Poste sans certificat;Pending;Collège A;Op@le;2024-01-08 09:15:00;;Ana Roux;"<p>Le poste n&#039;a <b>pas</b> de certificat.</p>"
R-000102;SI2C – Rejet d’un mandat;Closed;Collège A;Op@le;2024-01-02 10:00:00;2024-01-09 11:00:00;Ana Roux;Texte
`;
const glpi = `"ID";"Titre";"Statut";"Date d'ouverture";"Priorité";"Demandeur - Demandeur";"Catégorie";"Lieu";"Description"
"1 234";"Accès &amp; profil";"En cours (Attribué)";"08-01-2024 09:15";"Moyenne";"Roux Ana";"Op@le";"Lycée > Collège A";"&lt;p&gt;Bonjour&lt;/p&gt;&lt;p&gt;Merci&lt;/p&gt;"
"1 235";"Budget";"Clos";"2024-01-03 08:00";"Haute";"Roux Ana";"Op@le";"Inconnu";""
`;
const jira = `Summary,Issue key,Issue id,Status,Priority,Created,Updated,Resolved,Reporter,Description,Labels,Labels
"Inscription, double licence",PEG-12,10012,Waiting for customer,Major,08/Jan/24 9:15 AM,10/Jan/24 2:30 PM,,ana,"Ligne 1
Ligne 2",0801234X,urgent
Calendrier des bourses,PEG-13,10013,Done,Minor,02/Jan/24 9:15 AM,05/Jan/24 9:00 AM,05/Jan/24 9:00 AM,ana,,0801234X,
`;

interface Kept {
  tickets: StoredTicket[];
  events: StoredEvent[];
}
const given = (kept: Kept, change: Partial<TicketsGiven> = {}): TicketsGiven => ({
  programme: { id: 'p', name: 'P', country: 'FR', levels: [] },
  schools: [{ id: 'e1', code: '0801234X', name: 'Collège A', type: null }],
  wave: { id: 'w', name: 'W', programme: 'p', open: true, waiting: false },
  rules: noRules,
  today: '2024-01-22',
  hash: (text) => createHash('sha256').update(text).digest('base64url'),
  matches: {},
  mayCreate: () => true,
  mayWrite: () => true,
  ...kept,
  ...change,
});
function plan(text: string, kept: Kept = none(), change: Partial<TicketsGiven> = {}): RowPlan[] {
  const [head, ...rows] = readCsv(text, 'x.csv').rows;
  const headings = head!.cells;
  const mapping = proposeMapping('tickets', headings);
  return [...planTickets({ headings, mapping, rows }, given(kept, change))];
}
function none(): Kept {
  return { tickets: [], events: [] };
}
/** Keeps what a plan writes, as the store does. */
function keep(kept: Kept, rows: readonly RowPlan[]): Kept {
  const tickets = new Map(kept.tickets.map((one) => [one.id, one]));
  const events = new Map(kept.events.map((one) => [one.id, one]));
  for (const { entity, row, scope, set } of rows.flatMap(({ writes }) => writes.flat())) {
    const into = (entity === 'ticket' ? tickets : events) as Map<string, object>;
    into.set(row, { ...blank, ...into.get(row), ...set, id: row, scope });
  }
  return { tickets: [...tickets.values()], events: [...events.values()] };
}
const blank = {
  number: null,
  requester: null,
  establishment: null,
  draft: null,
  title: null,
  description: null,
  priority: null,
  requesterName: null,
  createdOn: null,
  tool: null,
  level: null,
  pending: true,
};
const ours = (change: object): StoredTicket =>
  ({
    ...blank,
    id: 't1',
    scope: 'establishment:e1',
    programme: 'p',
    establishment: 'e1',
    requester: 'me',
    title: 'Poste sans certificat',
    createdOn: '2024-01-08',
    ...change,
  }) as unknown as StoredTicket;
function stateOf({ tickets, events }: Kept, number: string) {
  const ticket = tickets.find((one) => one.number === number)!;
  return {
    ...ticket,
    ...ticketState(
      ticket,
      events.filter((one) => one.ticket === ticket.id),
      noRules,
      '2024-01-22',
    ),
  };
}
const outcomes = (rows: readonly RowPlan[]): string[] => rows.map(({ outcome }) => outcome);

describe('an export', () => {
  it('of iTop is read with its statuses and days', () => {
    const kept = keep(none(), plan(iTop));
    expect(stateOf(kept, 'R-000101')).toMatchObject({
      establishment: 'e1',
      status: 'waiting',
      createdOn: '2024-01-08',
      requesterName: 'Ana Roux',
      description: "Le poste n'a pas de certificat.",
    });
    expect(stateOf(kept, 'R-000102')).toMatchObject({ status: 'closed', closedOn: '2024-01-09' });
  });

  it('of GLPI is read without thin blanks and marks; unknown places keep their name', () => {
    const rows = plan(glpi);
    const kept = keep(none(), rows);
    expect(stateOf(kept, '1234')).toMatchObject({
      title: 'Accès & profil',
      establishment: 'e1',
      status: 'open',
      createdOn: '2024-01-08',
      description: 'Bonjour\nMerci',
    });
    expect(stateOf(kept, '1235')).toMatchObject({ schoolName: 'Inconnu', scope: 'waveSupport:w' });
    expect(rows[1]!.issues.map(({ type }) => type)).toEqual(['schoolNotFound']);
  });

  it('of Jira is read with its dates and repeated columns', () => {
    const kept = keep(none(), plan(jira));
    expect(stateOf(kept, 'PEG-12')).toMatchObject({
      title: 'Inscription, double licence',
      establishment: 'e1',
      status: 'waiting',
      createdOn: '2024-01-08',
      waitingSince: '2024-01-10',
      description: 'Ligne 1\nLigne 2',
    });
    expect(stateOf(kept, 'PEG-13')).toMatchObject({ status: 'closed', closedOn: '2024-01-05' });
  });

  it.each([iTop, glpi, jira])('changes nothing when it is read again', (text) => {
    const kept = keep(none(), plan(text));
    expect(outcomes(plan(text, kept))).toEqual(['unchanged', 'unchanged']);
  });

  it('of later days closes and reopens what it says so of, once', () => {
    const kept = keep(none(), plan(iTop));
    const later = iTop
      .replace(';Pending;', ';Resolved;')
      .replace(';Closed;', ';Assigned;')
      .replace(';2024-01-09 11:00:00;', ';;');
    const rows = plan(later, kept);
    expect(outcomes(rows)).toEqual(['updated', 'updated']);
    const now = keep(kept, rows);
    expect(stateOf(now, 'R-000101').status).toBe('closed');
    expect(stateOf(now, 'R-000102').status).toBe('open');
    expect(outcomes(plan(later, now))).toEqual(['unchanged', 'unchanged']);
  });
});

describe('a request that was written here', () => {
  const text = (title: string): string => `Ref;Title;Status;Organization->Name;Start date
R-7;${title};Assigned;Collège A;2024-01-09 08:00:00
`;

  it('is found by the reference that its text carries, and keeps its words', () => {
    const rows = plan(text(`Certificat [${ticketReference('t1')}]`), {
      tickets: [ours({ draft: true })],
      events: [],
    });
    expect(outcomes(rows)).toEqual(['updated']);
    const kept = keep({ tickets: [ours({ draft: true })], events: [] }, rows);
    expect(kept.tickets).toHaveLength(1);
    expect(stateOf(kept, 'R-7')).toMatchObject({
      title: 'Poste sans certificat',
      draft: false,
      createdOn: '2024-01-08',
    });
    expect(kept.events.map(({ kind }) => kind)).toEqual(['filed']);
  });

  it('that only looks alike is named and never taken', () => {
    const kept = { tickets: [ours({})], events: [] };
    const rows = plan(text('Poste sans certificat'), kept);
    expect(outcomes(rows)).toEqual(['created']);
    expect(rows[0]!.issues).toMatchObject([
      { type: 'ticketAlike', level: 'warning', values: { reference: ticketReference('t1') } },
    ]);
    const said = plan(text('Poste sans certificat'), kept, { matches: { '2': 't1' } });
    expect(outcomes(said)).toEqual(['updated']);
    expect(said[0]!.issues).toEqual([]);
  });
});

it('names rows that cannot be read, with their place and reason', () => {
  const rows = plan(`Ref;Title;Status;Start date;Close date
;Sans numéro;New;2024-01-01;
R-1;Sans jour;New;31/02/2024;
R-2;À l’envers;Closed;2024-01-09;2024-01-02
R-3;Demain;New;2024-02-01;
R-4;Bien;Zen;2024-01-01;
R-4;Deux fois;New;2024-01-01;
`);
  expect(
    rows.map(({ row, outcome, issues }) => [row, outcome, issues[0]?.type, issues[0]?.column]),
  ).toEqual([
    [2, 'error', 'missing', 'Ref'],
    [3, 'error', 'notADay', 'Start date'],
    [4, 'error', 'closedBefore', 'Close date'],
    [5, 'error', 'dayAhead', 'Start date'],
    [6, 'created', 'statusUnknown', 'Status'],
    [7, 'error', 'numberTwice', 'Ref'],
  ]);
});
