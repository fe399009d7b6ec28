import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { StepTalk } from '../../../shared/kit/kitWork.contract.ts';
import type { Reader } from '../store/database.ts';

export interface CommentRecord {
  readonly id: string;
  readonly scope: string;
  readonly step: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly stamps: Readonly<Record<string, Stamp>>;
  /** True while a change of it waits to be decided. */
  readonly pending: boolean;
  readonly seen: boolean;
}

/** Comments on steps, and which of them were seen on this device; statements are prepared once. */
export interface CommentsStore {
  ofStep(step: string): CommentRecord[];
  ofSchool(scope: string): CommentRecord[];
  find(id: string): CommentRecord | null;
  /** How much has been said about each step of a school, and how much of it names `person` unseen. */
  talk(scope: string, person: string): StepTalk[];
  /** Remembers that the comments of a step that name `person` were seen; answers how many are new. */
  see(step: string, person: string): number;
}

interface Stored {
  readonly id: string;
  readonly scope: string;
  readonly step: string | null;
  readonly text: string | null;
  readonly mentions: string | null;
  readonly stamps: string;
  readonly pending: number;
  readonly seen: number;
}

const SELECT = `
  SELECT c.id, c.scope, c.kit_step AS step, c.text, c.mentions, c.stamps,
         c.base IS NOT NULL AS pending, s.id IS NOT NULL AS seen
  FROM step_comment c LEFT JOIN seen_comment s ON s.id = c.id
  WHERE c.deleted IS NULL AND c.text IS NOT NULL`;
const NAMES = `EXISTS (SELECT 1 FROM json_each(c.mentions) WHERE value = @person)`;

export function createCommentsStore(db: Reader): CommentsStore {
  const ofStep = db.prepare<[string], Stored>(`${SELECT} AND c.kit_step = ?`);
  const ofSchool = db.prepare<[string], Stored>(`${SELECT} AND c.scope = ?`);
  const one = db.prepare<[string], Stored>(`${SELECT} AND c.id = ?`);
  const talk = db.prepare<[{ scope: string; person: string }], StepTalk>(
    `SELECT c.kit_step AS step, count(*) AS comments, sum(s.id IS NULL AND ${NAMES}) AS unread
     FROM step_comment c LEFT JOIN seen_comment s ON s.id = c.id
     WHERE c.deleted IS NULL AND c.text IS NOT NULL AND c.kit_step IS NOT NULL AND c.scope = @scope
     GROUP BY c.kit_step ORDER BY c.kit_step`,
  );
  const see = db.prepare<[{ step: string; person: string }]>(
    `INSERT INTO seen_comment (id)
     SELECT c.id FROM step_comment c WHERE c.kit_step = @step AND c.deleted IS NULL AND ${NAMES}
     ON CONFLICT DO NOTHING`,
  );
  return {
    ofStep: (step) => ofStep.all(step).map(toComment),
    ofSchool: (scope) => ofSchool.all(scope).map(toComment),
    find(id) {
      const stored = one.get(id);
      return stored === undefined ? null : toComment(stored);
    },
    talk: (scope, person) => talk.all({ scope, person }),
    see: (step, person) => see.run({ step, person }).changes,
  };
}

/** The stamp of a comment: that of its text. */
export function commentStamp({ stamps }: Pick<CommentRecord, 'stamps'>): Stamp | null {
  return stamps['text'] ?? null;
}

function toComment(stored: Stored): CommentRecord {
  return {
    id: stored.id,
    scope: stored.scope,
    step: stored.step ?? '',
    text: stored.text ?? '',
    mentions: stored.mentions === null ? [] : (JSON.parse(stored.mentions) as string[]),
    stamps: JSON.parse(stored.stamps) as Record<string, Stamp>,
    pending: stored.pending === 1,
    seen: stored.seen === 1,
  };
}
