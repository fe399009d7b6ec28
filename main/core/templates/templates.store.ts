import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { RunningAction } from '../../../shared/templates/kitContent.ts';
import type { SchoolFacts } from '../../../shared/templates/effects.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ProposalsView } from '../../../shared/templates/templates.contract.ts';
import type { Reader } from '../store/database.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

/** A programme's row, as a template needs it; JSON fields are parsed. */
export type ProgrammeValues = Readonly<Record<string, JsonValue>> & { readonly id: string };

export interface VersionRecord {
  readonly id: string;
  readonly version: string;
  readonly state: 'draft' | 'published' | 'merged' | 'dropped';
  readonly note: string | null;
  readonly basedOn: string | null;
  readonly content: JsonValue;
  readonly trail: JsonValue;
  readonly publishedOn: string | null;
  readonly removed: boolean;
  /** Of the action that merged it last, or took it back; null: it was never merged. */
  readonly mergeStamp: Stamp | null;
}

export interface StoredActions {
  readonly actions: readonly RunningAction[];
  readonly positions: ReadonlyMap<string, number | null>;
  readonly removed: ReadonlySet<string>;
}

export interface ProposalRecord {
  readonly id: string;
  readonly action: string | null;
  readonly text: string;
  readonly blockedIn: number | null;
  readonly state: 'open' | 'taken' | 'declined' | null;
  readonly answer: string | null;
  readonly stamps: string;
}

/** What templates read of the store; statements are prepared once. */
export interface TemplatesStore {
  programmes(): { readonly id: string; readonly name: string }[];
  programme(id: string): ProgrammeValues | null;
  actions(programme: string): StoredActions;
  versions(programme: string): VersionRecord[];
  /** Schools in waves of the programme, each once; open: its wave is not over. Kept until they change. */
  schools(programme: string): readonly SchoolFacts[];
  /** Rows of entities have changed, or left the device (none). */
  changed(entities: readonly string[]): void;
  /** In which of some schools somebody has worked on an action. */
  workedIn(programme: string, schools: readonly string[], action: string): Set<string>;
  /** Which of some steps are there, but removed. */
  removedSteps(rows: readonly string[]): Set<string>;
  blockedNotes(
    programme: string,
    action: string,
    limit: number,
  ): ProposalsView['blocked'][number]['notes'];
  proposals(programme: string): ProposalRecord[];
  proposal(
    id: string,
  ): (Pick<ProposalRecord, 'action' | 'text'> & { readonly scope: string }) | null;
  author(device: string): string | null;
}

const WORKED = `(coalesce(s.status, 'todo') <> 'todo' OR trim(coalesce(s.note, '')) <> ''
  OR EXISTS (SELECT 1 FROM attachment a WHERE a.kit_step = s.id AND a.deleted IS NULL)
  OR EXISTS (SELECT 1 FROM step_comment c WHERE c.kit_step = s.id AND c.deleted IS NULL))`;

interface StoredNote {
  readonly name: string;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly note: string;
}

/** What {@link TemplatesStore.schools} is read from. */
const SCHOOL_ENTITIES: readonly string[] = ['wave', 'waveMembership', 'establishment'];

const JSON_FIELDS = [
  'kit_name',
  'phases',
  'actors',
  'vocabulary',
  'levels',
  'variants',
  'service_groups',
  'services',
  'environments',
  'bucket_bounds',
  'postponement_rule',
  'team_rule',
  'ticket_rules',
];

type Stored = Record<string, string | number | null>;

export function createTemplatesStore(db: Reader): TemplatesStore {
  const programmes = db.prepare<[], { id: string; name: string }>(
    'SELECT id, coalesce(name, id) AS name FROM programme WHERE deleted IS NULL ORDER BY name, id',
  );
  const programme = db.prepare<[string], Stored>(
    'SELECT * FROM programme WHERE id = ? AND deleted IS NULL',
  );
  const actions = db.prepare<[string], Stored>(
    'SELECT * FROM kit_action WHERE scope = ? ORDER BY position IS NULL, position, id',
  );
  const versions = db.prepare<[string], Stored>('SELECT * FROM template_version WHERE scope = ?');
  const schools = db.prepare<[string], Omit<SchoolFacts, 'open'> & { readonly open: number }>(
    `SELECT e.id, e.level, coalesce(m.variant, w.variant) AS variant,
            coalesce(m.switchover_date, w.switchover_date) AS switchoverDate,
            coalesce(w.status, '') <> 'done' AND coalesce(m.status, '') NOT IN ('withdrawn')
              AS open
     FROM wave w
     JOIN wave_membership m ON m.wave = w.id AND m.left_on IS NULL AND m.deleted IS NULL
     JOIN establishment e ON e.id = m.establishment AND e.deleted IS NULL
     WHERE w.programme = ? AND w.deleted IS NULL
     ORDER BY open, e.id`,
  );
  const workedIn = db
    .prepare<[string, string, string], string>(
      `SELECT s.establishment FROM json_each(?) school
       JOIN kit_step s ON s.id = school.value || ':' || ? || ':' || ?
       WHERE s.deleted IS NULL AND ${WORKED}`,
    )
    .pluck();
  const removed = db
    .prepare<[string], string>(
      `SELECT id FROM kit_step
       WHERE id IN (SELECT value FROM json_each(?)) AND deleted IS NOT NULL`,
    )
    .pluck();
  const notes = db.prepare<[string, string, number], StoredNote>(
    `SELECT coalesce(e.name, s.establishment) AS name, e.name_ar AS nameAr, e.town, s.note
     FROM kit_step s LEFT JOIN establishment e ON e.id = s.establishment
     WHERE s.status = 'blocked' AND s.programme = ? AND s.action = ? AND ${SHOWN_STEP}
       AND trim(coalesce(s.note, '')) <> ''
     ORDER BY s.id LIMIT ?`,
  );
  const proposals = db.prepare<[string], ProposalRecord>(
    `SELECT id, action, coalesce(text, '') AS text, blocked_in AS blockedIn, state, answer, stamps
     FROM template_proposal WHERE scope = ? AND deleted IS NULL ORDER BY id`,
  );
  const proposal = db.prepare<
    [string],
    Pick<ProposalRecord, 'action' | 'text'> & { readonly scope: string }
  >(
    `SELECT scope, action, coalesce(text, '') AS text
     FROM template_proposal WHERE id = ? AND deleted IS NULL`,
  );
  const author = db.prepare<[string], string>('SELECT name FROM author WHERE device = ?').pluck();
  const schoolsBy = new Map<string, readonly SchoolFacts[]>();
  return {
    programmes: () => programmes.all(),
    programme(id) {
      const row = programme.get(id);
      if (row === undefined) return null;
      const values: Record<string, JsonValue> = {};
      for (const [column, value] of Object.entries(row)) {
        const isJson = JSON_FIELDS.includes(column);
        values[camelCase(column)] = isJson ? parse(value) : value;
      }
      return { ...values, id };
    },
    actions(id) {
      const rows = actions.all(`programme:${id}`);
      const live = rows.filter(({ deleted }) => deleted === null);
      return {
        actions: live.map(toAction),
        positions: new Map(live.map((row) => [String(row['action']), row['position'] as number])),
        removed: new Set(
          rows.filter(({ deleted }) => deleted !== null).map((row) => String(row['action'])),
        ),
      };
    },
    versions: (id) => versions.all(`programme:${id}`).map(toVersion),
    schools(id) {
      const known = schoolsBy.get(id);
      if (known !== undefined) return known;
      // Of several memberships the open one counts, which comes last.
      const found = new Map(
        schools.all(id).map((row) => [row.id, { ...row, open: row.open === 1 }]),
      );
      const read = [...found.values()];
      schoolsBy.set(id, read);
      return read;
    },
    changed(entities) {
      const isMet = entities.some((entity) => SCHOOL_ENTITIES.includes(entity));
      if (isMet || entities.length === 0) schoolsBy.clear();
    },
    workedIn: (id, among, action) => new Set(workedIn.all(JSON.stringify(among), id, action)),
    removedSteps: (ids) => new Set(removed.all(JSON.stringify(ids))),
    blockedNotes: (id, action, limit) =>
      notes.all(id, action, limit).map(({ note, ...school }) => ({ school, note })),
    proposals: (id) => proposals.all(`programme:${id}`),
    proposal: (id) => proposal.get(id) ?? null,
    author: (device) => author.get(device) ?? null,
  };
}

function toAction(row: Stored): RunningAction {
  const text = (column: string): string | null => row[column] as string | null;
  const json = <T>(column: string): T | null => parse(row[column] ?? null) as T | null;
  const id = text('action') ?? '';
  return {
    id,
    phase: text('phase') ?? '',
    actors: json<string[]>('actors') ?? [],
    title: json<RunningAction['title']>('title') ?? { fr: id },
    description: json<RunningAction['title']>('description'),
    dueOffsetDays: row['due_offset_days'] as number | null,
    dueOffsetVariants: json<Record<string, number>>('due_offset_variants'),
    variant: text('variant'),
    dependsOn: json<string[]>('depends_on') ?? [],
    evidence: (text('evidence') ?? 'none') as RunningAction['evidence'],
    blocking: row['blocking'] === 1,
    level: text('level'),
    indicator: text('indicator') as RunningAction['indicator'],
    source: text('source'),
    retired: row['retired'] === 1,
  };
}

function toVersion(row: Stored): VersionRecord {
  return {
    id: String(row['id']),
    version: String(row['version'] ?? ''),
    state: (row['state'] ?? 'draft') as VersionRecord['state'],
    note: row['note'] as string | null,
    basedOn: row['based_on'] as string | null,
    content: parse(row['content'] ?? null),
    trail: parse(row['trail'] ?? null),
    publishedOn: row['published_on'] as string | null,
    removed: row['deleted'] !== null,
    mergeStamp: (JSON.parse(String(row['stamps'])) as Record<string, Stamp>)['trail'] ?? null,
  };
}

function parse(value: string | number | null): JsonValue {
  return typeof value === 'string' ? (JSON.parse(value) as JsonValue) : null;
}

function camelCase(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
