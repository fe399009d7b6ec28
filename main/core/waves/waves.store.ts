import { schoolRoles } from '../../../shared/access/roles.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  BucketBounds,
  PostponementRule,
  Variant,
} from '../../../shared/programme/programme.entity.ts';
import type { ActionTiming } from '../../../shared/kit/kit.rules.ts';
import type { Label } from '../../../shared/schema/values.ts';
import type { DealtAction } from '../../../shared/wave/dealing.rules.ts';
import type { waveKinds, waveStatuses } from '../../../shared/wave/wave.entity.ts';
import type { WaveEventView } from '../../../shared/wave/waves.contract.ts';
import type { MembershipStatus } from '../../../shared/wave/waveMembership.entity.ts';
import type { Marks } from '../../../shared/wave/readiness.rules.ts';
import type { Reader } from '../store/database.ts';

/** A wave as it is stored; every field may be absent. */
export interface WaveRecord {
  readonly id: string;
  readonly scope: string;
  readonly programme: string | null;
  readonly label: string | null;
  readonly switchoverDate: LocalDate | null;
  readonly variant: string | null;
  readonly status: (typeof waveStatuses)[number] | null;
  readonly kind: (typeof waveKinds)[number] | null;
  readonly openedOn: LocalDate | null;
  readonly trainingPlaces: number | null;
  readonly tutoringPlaces: number | null;
  readonly budget: number | null;
  readonly endsOn: LocalDate | null;
  readonly note: string | null;
}

/** What waves need of their programme. */
export interface WaveProgramme {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly calendarId: string | null;
  readonly practiceDate: LocalDate | null;
  readonly variants: readonly Variant[];
  readonly bounds: BucketBounds | null;
  readonly rule: PostponementRule | null;
}

/** A school's part in a wave, with the names of the school. */
export interface MemberRecord {
  readonly id: string;
  readonly scope: string;
  readonly wave: string;
  readonly status: MembershipStatus | null;
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
  readonly reason: string | null;
  readonly switchoverDate: LocalDate | null;
  readonly variant: string | null;
  readonly name: string | null;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly type: string | null;
  readonly code: string | null;
  readonly level: string | null;
}

export type SchoolRecord = Pick<
  MemberRecord,
  'id' | 'scope' | 'name' | 'nameAr' | 'town' | 'type' | 'code'
>;

export interface ReadinessRecord extends Marks {
  readonly note: string | null;
  readonly assessedOn: LocalDate | null;
}

export interface PostponementRecord {
  readonly id: string;
  readonly establishment: string;
  readonly wave: string | null;
  readonly kind: 'postponed' | 'nextCampaign' | 'abandoned' | null;
  readonly decidedOn: LocalDate | null;
  readonly noticeOn: LocalDate | null;
  readonly registeredLetter: number | null;
  readonly effectiveOn: LocalDate | null;
  readonly reason: string | null;
  readonly fromDate: LocalDate | null;
  readonly toDate: LocalDate | null;
  readonly toWave: string | null;
  readonly costsDue: number | null;
}

/** A step of a school, as far as dealing out needs it. */
export interface DealtStep {
  readonly id: string;
  readonly action: string;
  readonly status: string | null;
  readonly note: string | null;
  readonly deleted: number | null;
}

/** A dealt action, with its title. */
export interface TitledAction extends DealtAction, ActionTiming {
  readonly title: Label | null;
}

const SCHOOL = 'e.name, e.name_ar AS nameAr, e.town, e.type, e.code';
const MEMBERS = `
  SELECT m.establishment AS id, m.scope, m.wave, m.status, m.joined_on AS joinedOn,
         m.left_on AS leftOn, m.reason, m.switchover_date AS switchoverDate, m.variant,
         e.level, ${SCHOOL}
  FROM wave_membership m LEFT JOIN establishment e ON e.id = m.establishment
  WHERE m.deleted IS NULL`;
const WAVES = `
  SELECT id, scope, programme, label, switchover_date AS switchoverDate, variant, status, kind,
         opened_on AS openedOn, training_places AS trainingPlaces,
         tutoring_places AS tutoringPlaces, budget, ends_on AS endsOn, note
  FROM wave WHERE deleted IS NULL`;

/** Read models of waves; statements are prepared once. */
export interface WavesStore {
  /** All waves, by programme, switchover and label. */
  waves(): WaveRecord[];
  programmes(): Map<string, WaveProgramme>;
  members(wave: string): MemberRecord[];
  /** A school's parts in waves of a programme, those that it has left included. */
  memberships(establishment: string, programme: string): MemberRecord[];
  /** Schools that have no part in a wave of the programme except a waiting one. */
  unplaced(programme: string): SchoolRecord[];
  school(id: string): SchoolRecord | null;
  events(wave: string): WaveEventView[];
  event(id: string): { readonly wave: string; readonly happensOn: LocalDate | null } | null;
  /** Waves that schools have, or had, a part in. */
  wavesOf(scopes: readonly string[]): string[];
  /** How many people work in the schools of a wave. */
  staffOfWave(wave: string): number;
  /** People who work in one school. */
  staffOf(scope: string): number;
  /** People who work in any of some schools, each once. */
  staffIn(scopes: readonly string[]): number;
  /** Costs that postponements leave, by wave. */
  costs(): Map<string, number>;
  /** Latest report of each school on its budget: 1 loaded, 0 not; empty: none was read. */
  budgets(): Map<string, number>;
  readiness(programme: string): Map<string, ReadinessRecord>;
  postponements(wave: string): PostponementRecord[];
  /** The first day that postponements in a programme put a school off from; null: there is none. */
  firstSwitchover(scope: string, programme: string): LocalDate | null;
  /** Days on which training environments are open. */
  windows(programme: string): { readonly id: string; readonly from: string; readonly to: string }[];
  actions(programme: string): TitledAction[];
  steps(scope: string, programme: string): DealtStep[];
}

export function createWavesStore(db: Reader): WavesStore {
  const waves = db.prepare<[], WaveRecord>(
    `${WAVES} ORDER BY programme, switchover_date IS NULL, switchover_date, label, id`,
  );
  const programmes = db.prepare<[], StoredProgramme>(
    `SELECT id, name, country, calendar AS calendarId, practice_date AS practiceDate, variants,
            bucket_bounds AS bounds, postponement_rule AS rule
     FROM programme WHERE deleted IS NULL ORDER BY name`,
  );
  const members = db.prepare<[string], MemberRecord>(
    `${MEMBERS} AND m.wave = ? ORDER BY e.town, e.name, m.id`,
  );
  const memberships = db.prepare<[string, string], MemberRecord>(
    `${MEMBERS} AND m.scope = ? AND m.wave IN (SELECT id FROM wave WHERE programme = ?)`,
  );
  const unplaced = db.prepare<[string, string], SchoolRecord>(
    `SELECT e.id, e.scope, ${SCHOOL} FROM establishment e
     WHERE e.deleted IS NULL AND (e.programme IS NULL OR e.programme = ?)
       AND NOT EXISTS (
         SELECT 1 FROM wave_membership m JOIN wave w ON w.id = m.wave AND w.deleted IS NULL
         WHERE m.scope = e.scope AND m.left_on IS NULL AND m.deleted IS NULL
           AND w.programme = ? AND coalesce(w.kind, '') <> 'waiting')
     ORDER BY e.town, e.name, e.id`,
  );
  const school = db.prepare<[string], SchoolRecord>(
    `SELECT e.id, e.scope, ${SCHOOL} FROM establishment e WHERE e.id = ? AND e.deleted IS NULL`,
  );
  const events = db.prepare<[string], WaveEventView>(
    `SELECT id, happens_on AS happensOn, coalesce(kind, 'other') AS kind,
            coalesce(label, '') AS label, audience, planned_on AS plannedOn
     FROM wave_event WHERE scope = ? AND deleted IS NULL
     ORDER BY happens_on IS NULL, happens_on, id`,
  );
  const event = db.prepare<[string], { wave: string; happensOn: LocalDate | null }>(
    'SELECT wave, happens_on AS happensOn FROM wave_event WHERE id = ? AND deleted IS NULL',
  );
  const roleList = schoolRoles.map((role) => `'${role}'`).join(', ');
  const wavesOf = db
    .prepare<[string], string>(
      `SELECT DISTINCT wave FROM wave_membership
       WHERE scope IN (SELECT value FROM json_each(?)) AND wave IS NOT NULL`,
    )
    .pluck();
  const staffOfWave = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT g.person)
       FROM wave_membership m JOIN "grant" g ON g.scope = m.scope AND g.deleted IS NULL
       WHERE m.wave = ? AND m.deleted IS NULL AND m.left_on IS NULL
         AND coalesce(m.status, '') <> 'withdrawn' AND g.role IN (${roleList})`,
    )
    .pluck();
  const staffOf = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT person) FROM "grant"
       WHERE scope = ? AND deleted IS NULL AND role IN (${roleList})`,
    )
    .pluck();
  const staffIn = db
    .prepare<[string], number>(
      `SELECT count(DISTINCT person) FROM "grant"
       WHERE scope IN (SELECT value FROM json_each(?)) AND deleted IS NULL
         AND role IN (${roleList})`,
    )
    .pluck();
  const costs = db.prepare<[], { id: string; count: number }>(
    `SELECT wave AS id, sum(costs_due) AS count FROM postponement
     WHERE deleted IS NULL AND wave IS NOT NULL AND costs_due IS NOT NULL GROUP BY wave`,
  );
  const budgets = db.prepare<[], { establishment: string; value: number | null }>(
    `SELECT establishment, value FROM observation
     WHERE indicator = 'budgetLoaded' AND deleted IS NULL
     ORDER BY indicator, establishment, observed_on`,
  );
  const readiness = db.prepare<[string], ReadinessRecord & { establishment: string }>(
    `SELECT establishment, demand, digital_use AS digitalUse, technical_state AS technicalState,
            functional_state AS functionalState, note, assessed_on AS assessedOn
     FROM readiness WHERE programme = ? AND deleted IS NULL`,
  );
  const postponements = db.prepare<[string], PostponementRecord>(
    `SELECT id, establishment, wave, kind, decided_on AS decidedOn, notice_on AS noticeOn,
            registered_letter AS registeredLetter, effective_on AS effectiveOn, reason,
            from_date AS fromDate, to_date AS toDate, to_wave AS toWave, costs_due AS costsDue
     FROM postponement WHERE wave = ? AND deleted IS NULL
     ORDER BY coalesce(decided_on, notice_on) DESC, effective_on DESC, id`,
  );
  const firstSwitchover = db
    .prepare<[string, string], LocalDate | null>(
      `SELECT min(from_date) FROM postponement
       WHERE scope = ? AND deleted IS NULL AND wave IN (SELECT id FROM wave WHERE programme = ?)`,
    )
    .pluck();
  const windows = db.prepare<[string], { id: string; from: string; to: string }>(
    `SELECT coalesce(environment, '') AS id, opens_on AS "from", closes_on AS "to"
     FROM environment_window
     WHERE scope = ? AND deleted IS NULL AND opens_on IS NOT NULL AND closes_on IS NOT NULL
     ORDER BY opens_on`,
  );
  const actions = db.prepare<[string], StoredAction>(
    `SELECT action, title, due_offset_days AS dueOffsetDays,
            due_offset_variants AS dueOffsetVariants, variant, level, retired
     FROM kit_action WHERE scope = ? AND deleted IS NULL
     ORDER BY position IS NULL, position, id`,
  );
  const steps = db.prepare<[string, string], DealtStep>(
    'SELECT id, action, status, note, deleted FROM kit_step WHERE scope = ? AND programme = ?',
  );
  return {
    waves: () => waves.all(),
    programmes: () =>
      new Map(
        programmes.all().map((stored) => [
          stored.id,
          {
            ...stored,
            name: stored.name ?? stored.id,
            variants: parse<Variant[]>(stored.variants) ?? [],
            bounds: parse<BucketBounds>(stored.bounds),
            rule: parse<PostponementRule>(stored.rule),
          },
        ]),
      ),
    members: (wave) => members.all(wave),
    memberships: (id, programme) => memberships.all(`establishment:${id}`, programme),
    unplaced: (programme) => unplaced.all(programme, programme),
    school: (id) => school.get(id) ?? null,
    events: (wave) => events.all(`wave:${wave}`),
    event: (id) => event.get(id) ?? null,
    wavesOf: (scopes) => wavesOf.all(JSON.stringify(scopes)),
    staffOfWave: (wave) => staffOfWave.get(wave) ?? 0,
    staffOf: (scope) => staffOf.get(scope) ?? 0,
    staffIn: (scopes) => staffIn.get(JSON.stringify(scopes)) ?? 0,
    costs: () => counted(costs.all()),
    budgets: () =>
      new Map(budgets.all().map(({ establishment, value }) => [establishment, value ?? 0])),
    readiness: (programme) =>
      new Map(readiness.all(programme).map(({ establishment, ...rest }) => [establishment, rest])),
    postponements: (wave) => postponements.all(wave),
    firstSwitchover: (scope, programme) => firstSwitchover.get(scope, programme) ?? null,
    windows: (programme) => windows.all(`programme:${programme}`),
    actions: (programme) =>
      actions.all(`programme:${programme}`).map((stored) => ({
        ...stored,
        title: parse<Label>(stored.title),
        dueOffsetVariants: parse<Record<string, number>>(stored.dueOffsetVariants),
        retired: stored.retired === 1,
      })),
    steps: (scope, programme) => steps.all(scope, programme),
  };
}

type StoredProgramme = {
  readonly [K in keyof WaveProgramme]: K extends 'variants' | 'bounds' | 'rule' | 'name'
    ? string | null
    : WaveProgramme[K];
};
type StoredAction = {
  readonly [K in keyof TitledAction]: K extends 'title' | 'dueOffsetVariants'
    ? string | null
    : K extends 'retired'
      ? number | null
      : TitledAction[K];
};

function counted(rows: readonly { readonly id: string; readonly count: number }[]) {
  return new Map(rows.map(({ id, count }) => [id, count]));
}

function parse<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
