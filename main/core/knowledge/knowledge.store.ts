import {
  article,
  articleReading,
  articleVersion,
} from '../../../shared/knowledge/article.entity.ts';
import { communication, linkedPlace } from '../../../shared/knowledge/communication.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';
import { createHostFiles } from '../store/hostFiles.ts';

export type KnowledgeStore = ReturnType<typeof createKnowledgeStore>;

/** Rows of what is worth knowing as they are stored; statements are prepared once. */
export function createKnowledgeStore(db: Reader) {
  return {
    articles: entityRows(db, article, { order: 't.updated_on DESC, t.title, t.id' }),
    /** By its id. */
    article: entityRows(db, article, { where: 't.id = ?' }),
    /** By article. */
    versions: entityRows(db, articleVersion, { where: 't.article = ?', order: 't.number DESC' }),
    /** By scope. */
    readings: entityRows(db, articleReading, { where: 't.scope = ?' }),
    reading: entityRows(db, articleReading, { where: 't.id = ?' }),
    communications: entityRows(db, communication, { order: 't."on" DESC, t.id DESC' }),
    communication: entityRows(db, communication, { where: 't.id = ?' }),
    files: createHostFiles(db, 'article'),
    places: entityRows(db, linkedPlace, { order: 't.position, t.label, t.id' }),
    place: entityRows(db, linkedPlace, { where: 't.id = ?' }),
    programmes: db.prepare<[], { id: string; label: string }>(
      'SELECT id, coalesce(name, id) AS label FROM programme WHERE deleted IS NULL ORDER BY label, id',
    ),
    /** By person: roles that they hold anywhere. */
    rolesOf: db
      .prepare<[string], string>(
        'SELECT DISTINCT role FROM "grant" WHERE person = ? AND role IS NOT NULL AND deleted IS NULL',
      )
      .pluck(),
    /** Blockers that name an article. */
    blockersOf: db.prepare<[string], { id: string; scope: string }>(
      'SELECT id, scope FROM blocker WHERE article = ? AND deleted IS NULL',
    ),
  };
}
