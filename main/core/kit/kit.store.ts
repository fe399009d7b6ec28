import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { StepStatus } from '../../../shared/kit/kitStep.entity.ts';
import type { Actor, Phase } from '../../../shared/programme/programme.entity.ts';
import type { PlannedPart, PutOff } from '../../../shared/wave/pastDays.rules.ts';
import type { Label } from '../../../shared/schema/values.ts';
import type { Reader } from '../store/database.ts';
import { SHOWN_STEP } from '../store/shownStep.ts';

/**
 * An establishment with its wave and programme; one record for each active membership. Its
 * switchover date and variant are its own where it has one, else the wave's.
 */
export interface EstablishmentRecord extends PlannedPart {
  readonly id: string;
  readonly scope: string;
  readonly name: string | null;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly type: string | null;
  readonly code: string | null;
  /** As it is stored: some establishments name the level of establishments itself. */
  readonly level: string | null;
  readonly wave: string | null;
  readonly waveLabel: string | null;
  readonly programme: string | null;
  readonly programmeName: string | null;
  /** What the programme's days off are known by. */
  readonly country: string | null;
  readonly calendarId: string | null;
}

export interface ProgrammeRecord {
  readonly id: string;
  readonly name: string | null;
  readonly kitName: Label | null;
  readonly phases: readonly Phase[];
  readonly actors: readonly Actor[];
  readonly practiceDate: LocalDate | null;
}

/** An action of a programme's template, as the kit shows it. */
export interface ActionRecord {
  readonly action: string;
  readonly position: number | null;
  readonly phase: string | null;
  readonly actors: readonly string[];
  readonly title: Label | null;
  readonly description: Label | null;
  readonly dueOffsetDays: number | null;
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
  readonly dependsOn: readonly string[];
  /** The one variant that it applies to; null: all. */
  readonly variant: string | null;
  readonly level: string | null;
  readonly retired: boolean;
  readonly addedOn: LocalDate | null;
  readonly retiredOn: LocalDate | null;
  readonly evidence: 'none' | 'note' | 'file' | null;
  readonly blocking: boolean;
}

/** A step of one school. */
export interface StepRecord {
  readonly id: string;
  readonly scope: string;
  readonly establishment: string;
  readonly programme: string;
  readonly action: string;
  readonly status: StepStatus | null;
  readonly note: string | null;
  /** Id of the person who has taken it on. */
  readonly assignee: string | null;
  readonly doneOn: LocalDate | null;
  readonly stamps: Readonly<Record<string, Stamp>>;
  /** True while a change of this device waits to be decided. */
  readonly pending: boolean;
}

/** Establishments with their memberships of a kind; conditions and an order may follow. */
const withParts = (parts: string): string => `
  SELECT e.id, e.scope, e.name, e.name_ar AS nameAr, e.town, e.type, e.code, e.territory, e.level,
         w.id AS wave, w.label AS waveLabel,
         coalesce(m.switchover_date, w.switchover_date) AS switchoverDate,
         coalesce(m.variant, w.variant) AS variant,
         m.switchover_date AS ownDate, m.variant AS ownVariant,
         w.switchover_date AS waveDate, w.variant AS waveVariant,
         m.joined_on AS joinedOn, m.left_on AS leftOn, w.opened_on AS openedOn,
         p.id AS programme, p.name AS programmeName, p.country, p.calendar AS calendarId
  FROM establishment e
  LEFT JOIN wave_membership m
    ON m.scope = e.scope AND ${parts} AND m.deleted IS NULL
  LEFT JOIN wave w ON w.id = m.wave AND w.deleted IS NULL
  LEFT JOIN programme p ON p.id = w.programme
  WHERE e.deleted IS NULL`;

/** Establishments with their active memberships. */
export const ESTABLISHMENTS = withParts('m.left_on IS NULL');
/** Establishments with each membership that they have left. */
export const LEFT_PARTS = `${withParts('m.left_on IS NOT NULL')} AND p.id IS NOT NULL`;
/** Postponements, of which the order does not matter; conditions may follow. */
export const PUT_OFF = `
  SELECT establishment, wave, decided_on AS decidedOn, notice_on AS noticeOn, from_date AS fromDate
  FROM postponement WHERE deleted IS NULL`;

/** A postponement of a school in a wave, as far as past days depend on it. */
export interface PutOffRecord extends PutOff {
  readonly establishment: string | null;
  readonly wave: string | null;
}

const STEPS = `
  SELECT s.id, s.scope, s.establishment, s.programme, s.action, s.status, s.note, s.assignee,
         s.done_on AS doneOn, s.stamps,
         s.base IS NOT NULL AS pending
  FROM kit_step s
  WHERE ${SHOWN_STEP}`;

type StoredStep = Omit<StepRecord, 'stamps' | 'pending'> & {
  readonly stamps: string;
  readonly pending: number;
};
type StoredAction = {
  readonly [K in keyof ActionRecord]: K extends
    | 'actors'
    | 'title'
    | 'description'
    | 'dueOffsetVariants'
    | 'dependsOn'
    ? string | null
    : K extends 'blocking' | 'retired'
      ? number | null
      : ActionRecord[K];
};

/** Read models of the kit; statements are prepared once. */
export interface KitStore {
  /** The first establishment by town and name that has a kit, else the first; as a list. */
  firstEstablishment(): EstablishmentRecord[];
  /** The active memberships of one establishment; empty when it is not on this device. */
  establishment(id: string): EstablishmentRecord[];
  /** The memberships that an establishment has left. */
  leftParts(establishment: string): EstablishmentRecord[];
  /** Postponements of an establishment. */
  putOffs(establishment: string): PutOffRecord[];
  programme(id: string): ProgrammeRecord | null;
  /** The actions of a programme's template by their id, in the order of the kit. */
  actions(programme: string): Map<string, ActionRecord>;
  steps(establishment: string, programme: string): StepRecord[];
  step(id: string): StepRecord | null;
  /** Whether files or comments belong to a step. */
  isTalkedOf(id: string): boolean;
  practiceDate(): LocalDate | null;
  author(device: string): { person: string; name: string } | null;
}

export function createKitStore(db: Reader): KitStore {
  const first = db.prepare<[], EstablishmentRecord>(
    `${ESTABLISHMENTS} ORDER BY p.id IS NULL, e.town, e.name, e.id, p.name LIMIT 1`,
  );
  const establishment = db.prepare<[string], EstablishmentRecord>(
    `${ESTABLISHMENTS} AND e.id = ? ORDER BY p.name`,
  );
  const left = db.prepare<[string], EstablishmentRecord>(`${LEFT_PARTS} AND e.id = ?`);
  const putOffs = db.prepare<[string], PutOffRecord>(`${PUT_OFF} AND establishment = ?`);
  const programme = db.prepare<
    [string],
    {
      id: string;
      name: string | null;
      kitName: string | null;
      phases: string | null;
      actors: string | null;
      practiceDate: string | null;
    }
  >(
    `SELECT id, name, kit_name AS kitName, phases, actors, practice_date AS practiceDate
     FROM programme WHERE id = ? AND deleted IS NULL`,
  );
  const steps = db.prepare<[string, string], StoredStep>(
    `${STEPS} AND s.scope = ? AND s.programme = ? ORDER BY s.id`,
  );
  const step = db.prepare<[string], StoredStep>(`${STEPS} AND s.id = ?`);
  const talkedOf = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM attachment WHERE kit_step = ? AND deleted IS NULL)
         OR EXISTS (SELECT 1 FROM step_comment WHERE kit_step = ? AND deleted IS NULL)`,
    )
    .pluck();
  const actions = db.prepare<[string], StoredAction>(
    `SELECT action, position, phase, actors, title, description,
            due_offset_days AS dueOffsetDays, due_offset_variants AS dueOffsetVariants,
            depends_on AS dependsOn, evidence, blocking, variant, level, retired,
            added_on AS addedOn, retired_on AS retiredOn
     FROM kit_action WHERE scope = ? AND deleted IS NULL
     ORDER BY position IS NULL, position, id`,
  );
  const practice = db
    .prepare<[], string | null>('SELECT max(practice_date) FROM programme WHERE deleted IS NULL')
    .pluck();
  const author = db.prepare<[string], { person: string; name: string }>(
    'SELECT person, name FROM author WHERE device = ?',
  );
  return {
    firstEstablishment: () => first.all(),
    establishment: (id) => establishment.all(id),
    leftParts: (id) => left.all(id),
    putOffs: (id) => putOffs.all(id),
    programme(id) {
      const stored = programme.get(id);
      if (stored === undefined) return null;
      return {
        ...stored,
        kitName: parse<Label>(stored.kitName),
        phases: parse<Phase[]>(stored.phases) ?? [],
        actors: parse<Actor[]>(stored.actors) ?? [],
      };
    },
    actions: (id) =>
      new Map(actions.all(`programme:${id}`).map((stored) => [stored.action, toAction(stored)])),
    steps: (id, programmeId) => steps.all(`establishment:${id}`, programmeId).map(toStep),
    step(id) {
      const stored = step.get(id);
      return stored === undefined ? null : toStep(stored);
    },
    isTalkedOf: (id) => talkedOf.get(id, id) === 1,
    practiceDate: () => practice.get() ?? null,
    author: (device) => author.get(device) ?? null,
  };
}

function toStep(stored: StoredStep): StepRecord {
  return {
    ...stored,
    stamps: JSON.parse(stored.stamps) as Record<string, Stamp>,
    pending: stored.pending === 1,
  };
}

function toAction(stored: StoredAction): ActionRecord {
  return {
    ...stored,
    actors: parse<string[]>(stored.actors) ?? [],
    title: parse<Label>(stored.title),
    description: parse<Label>(stored.description),
    dueOffsetVariants: parse<Record<string, number>>(stored.dueOffsetVariants),
    dependsOn: parse<string[]>(stored.dependsOn) ?? [],
    blocking: stored.blocking === 1,
    retired: stored.retired === 1,
  };
}

function parse<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
