import type { Stamp } from '../../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../../shared/kernel/dates.ts';
import type { Indicator } from '../../../../shared/observation/indicator.ts';
import type { BucketBounds, Level } from '../../../../shared/programme/programme.entity.ts';
import type { Label } from '../../../../shared/schema/values.ts';
import type { Reader } from '../../store/database.ts';
import { SHOWN_STEP } from '../../store/shownStep.ts';
import type { PlannedPart } from '../../../../shared/wave/pastDays.rules.ts';
import { createPastStore, type PastStore } from '../past.store.ts';
import { ESTABLISHMENTS, LEFT_PARTS, PUT_OFF, type PutOffRecord } from '../kit.store.ts';

/** An establishment's part in a programme; with nulls for one that has none. */
export interface PlaceRecord extends PlannedPart {
  readonly id: string;
  readonly name: string | null;
  readonly nameAr: string | null;
  readonly town: string | null;
  readonly type: string | null;
  readonly code: string | null;
  readonly territory: string | null;
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

export interface ProgrammeFacts {
  readonly id: string;
  readonly name: string;
  readonly bounds: BucketBounds | null;
  readonly levels: readonly Level[];
  /** What places say of it. */
  readonly place: Pick<PlaceRecord, 'programmeName' | 'country' | 'calendarId'>;
}

export interface WaveFacts {
  readonly id: string;
  readonly programme: string | null;
  readonly label: string;
  readonly switchoverDate: LocalDate | null;
  /** Day that its kit was dealt out. */
  readonly openedOn: LocalDate | null;
  /** The stamp of what makes it; null: it is not known. */
  readonly made: Stamp | null;
}

/** An action as figures need it. */
export interface ActionFacts {
  readonly action: string;
  readonly title: Label | null;
  readonly phase: string | null;
  /** Level of the places that it is for. */
  readonly level: string | null;
  readonly blocking: boolean;
  /** The one variant that it is for; null: all. */
  readonly variant: string | null;
  readonly retired: boolean;
  readonly addedOn: LocalDate | null;
  readonly retiredOn: LocalDate | null;
  readonly indicator: Indicator | null;
  readonly dueOffsetDays: number | null;
  readonly dueOffsetVariants: Readonly<Record<string, number>> | null;
  /** Rank in the kit. */
  readonly position: number | null;
}

/** Steps of one school that are in one status: `action US day RS action US day …`. */
export interface StepGroup {
  readonly scope: string;
  readonly programme: string | null;
  readonly status: string | null;
  readonly cells: string;
}

/** When a step was blocked, as the stamp of its status. */
export interface BlockedSince {
  readonly scope: string;
  readonly programme: string | null;
  readonly action: string | null;
  readonly stamp: string | null;
}

/** Who has taken a step on by name. */
export interface AssignedStep {
  readonly scope: string;
  readonly programme: string | null;
  readonly action: string | null;
  readonly assignee: string;
}

export interface ObservationRecord {
  readonly scope: string;
  readonly programme: string | null;
  readonly indicator: string | null;
  readonly day: LocalDate | null;
  readonly value: number | null;
}

export interface TerritoryRecord {
  readonly id: string;
  readonly name: string | null;
  readonly nameAr: string | null;
  readonly parent: string | null;
}

/** Separators of {@link StepGroup.cells}: no id has them. */
export const UNIT = '\u001f';
export const RECORD = '\u001e';

/** What the index is read from; `scope` null: of all schools. Statements are prepared once. */
export interface IndexStore {
  places(establishment: string | null): PlaceRecord[];
  /** Places of all schools that have, or had, a part in a wave. */
  placesOfWave(wave: string): PlaceRecord[];
  /** Parts in waves that schools have left, of all schools. */
  leftPlaces(): PlaceRecord[];
  postponements(): PutOffRecord[];
  /** Earlier values of rows, as far as past days depend on them. */
  formers: PastStore['all'];
  programmes(): ProgrammeFacts[];
  waves(): WaveFacts[];
  territories(): TerritoryRecord[];
  actions(programme: string): ActionFacts[];
  /** Of some scopes. */
  steps(scopes: readonly string[]): IterableIterator<StepGroup>;
  blocked(scope: string | null): IterableIterator<BlockedSince>;
  assigned(scope: string | null): IterableIterator<AssignedStep>;
  observations(scope: string | null): IterableIterator<ObservationRecord>;
}

/** Grouped, so that hundreds of thousands of steps cross over as some ten thousand rows. */
const STEPS = `
  SELECT scope, programme, status,
         group_concat(action || char(31) || coalesce(done_on, ''), char(30)) AS cells
  FROM kit_step s WHERE ${SHOWN_STEP}`;
const BY_STATUS = 'GROUP BY scope, programme, status';

const BLOCKED = `
  SELECT scope, programme, action, json_extract(stamps, '$.status') AS stamp
  FROM kit_step s WHERE status = 'blocked' AND ${SHOWN_STEP}`;

const ASSIGNED = `
  SELECT scope, programme, action, assignee
  FROM kit_step s WHERE assignee IS NOT NULL AND ${SHOWN_STEP}`;

const OBSERVATIONS = `
  SELECT scope, programme, indicator, observed_on AS day, value
  FROM observation WHERE deleted IS NULL`;
const BY_DAY = 'ORDER BY observed_on, id';

export function createIndexStore(db: Reader): IndexStore {
  const places = db.prepare<[], PlaceRecord>(ESTABLISHMENTS);
  const place = db.prepare<[string], PlaceRecord>(`${ESTABLISHMENTS} AND e.id = ?`);
  const ofWave = db.prepare<[string], PlaceRecord>(
    `${ESTABLISHMENTS} AND e.scope IN (SELECT scope FROM wave_membership WHERE wave = ?)`,
  );
  const left = db.prepare<[], PlaceRecord>(LEFT_PARTS);
  const putOff = db.prepare<[], PutOffRecord>(PUT_OFF);
  const programmes = db.prepare<
    [],
    Pick<PlaceRecord, 'country' | 'calendarId'> & {
      id: string;
      name: string | null;
      bounds: string | null;
      levels: string | null;
    }
  >(
    `SELECT id, name, bucket_bounds AS bounds, levels, country, calendar AS calendarId
     FROM programme WHERE deleted IS NULL ORDER BY id`,
  );
  const waves = db.prepare<[], Omit<WaveFacts, 'label'> & { label: string | null }>(
    `SELECT id, programme, label, switchover_date AS switchoverDate, opened_on AS openedOn,
            json_extract(stamps, '$.programme') AS made FROM wave
     WHERE deleted IS NULL ORDER BY switchover_date IS NULL, switchover_date, label, id`,
  );
  const territories = db.prepare<[], TerritoryRecord>(
    'SELECT id, name, name_ar AS nameAr, parent FROM territory WHERE deleted IS NULL',
  );
  const actions = db.prepare<
    [string],
    {
      action: string;
      title: string | null;
      phase: string | null;
      level: string | null;
      blocking: number | null;
      variant: string | null;
      retired: number | null;
      addedOn: string | null;
      retiredOn: string | null;
      indicator: string | null;
      dueOffsetDays: number | null;
      dueOffsetVariants: string | null;
      position: number | null;
    }
  >(
    `SELECT action, title, phase, level, blocking, variant, retired, indicator, position,
            added_on AS addedOn, retired_on AS retiredOn,
            due_offset_days AS dueOffsetDays, due_offset_variants AS dueOffsetVariants
     FROM kit_action WHERE scope = ? AND deleted IS NULL AND action IS NOT NULL
     ORDER BY position IS NULL, position, id`,
  );
  const steps = db.prepare<[string], StepGroup>(
    `${STEPS} AND scope IN (SELECT value FROM json_each(?)) ${BY_STATUS}`,
  );
  const blocked = db.prepare<[], BlockedSince>(BLOCKED);
  const blockedOf = db.prepare<[string], BlockedSince>(`${BLOCKED} AND scope = ?`);
  const assigned = db.prepare<[], AssignedStep>(ASSIGNED);
  const assignedOf = db.prepare<[string], AssignedStep>(`${ASSIGNED} AND scope = ?`);
  const observations = db.prepare<[], ObservationRecord>(`${OBSERVATIONS} ${BY_DAY}`);
  const observationsOf = db.prepare<[string], ObservationRecord>(
    `${OBSERVATIONS} AND scope = ? ${BY_DAY}`,
  );
  return {
    places: (establishment) => (establishment === null ? places.all() : place.all(establishment)),
    placesOfWave: (wave) => ofWave.all(wave),
    leftPlaces: () => left.all(),
    postponements: () => putOff.all(),
    formers: createPastStore(db).all,
    programmes: () =>
      programmes.all().map(({ id, name, bounds, levels, country, calendarId }) => ({
        id,
        name: name ?? id,
        bounds: parse<BucketBounds>(bounds),
        levels: parse<Level[]>(levels) ?? [],
        place: { programmeName: name, country, calendarId },
      })),
    waves: () => waves.all().map((wave) => ({ ...wave, label: wave.label ?? wave.id })),
    territories: () => territories.all(),
    actions: (programme) =>
      actions.all(`programme:${programme}`).map((stored) => ({
        ...stored,
        title: parse<Label>(stored.title),
        blocking: stored.blocking === 1,
        retired: stored.retired === 1,
        indicator: stored.indicator as Indicator | null,
        dueOffsetVariants: parse<Record<string, number>>(stored.dueOffsetVariants),
      })),
    steps: (scopes) => steps.iterate(JSON.stringify(scopes)),
    blocked: (scope) => (scope === null ? blocked.iterate() : blockedOf.iterate(scope)),
    assigned: (scope) => (scope === null ? assigned.iterate() : assignedOf.iterate(scope)),
    observations: (scope) =>
      scope === null ? observations.iterate() : observationsOf.iterate(scope),
  };
}

function parse<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
