import type {
  ArticleDraft,
  ArticleView,
  CommunicationView,
  Knowledge,
  ListedArticle,
} from '../../../shared/knowledge/knowledge.contract.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { FeatureParts } from '../access/waveGround.ts';
import type { KnowledgePlaces } from './knowledge.places.ts';
import type { KnowledgeStore } from './knowledge.store.ts';

/** What reading and writing of what is worth knowing share. */
export interface KnowledgeContext extends Pick<
  FeatureParts,
  'me' | 'mayWrite' | 'mayCreate' | 'record' | 'revival' | 'newId' | 'today'
> {
  readonly store: KnowledgeStore;
  readonly places: KnowledgePlaces;
}

type ArticleRow = ReturnType<KnowledgeStore['article']>[number];

/** Kinds of places whose people all read what is in them. */
const PUBLIC = ['programme', 'wave'];

/** What was said to many, the latest first. */
function communicationsOf(context: KnowledgeContext): CommunicationView[] {
  const { store, places } = context;
  const named = places.named();
  return store.communications().map((row): CommunicationView => ({
    id: row.id,
    place: named(row.scope),
    kind: row.kind ?? 'other',
    on: row.on,
    until: row.until,
    title: row.title ?? row.id,
    body: row.body,
    target: row.target,
    roles: [...(row.roles ?? [])],
    reached: row.reached,
    author: row.author,
    mayWrite: context.mayWrite(row.scope, 'communication', ['title']),
  }));
}

/** Whether something that was said is announced on the day of its place. */
function isAnnounced(
  { places }: KnowledgeContext,
  { kind, on, until, place }: CommunicationView,
): boolean {
  if (kind !== 'announcement') return false;
  const today = places.today(place.scope as ScopeId);
  return (on === null || on <= today) && (until === null || until >= today);
}

/** Announcements of this day that are for one of this person's roles. */
export function readAnnouncements(context: KnowledgeContext): CommunicationView[] {
  const held = new Set<string>(context.store.rolesOf.all(context.me()?.person ?? ''));
  return communicationsOf(context).filter(
    (one) =>
      isAnnounced(context, one) &&
      (one.roles.length === 0 || one.roles.some((role) => held.has(role))),
  );
}

/** All that is worth knowing on this device. */
export function readKnowledge(context: KnowledgeContext): Knowledge {
  const { store, places } = context;
  const reads = readingsOf(context);
  const named = places.named();
  const communications = communicationsOf(context);
  return {
    today: places.today('programme:'),
    articles: store
      .articles()
      .filter((row) => row.state !== 'withdrawn' || mayWriteOf(context, row))
      .filter((row) => row.number !== null || mayWriteOf(context, row))
      .map((row) => listed(context, row, reads, named)),
    announcements: communications.filter((one) => isAnnounced(context, one)),
    communications,
    places: store.places().map((row) => ({
      id: row.id,
      place: named(row.scope),
      kind: row.kind ?? 'documents',
      label: row.label ?? row.id,
      address: row.address,
      note: row.note,
      mayWrite: context.mayWrite(row.scope, 'linkedPlace', ['label']),
    })),
    writeTo: places.writable('article', [...PUBLIC, 'waveSupport']),
    sayTo: places.writable('communication', PUBLIC),
  };
}

/** An article with its text and its versions. */
export function readArticle(context: KnowledgeContext, row: ArticleRow): ArticleView {
  const versions = context.store.versions(row.id);
  const published = versions.find(({ number }) => number === row.number);
  const mayWrite = mayWriteOf(context, row);
  const draft = draftOf(row);
  const body = published?.body ?? row.body ?? '';
  const named = context.places.named();
  const isHelpers = row.scope.startsWith('waveSupport:');
  return {
    ...listed(context, row, readingsOf(context), named),
    body,
    address: row.address,
    actions: [...(row.actions ?? [])],
    draft: mayWrite ? draft : null,
    changed:
      published !== undefined && (published.body !== row.body || published.title !== row.title),
    versions: versions.flatMap(({ number, on, changes, author }) =>
      number === null ? [] : [{ number, on, changes, author }],
    ),
    mayWrite,
    publishTo: isHelpers
      ? context.places.writable('article', PUBLIC)
      : mayWrite && context.mayCreate(row.scope, 'articleVersion')
        ? [named(row.scope)]
        : [],
  };
}

/** What is being written of an article. */
export function draftOf(row: ArticleRow): ArticleDraft {
  return {
    title: row.title ?? '',
    body: row.body,
    language: row.language,
    moments: [...(row.moments ?? [])],
    roles: [...(row.roles ?? [])],
    productVersion: row.productVersion,
    keywords: [...(row.keywords ?? [])],
    address: row.address,
  };
}

export function mayWriteOf(
  context: Pick<KnowledgeContext, 'mayWrite'>,
  { scope }: Pick<ArticleRow, 'scope'>,
): boolean {
  return context.mayWrite(scope, 'article', ['title', 'body']);
}

function readingsOf({ store, me }: KnowledgeContext): ReadonlyMap<string, number | null> {
  const person = me()?.person;
  if (person === undefined) return new Map();
  const rows = store.readings(scopeId('person', person));
  return new Map(rows.map(({ article, number }) => [article ?? '', number]));
}

function listed(
  { store }: KnowledgeContext,
  row: ArticleRow,
  reads: ReadonlyMap<string, number | null>,
  named: ReturnType<KnowledgePlaces['named']>,
): ListedArticle {
  const { id, scope, state, number, updatedOn, language, productVersion, author } = row;
  const published =
    number === null ? undefined : store.versions(id).find((one) => one.number === number);
  return {
    id,
    title: published?.title ?? row.title ?? id,
    place: named(scope),
    state: state ?? 'draft',
    number,
    updatedOn,
    language,
    moments: [...(row.moments ?? [])],
    roles: [...(row.roles ?? [])],
    productVersion,
    keywords: [...(row.keywords ?? [])],
    author,
    read: reads.get(id) ?? null,
  };
}
