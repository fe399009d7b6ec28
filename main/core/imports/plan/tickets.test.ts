import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../../shared/access/roles.ts';
import { ticketReference } from '../../../../shared/assistance/ticketReference.ts';
import { noRules, readTicketRules } from '../../../../shared/assistance/ticketRules.ts';
import { ticketState } from '../../../../shared/assistance/ticketState.ts';
import { toolOfHeadings } from '../../../../shared/imports/toolOfTable.ts';
import { ROW_ID_PATTERN } from '../../../../shared/kernel/ids.ts';
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
  schools: [{ id: 'e1', code: '0801234X', name: 'Collège A', nameAr: null, type: null }],
  wave: { id: 'w', name: 'W', programme: 'p', open: true, waiting: false },
  rules: noRules,
  tool: null,
  today: '2024-01-22',
  hash: (text) => createHash('sha256').update(text).digest('base64url'),
  matches: {},
  person: 'helper',
  rolesOver: () => new Set<Role>(['support']),
  mayCreate: () => true,
  mayWrite: () => true,
  ...kept,
  ...change,
});
function plan(text: string, kept: Kept = none(), change: Partial<TicketsGiven> = {}): RowPlan[] {
  const [head, ...rows] = readCsv(text, 'x.csv').rows;
  const headings = head!.cells;
  const mapping = proposeMapping('tickets', headings);
  const tool = toolOfHeadings(headings);
  return [...planTickets({ headings, mapping, rows }, given(kept, { tool, ...change }))];
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
function stateOf({ tickets, events }: Kept, number: string, rules = noRules) {
  const ticket = tickets.find((one) => one.number === number)!;
  return {
    ...ticket,
    ...ticketState(
      ticket,
      events.filter((one) => one.ticket === ticket.id),
      rules,
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
    const rows = plan(
      text(`Certificat [${ticketReference('t1')}]`),
      { tickets: [ours({ draft: true })], events: [] },
      { person: 'me' },
    );
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

describe('our reference', () => {
  const reference = ticketReference('t1');
  const row = (cells: string): string =>
    `Ref;Title;Status;Organization->Name;Start date;Description\n${cells}\n`;
  const said = (cells: string, change: object = {}, more: Partial<TicketsGiven> = {}) =>
    plan(row(cells), { tickets: [ours(change)], events: [] }, more);
  const named = (rows: readonly RowPlan[]) =>
    rows.flatMap(({ issues }) => issues.map(({ type, values }) => [type, values['ticket']]));

  it.each([
    ['in the middle of a title', `Suite de [${reference}] sans réponse;Assigned;;2024-01-09;`],
    ['in a text', `Autre chose;Assigned;;2024-01-09;Voir aussi [${reference}], déjà signalé`],
    [
      'as the last line of a text that is not ours',
      `Relance;Assigned;;2024-01-09;"Voir\n[${reference}]"`,
    ],
    ['with another school', `Certificat [${reference}];Assigned;Collège B;2024-01-09;`],
  ])('%s is proposed and never taken', (_, cells) => {
    const schools = [
      { id: 'e1', code: '0801234X', name: 'Collège A', nameAr: null, type: null },
      { id: 'e2', code: null, name: 'Collège B', nameAr: null, type: null },
    ];
    const rows = said(`R-9;${cells}`, {}, { schools });
    expect(outcomes(rows)).toEqual(['created']);
    expect(named(rows)).toEqual([['ticketNamed', 't1']]);
    expect(rows[0]!.target).toBeUndefined();
    const chosen = said(`R-9;${cells}`, {}, { schools, matches: { '2': 't1' } });
    expect(outcomes(chosen)).toEqual(['updated']);
    expect(chosen[0]!.target).toEqual({
      reference,
      number: null,
      title: 'Poste sans certificat',
    });
  });

  it('with another number is proposed and never taken', () => {
    const rows = said(`R-9;Certificat [${reference}];Assigned;;2024-01-09;`, { number: 'R-7' });
    expect(outcomes(rows)).toEqual(['created']);
    expect(named(rows)).toEqual([['ticketNamed', 't1']]);
  });

  it('of a request that has another number in the same tool is refused, whoever says so', () => {
    const cells = 'R-9;Autre demande;Assigned;;2024-01-09;';
    const rows = said(cells, { number: 'R-7', tool: 'iTop' }, { matches: { '2': 't1' } });
    expect(rows[0]!.issues.map(({ type, values }) => [type, values])).toEqual([
      ['ticketNumbered', { reference, number: 'R-7' }],
    ]);
    expect(outcomes(rows)).toEqual(['error']);
  });

  it('as the last line of what was handed over, below its title, is taken', () => {
    const rows = said(
      `R-9;Poste sans certificat;Assigned;;2024-01-09;"<p>Type : anomalie</p><p>[${reference}]</p>"`,
    );
    expect(outcomes(rows)).toEqual(['updated']);
    expect(rows[0]!.target).toMatchObject({ reference });
  });

  it.each([
    ['on a line of its own', `"Le mandat est rejeté.\nRéférence : ${reference}\nMerci"`],
    ['in brackets on a line', `"[${reference}]\nLe mandat est rejeté."`],
    ['in small letters', `"référence ${reference.toLowerCase()}"`],
    ['in Arabic', `"المرجع: ${reference}"`],
    ['among the words', `Voir [${reference}] dans Bascule`],
  ])('%s of a text whose title and school are its own is taken', (_, description) => {
    const rows = said(`R-9;Poste sans certificat;Assigned;Collège A;2024-01-09;${description}`);
    expect(outcomes(rows)).toEqual(['updated']);
    expect(rows[0]!.target).toMatchObject({ reference });
  });

  it.each([
    ['beside another one', `"Référence : ${reference}\nVoir aussi [B-0A0A0A]"`, 'Collège A'],
    ['among the words, of no school', `Voir [${reference}] dans Bascule`, ''],
  ])('%s is proposed and never taken', (_, description, school) => {
    const rows = said(`R-9;Poste sans certificat;Assigned;${school};2024-01-09;${description}`);
    expect(outcomes(rows)).toEqual(['created']);
    expect(named(rows)).toEqual([['ticketNamed', 't1']]);
  });

  it('in two rows is neither’s, and no request is two rows’', () => {
    const cells = (n: number) => `R-${n};Certificat [${reference}];Assigned;;2024-01-09;`;
    const rows = said(`${cells(8)}\n${cells(9)}`);
    expect(outcomes(rows)).toEqual(['created', 'created']);
    expect(named(rows)).toEqual([
      ['ticketNamed', 't1'],
      ['ticketNamed', 't1'],
    ]);
    const byNumber = said(`${cells(8)}\n${cells(9)}`, { number: 'R-8', tool: 'iTop' });
    expect(outcomes(byNumber)).toEqual(['unchanged', 'created']);
    expect(byNumber[0]!.target).toMatchObject({ reference, number: 'R-8' });
    const chosen = said(`${cells(8)}\n${cells(9)}`, {}, { matches: { '2': 't1', '3': 't1' } });
    expect(outcomes(chosen)).toEqual(['updated', 'error']);
    expect(named(chosen)).toEqual([['ticketTaken', undefined]]);
    const unfiled = `;Certificat [${reference}];Assigned;;2024-01-09;`;
    expect(outcomes(said(`${unfiled}\n${unfiled}`))).toEqual(['unchanged', 'error']);
  });

  it('stays in the title of a request that it is not the reference of', () => {
    const kept = keep(none(), plan(row('R-9;Suite de [B-0A0A0A];Assigned;;2024-01-09;')));
    expect(stateOf(kept, 'R-9').title).toBe('Suite de [B-0A0A0A]');
  });
});

describe('somebody of a school', () => {
  const table = (status: string, title = 'Autre titre'): string =>
    `Ref;Title;Status;Organization->Name;Start date\nR-7;${title};${status};Collège A;2024-01-09 08:00:00\n`;
  const bursar = { person: 'bursar', rolesOver: () => new Set<Role>(['bursar']) };
  const filed = { number: 'R-7', tool: 'iTop', requester: null, shared: true };
  const by = (change: object, text: string, who: Partial<TicketsGiven> = bursar) => {
    const rows = plan(text, { tickets: [ours({ ...filed, ...change })], events: [] }, who);
    return [outcomes(rows), rows[0]!.issues.map(({ type }) => type), rows[0]!.writes.length];
  };

  it('neither rewrites nor closes a request of others', () => {
    expect(by({}, table('Closed'))).toEqual([['error'], ['ticketOfOthers'], 0]);
    expect(by({}, table('Assigned'))).toEqual([['error'], ['ticketOfOthers'], 0]);
    const same = table('Closed', 'Poste sans certificat');
    expect(by({ createdOn: '2024-01-09' }, same)).toEqual([['error'], ['ticketOfOthers'], 0]);
    expect(by({}, table('Closed'), {})).toEqual([['updated'], [], 1]);
  });

  it('follows their own, and those that they take part in', () => {
    expect(by({ requester: 'bursar' }, table('Closed'))).toEqual([['updated'], [], 1]);
    expect(by({ participants: ['bursar'] }, table('Closed'))).toEqual([['updated'], [], 1]);
  });

  it('brings in none of the tool’s', () => {
    const [row] = plan(table('Assigned'), none(), bursar);
    expect([row!.outcome, row!.issues.map(({ type }) => type)]).toEqual([
      'error',
      ['ticketsByHelp'],
    ]);
  });

  it('learns nothing of requests that they are not shown', () => {
    const hidden = { number: null, shared: false, requester: 'me' };
    const alike = table('Assigned', 'Poste sans certificat');
    expect(by(hidden, alike)).toEqual([['error'], ['ticketsByHelp'], 0]);
    const chosen = { ...bursar, matches: { '2': 't1' } };
    expect(by(hidden, alike, chosen)).toEqual([['error'], ['ticketsByHelp'], 0]);
    const rows = plan(
      table('Closed'),
      { tickets: [ours({ ...filed, shared: false })], events: [] },
      bursar,
    );
    expect(rows[0]).toMatchObject({ outcome: 'error', name: 'Autre titre' });
    expect(rows[0]!.target).toBeUndefined();
  });
});

describe('a number', () => {
  it('is found again in its own tool alone', () => {
    const kept = keep(none(), plan(glpi));
    const other = `Issue key,Summary,Status,Created\n1234,Autre chose,Open,2024-01-09\n`;
    const rows = plan(other, kept);
    expect(outcomes(rows)).toEqual(['created']);
    const both = keep(kept, rows);
    expect(both.tickets.map(({ number, tool }) => [number, tool])).toEqual([
      ['1234', 'glpi'],
      ['1235', 'glpi'],
      ['1234', 'jira'],
    ]);
    expect(outcomes(plan(other, both))).toEqual(['unchanged']);
    expect(outcomes(plan(glpi, both))).toEqual(['unchanged', 'unchanged']);
  });

  it('that a programme wrote with its own name of the tool is found', () => {
    const rules = { ...noRules, tool: 'ITOP' };
    const tickets = [ours({ number: 'R-000101', tool: 'ITOP', requester: null })];
    expect(plan(iTop, { tickets, events: [] }, { rules })[0]!.target).toMatchObject({
      number: 'R-000101',
    });
  });
});

describe('a school', () => {
  it.each([
    ['Client->Nom', 'Collège A'],
    ['Organization->Full name', '0801234X'],
    ['org_id_friendlyname', 'Collège A'],
    ['Entité', 'Académie > Somme > Collège A'],
    ['Entity', 'Academy > 0801234X'],
    ['Custom field (Établissement)', 'Collège A'],
    ['Labels', 'urgent 0801234X'],
  ])('is read from %s', (heading, text) => {
    const kept = keep(none(), plan(`Ref;Title;Status;${heading}\n1;Un titre;New;${text}\n`));
    expect(stateOf(kept, '1').establishment).toBe('e1');
  });

  it('is never a label that is none, and is looked for in each column of labels', () => {
    const rows = plan(
      'Issue key,Summary,Status,Labels,Labels\nA-1,Un titre,Open,urgent,0801234X\nA-2,Un titre,Open,urgent,\n',
    );
    const kept = keep(none(), rows);
    expect(stateOf(kept, 'A-1').establishment).toBe('e1');
    expect(stateOf(kept, 'A-2').establishment).toBeNull();
    expect(stateOf(kept, 'A-2').schoolName).toBeUndefined();
    expect(rows.flatMap(({ issues }) => issues)).toEqual([]);
  });

  it('has who asks beside it', () => {
    const kept = keep(
      none(),
      plan(
        'Réf;Titre;Statut;Client->Nom;Demandeur->Nom complet\n1;Un titre;Nouveau;Collège A;Ana Roux\n',
      ),
    );
    expect(stateOf(kept, '1').requesterName).toBe('Ana Roux');
  });
});

describe('what a tool says waits', () => {
  const rules = { ...noRules, autoCloseDaysWithoutReply: 10 };

  it('waits, however long: the tool closes it', () => {
    const text = iTop.replace('2024-01-08 09:15:00', '2023-11-08 09:15:00');
    let kept = keep(none(), plan(text, none(), { rules }));
    for (const today of ['2024-01-22', '2024-01-23', '2024-03-01']) {
      expect(outcomes(plan(text, kept, { rules, today }))).toEqual(['unchanged', 'unchanged']);
      kept = keep(kept, plan(text, kept, { rules, today }));
    }
    expect(stateOf(kept, 'R-000101', rules)).toMatchObject({
      status: 'waiting',
      waitingSince: '2023-11-08',
      repliesUntil: null,
      closedByDays: false,
    });
  });

  it('is told once of a request that the days here had closed', () => {
    const tickets = [ours({ number: 'R-000101', tool: 'iTop' })];
    const waits = { id: 'x', ticket: 't1', kind: 'waiting', on: '2024-01-08', at: 1, level: null };
    const before = { tickets, events: [{ ...waits, outside: null } as unknown as StoredEvent] };
    const first = plan(iTop, before, { rules });
    const kept = keep(before, first);
    expect(stateOf(kept, 'R-000101', rules).status).toBe('waiting');
    expect(plan(iTop, kept, { rules })[0]!.outcome).toBe('unchanged');
  });
});

it('a file that is read again changes nothing, whatever was read before', () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`tickets: SEED=${seed}\n`);
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2024-01-${String(n).padStart(2, '0')}`);
  const one = fc.record({
    status: fc.constantFrom('New', 'Pending', 'Closed', 'Zen', ''),
    start: day,
    close: fc.option(day, { nil: '' }),
    update: fc.option(day, { nil: '' }),
    today: day,
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 6 }), fc.nat(2 ** 30), (files, number) => {
      let kept = none();
      const rules = { ...noRules, autoCloseDaysWithoutReply: 3 };
      for (const { status, start, close, update, today } of files) {
        const text = `Ref;Title;Status;Start date;Close date;Last update\nR-${number};Un titre;${status};${start};${close};${update}\n`;
        const first = plan(text, kept, { rules, today });
        const known = new Set(kept.events.map(({ id }) => id));
        for (const { entity, row } of first.flatMap(({ writes }) => writes.flat())) {
          expect(row).toMatch(ROW_ID_PATTERN);
          if (entity === 'ticketEvent') expect(known).not.toContain(row);
        }
        kept = keep(kept, first);
        expect(plan(text, kept, { rules, today })[0]!.outcome).not.toBe('updated');
      }
    }),
    { numRuns: 1_000, seed },
  );
});

it('ten thousand rows have ids that the server takes, each its own', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `R-${at};Un titre;New;2024-01-02`);
  const rows = plan(`Ref;Title;Status;Start date\n${lines.join('\n')}\n`);
  const ids = rows.flatMap(({ writes }) => writes.flat().map(({ row }) => row));
  expect(new Set(ids).size).toBe(20_000);
  expect(ids.filter((id) => !ROW_ID_PATTERN.test(id))).toEqual([]);
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

it('takes a request that holds a secret, and warns of it', () => {
  const said = iTop.replace(';Texte\n', ';mot de passe : Lilas2024\n');
  const [one, two] = plan(said);
  expect(one!.issues).toEqual([]);
  expect(two).toMatchObject({
    outcome: 'created',
    issues: [
      { type: 'secret', level: 'warning', column: 'Description', values: { secret: 'password' } },
    ],
  });
});

describe('what tools write in odd ways', () => {
  const created = (rows: readonly RowPlan[]) =>
    rows.map(({ writes }) => writes[0]?.find(({ entity }) => entity === 'ticket')?.set);
  const told = ({ issues }: RowPlan) =>
    issues.map(({ column, type, level }) => [column, type, level]);

  it('a text that is too long is taken as far as it goes, and told; the same again changes nothing', () => {
    const file = `Ref;Title;Status;Description
R-1;Un titre;New;${'mot '.repeat(6_000)}
R-2;${'Titre '.repeat(90)};New;court
R-3;Un autre;New;${'x'.repeat(120_000)}
R-4;Juste;New;${'x'.repeat(20_000)}
`;
    const rows = plan(file);
    expect(rows.map(told)).toEqual([
      [['Description', 'cut', 'warning']],
      [['Title', 'cut', 'warning']],
      [['Description', 'cut', 'warning']],
      [],
    ]);
    expect(created(rows).map((set) => String(set?.['description']).length)).toEqual([
      20_000, 5, 20_000, 20_000,
    ]);
    expect(plan(file, keep(none(), rows)).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => 'unchanged'),
    );
  });

  it('days are read month first where the table can be read no other way', () => {
    const rows = plan(`Issue key,Summary,Status,Created,Resolved
A-1,Une demande,Done,1/5/2024 9:15 AM,1/13/2024 9:15 AM
`);
    expect(created(rows)[0]).toMatchObject({ createdOn: '2024-01-05' });
    const closed = rows[0]!.writes[0]!.find(({ set }) => set['kind'] === 'closed');
    expect(closed?.set).toMatchObject({ on: '2024-01-13' });
  });

  it('what was solved is closed on that day, where the tool has not closed it yet', () => {
    const rows = plan(`Ref;Title;Status;Start date;Close date;Resolution date
R-1;Une demande;Resolved;2024-01-02;;2024-01-09 10:00
R-2;Une autre;Closed;2024-01-02;2024-01-16;2024-01-09 10:00
`);
    const days = rows.map(
      ({ writes }) => writes[0]!.find(({ set }) => set['kind'] === 'closed')?.set['on'],
    );
    expect(days).toEqual(['2024-01-09', '2024-01-16']);
  });

  it('a title stands in one line, and a page without its programs', () => {
    const [set] = created(
      plan(`Ref;Title;Status;Description
R-1;"Une
demande";New;"<style>p{}</style><p>Bonjour</p><script>alert(1)</script><!-- <p>non</p> -->"
`),
    );
    expect(set).toMatchObject({ title: 'Une demande', description: 'Bonjour' });
  });

  it('a new request takes the kind and the level that the programme knows, and keeps them', () => {
    const rules = readTicketRules({
      kinds: [{ id: 'anomaly', label: { fr: 'Ticket d’anomalie' } }],
      levels: [{ id: 'drasi', rank: 1, label: { fr: 'DRASI (technique)' } }],
    });
    const file = (level: string) => `Numéro;Titre;Type;Niveau;Référence Bascule
R-1;Une demande;Ticket d’anomalie;${level};
R-2;Une autre;Incident;Op@le;
`;
    const rows = plan(file('DRASI (technique)'), none(), { rules });
    expect(created(rows)).toMatchObject([{ kind: 'anomaly', level: 'drasi' }, {}]);
    expect(created(rows)[1]).not.toHaveProperty('kind');
    const kept = keep(none(), rows);
    expect(plan(file('autre'), kept, { rules })[0]!.outcome).toBe('unchanged');
  });

  it.each(['Terminé(e)', 'Fermée', 'Résolue', 'Sans suite', 'ملغى', 'Declined'])(
    '%s is a closing',
    (status) => {
      const [row] = plan(`Ref;Title;Status\nR-1;Une demande;${status}\n`);
      expect(row!.issues).toEqual([]);
      expect(row!.writes[0]!.some(({ set }) => set['kind'] === 'closed')).toBe(true);
    },
  );
});

it('of many that read alike the most alike is proposed, of the same school alone', () => {
  const stored = (id: string, title: string, establishment: string | null): StoredTicket =>
    ({ ...blank, id, title, establishment, scope: 'waveSupport:w' }) as unknown as StoredTicket;
  const tickets = [
    ...Array.from({ length: 500 }, (_, at) => stored(`x${at}`, `Rejet du mandat ${at}000`, 'e1')),
    stored('best', 'Rejet du mandat de vacations paie', 'e1'),
    stored('else', 'Rejet du mandat de vacations paie janvier', null),
  ];
  const [row] = plan(
    'Ref;Title;Status;Organization->Name\nR-1;Rejet du mandat de vacations paie janvier;New;Collège A\n',
    { tickets, events: [] },
  );
  expect(row!.issues).toMatchObject([{ type: 'ticketAlike', values: { ticket: 'best' } }]);
});
