import { article, articleVersion } from '../../../shared/knowledge/article.entity.ts';
import { communication, linkedPlace } from '../../../shared/knowledge/communication.entity.ts';
import { contact } from '../../../shared/assistance/contact.entity.ts';
import { ticketReference } from '../../../shared/assistance/ticketReference.ts';
import type { SeenTicket } from '../../../shared/assistance/ticketVisible.ts';
import { ticket } from '../../../shared/assistance/ticket.entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { SearchKind } from '../../../shared/search/search.contract.ts';
import { blocker } from '../../../shared/tutoring/blocker.entity.ts';
import { logEntry } from '../../../shared/tutoring/logEntry.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

/** What somebody finds: a row as texts. */
export interface Document {
  readonly kind: SearchKind;
  readonly id: string;
  readonly scope: ScopeId;
  readonly title: string;
  readonly text: string;
  readonly session: string | null;
  readonly visit: string | null;
  readonly establishment: string | null;
  /** What the row itself calls its school, for those who do not read the school. */
  readonly schoolName: string | null;
  readonly on: string | null;
  /** Of a request for help: who wrote it, and who is shown it. */
  readonly asked: SeenTicket | null;
}

type Texts = readonly (string | null)[];

/** Reads the document of a row; undefined: it is not there, or is not to be found. */
export type ReadDocument = (kind: SearchKind, id: string) => Document | undefined;

/** Prepares reading of what is searched; each kind's question is prepared once. */
export function createSources(db: Reader): ReadDocument {
  const byId = { where: 't.id = ?' };
  const articles = entityRows(db, article, byId);
  const versions = entityRows(db, articleVersion, { where: 't.article = ? AND t.number = ?' });
  const blockers = entityRows(db, blocker, byId);
  const tickets = entityRows(db, ticket, byId);
  const entries = entityRows(db, logEntry, byId);
  const contacts = entityRows(db, contact, byId);
  const communications = entityRows(db, communication, byId);
  const places = entityRows(db, linkedPlace, byId);
  const said = db
    .prepare<[string], string>(
      `SELECT text FROM ticket_event
       WHERE ticket = ? AND text IS NOT NULL AND deleted IS NULL ORDER BY at, id`,
    )
    .pluck();
  const schools = db.prepare<
    [string],
    { name: string | null; ar: string | null; town: string | null }
  >('SELECT name, name_ar AS ar, town FROM establishment WHERE id = ? AND deleted IS NULL');
  /** What people call the school that a row is of, in both scripts. */
  const schoolWords = (id: string | null): Texts => {
    const school = id === null ? undefined : schools.get(id);
    return school === undefined ? [] : [school.name, school.ar, school.town];
  };

  const read: Readonly<Record<SearchKind, (id: string) => Document | undefined>> = {
    article(id) {
      const [row] = articles(id);
      if (row === undefined || row.state === 'withdrawn') return undefined;
      const { keywords, productVersion, updatedOn, number } = row;
      // What is being written for the next version is not told before it is published.
      const { title, body } = versions(id, number)[0] ?? row;
      const texts = [body, ...(keywords ?? []), productVersion];
      return document('article', row, title, texts, { on: updatedOn });
    },
    blocker(id) {
      const [row] = blockers(id);
      if (row === undefined || row.sameAs !== null) return undefined;
      const { title, description, answer, theme, openedOn } = row;
      return document('blocker', row, title, [description, answer, theme], { on: openedOn });
    },
    ticket(id) {
      const [row] = tickets(id);
      if (row === undefined) return undefined;
      const { number, title, establishment, createdOn } = row;
      const texts = [
        row.description,
        row.operations,
        row.errorMessage,
        ...said.all(id),
        row.module,
        row.service,
        row.requesterName,
        row.schoolName,
        number,
        ticketReference(id),
        ...schoolWords(establishment),
      ];
      return document('ticket', row, title ?? number, texts, {
        establishment,
        schoolName: row.schoolName,
        on: createdOn,
        asked: row,
      });
    },
    logEntry(id) {
      const [row] = entries(id);
      if (row === undefined) return undefined;
      const { theme, text, who, author, session, visit, establishment, stateOn } = row;
      const schoolName = row.schoolNames?.name ?? null;
      const where = { session, visit, establishment, schoolName, on: stateOn };
      const texts = [text, who, author, ...schoolWords(establishment)];
      return document('logEntry', row, theme, texts, where);
    },
    contact(id) {
      const [row] = contacts(id);
      if (row === undefined) return undefined;
      const { subject, text, person, author, establishment, on } = row;
      const texts = [text, person, author, ...schoolWords(establishment)];
      return document('contact', row, subject, texts, { establishment, on });
    },
    communication(id) {
      const [row] = communications(id);
      if (row === undefined) return undefined;
      return document('communication', row, row.title, [row.body, row.target], { on: row.on });
    },
    linkedPlace(id) {
      const [row] = places(id);
      if (row === undefined) return undefined;
      return document('linkedPlace', row, row.label, [row.note, row.address]);
    },
  };
  return (kind, id) => read[kind](id);
}

function document(
  kind: SearchKind,
  { id, scope }: { readonly id: string; readonly scope: ScopeId },
  title: string | null,
  texts: Texts,
  more: Partial<Document> = {},
): Document {
  return {
    kind,
    id,
    scope,
    title: title ?? '',
    text: texts.filter((text) => text !== null && text !== '').join('\n'),
    session: null,
    visit: null,
    establishment: null,
    schoolName: null,
    on: null,
    asked: null,
    ...more,
  };
}
