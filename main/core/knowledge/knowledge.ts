import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { knowledgeContract } from '../../../shared/knowledge/knowledge.contract.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { FeatureParts, WaveGround } from '../access/waveGround.ts';
import { changed } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import { createKnowledgePlaces } from './knowledge.places.ts';
import {
  draftOf,
  mayWriteOf,
  readAnnouncements,
  readArticle,
  readKnowledge,
  type KnowledgeContext,
} from './knowledge.reads.ts';
import { createKnowledgeStore } from './knowledge.store.ts';

type Set = Readonly<Record<string, JsonValue | undefined>>;
const UNKNOWN = {
  article: 'ArticleUnknown',
  communication: 'CommunicationUnknown',
  linkedPlace: 'CommunicationUnknown',
} as const;

/** Where the files of articles live that this device's person is shown; null: they are not. */
export function createArticleFiles(
  parts: FeatureParts & { readonly db: Reader },
): (article: string) => { scope: ScopeId; establishment: null; mayWrite: boolean } | null {
  const store = createKnowledgeStore(parts.db);
  return (id) => {
    const [row] = parts.me() === null ? [] : store.article(id);
    if (row === undefined) return null;
    const writes = mayWriteOf(parts, row);
    if (row.number === null && !writes) return null;
    const mayWrite = writes && parts.mayCreate(row.scope, 'attachment');
    return { scope: row.scope, establishment: null, mayWrite };
  };
}

/** Articles with their versions, what was said to many, and places elsewhere that help. */
export function createKnowledge(
  parts: FeatureParts & { readonly db: Reader; readonly ground: WaveGround },
): Handlers<typeof knowledgeContract, CoreFailure> {
  const store = createKnowledgeStore(parts.db);
  const places = createKnowledgePlaces(store, parts.ground, parts);
  const context: KnowledgeContext = { ...parts, store, places };
  const { me, mayCreate, mayWrite, newId, record, revival } = parts;
  const rowOf = {
    article: store.article,
    communication: store.communication,
    linkedPlace: store.place,
  };

  function write(writes: readonly Write[]): void {
    const told = writes.filter(({ set }) => Object.keys(set).length > 0);
    if (told.length > 0) record(told);
  }

  /** Makes a row in a place, or changes the one of that id. */
  function saveRow(
    entity: keyof typeof rowOf,
    input: { readonly id?: string | undefined; readonly place: string; readonly set: Set },
    made: Set,
  ): Result<{ id: string }, CoreFailure> {
    if (me() === null) return err({ type: 'NotEnrolled' });
    const { id, set } = input;
    if (id === undefined) {
      const scope = input.place as ScopeId;
      if (!mayCreate(scope, entity)) return err({ type: 'NotAllowed' });
      const row = newId();
      write([{ entity, row, scope, set: changed(undefined, { ...made, ...set }) }]);
      return ok({ id: row });
    }
    const [row] = rowOf[entity](id);
    if (row === undefined) return err({ type: UNKNOWN[entity], id });
    if (!mayWrite(row.scope, entity, Object.keys(set))) return err({ type: 'NotAllowed' });
    write([{ entity, row: id, scope: row.scope, set: changed(row, set) }]);
    return ok({ id });
  }

  /** An article that this device's person may write. */
  function writable(id: string): Result<ReturnType<typeof store.article>[number], CoreFailure> {
    if (me() === null) return err({ type: 'NotEnrolled' });
    const [row] = store.article(id);
    if (row === undefined) return err({ type: 'ArticleUnknown', id });
    return mayWriteOf(context, row) ? ok(row) : err({ type: 'NotAllowed' });
  }

  return {
    'knowledge.read': () =>
      me() === null ? err({ type: 'NotEnrolled' }) : ok(readKnowledge(context)),
    'knowledge.announcements': () =>
      me() === null ? err({ type: 'NotEnrolled' }) : ok(readAnnouncements(context)),
    'knowledge.article': ({ id }) => {
      if (me() === null) return err({ type: 'NotEnrolled' });
      const [row] = store.article(id);
      if (row === undefined || (row.number === null && !mayWriteOf(context, row)))
        return err({ type: 'ArticleUnknown', id });
      return ok(readArticle(context, row));
    },
    'knowledge.save': (input) =>
      saveRow('article', input, {
        state: 'draft',
        number: null,
        updatedOn: places.today(input.place as ScopeId),
        author: me()?.name ?? null,
      }),
    'knowledge.publish': ({ id, place, changes }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const row = found.value;
      const scope = place as ScopeId;
      if (!mayCreate(scope, 'article') || !mayCreate(scope, 'articleVersion'))
        return err({ type: 'NotAllowed' });
      const isMoved = row.scope !== scope;
      if (isMoved && !row.scope.startsWith('waveSupport:'))
        return err({ type: 'BadInput', detail: 'place' });
      const target = isMoved ? newId() : id;
      const number = isMoved ? 1 : (row.number ?? 0) + 1;
      const on = places.today(scope);
      const state = { state: 'published', number, updatedOn: on };
      const { title, body } = draftOf(row);
      const author = me()!.name;
      const version: Write = {
        entity: 'articleVersion',
        row: derivedId(target, String(number)),
        scope,
        set: changed(undefined, { article: target, number, on, title, body, changes, author }),
      };
      const moved: Write[] = isMoved
        ? [
            {
              entity: 'article',
              row: target,
              scope,
              set: changed(undefined, {
                ...draftOf(row),
                actions: row.actions,
                author: row.author,
                ...state,
              }),
            },
            ...store.files.moved(id, { row: target, scope, establishment: null }),
            { entity: 'article', row: id, scope: row.scope, set: { [DELETED_FIELD]: true } },
            ...store.blockersOf.all(id).map((one) => ({
              entity: 'blocker',
              row: one.id,
              scope: one.scope as ScopeId,
              set: { article: target },
            })),
          ]
        : [{ entity: 'article', row: id, scope, set: state }];
      write([...moved, version]);
      return ok({ id: target });
    },
    'knowledge.withdraw': ({ id, withdrawn }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { number, updatedOn, scope } = found.value;
      const state = withdrawn ? 'withdrawn' : number === null ? 'draft' : 'published';
      write([{ entity: 'article', row: id, scope, set: { state, number, updatedOn } }]);
      return ok(null);
    },
    'knowledge.seen': ({ id, number }) => {
      const person = me()?.person;
      if (person === undefined) return err({ type: 'NotEnrolled' });
      const [article] = store.article(id);
      if (article === undefined) return err({ type: 'ArticleUnknown', id });
      const row = derivedId(person, id);
      const [known] = store.reading(row);
      if (known !== undefined && (known.number ?? 0) >= number) return ok(null);
      const scope = scopeId('person', person);
      const set = { article: id, number, on: places.today(article.scope) };
      write([
        known === undefined
          ? {
              entity: 'articleReading',
              row,
              scope,
              set: { ...revival('articleReading', row), ...set },
            }
          : { entity: 'articleReading', row, scope, set: { number: set.number, on: set.on } },
      ]);
      return ok(null);
    },
    'knowledge.say': (input) => saveRow('communication', input, { author: me()?.name ?? null }),
    'knowledge.savePlace': (input) =>
      saveRow('linkedPlace', input, { position: store.places().length }),
    'knowledge.remove': ({ kind, id }) => {
      if (me() === null) return err({ type: 'NotEnrolled' });
      const [row] = rowOf[kind](id);
      if (row === undefined) return err({ type: UNKNOWN[kind], id });
      if (!mayCreate(row.scope, kind)) return err({ type: 'NotAllowed' });
      if (kind === 'article' && store.versions(id).length > 0)
        return err({ type: 'BadInput', detail: 'id' });
      write([
        ...(kind === 'article' ? store.files.removed(id) : []),
        { entity: kind, row: id, scope: row.scope, set: { [DELETED_FIELD]: true } },
      ]);
      return ok(null);
    },
  };
}
