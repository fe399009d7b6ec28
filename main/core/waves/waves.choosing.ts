import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { kitStepId } from '../../../shared/kit/kitStep.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { ConflictVersion } from '../../../shared/sync/conflict.entity.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { appliesTo } from '../../../shared/wave/dealing.rules.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import type { Rows } from '../store/rows.ts';
import { schoolScope, type FoundWave, type WavesContext } from './waves.context.ts';
import { deal } from './waves.dealing.ts';

/** A school's part in a wave on which two people decided apart, and the decision that counts. */
export interface PartChoice {
  /** Row id of the part. */
  readonly row: string;
  readonly chosen: ConflictVersion;
  readonly others: readonly ConflictVersion[];
}

/** What somebody decided on a school's part in a wave. */
interface Decision {
  readonly stamp: Stamp;
  readonly status: JsonValue;
  readonly switchoverDate: JsonValue;
  readonly leftOn: LocalDate | null;
  readonly toWave: string | null;
  readonly reason: string | null;
}

interface PartsOfChoosing {
  readonly db: Reader;
  readonly rows: Rows;
}

/** What brings a school to the state of one decision on it, where another was made apart from it. */
export function createWavesChoosing(context: WavesContext, { db, rows }: PartsOfChoosing) {
  const { store } = context;
  const idsOf = (sql: string) => db.prepare<[string, string], string>(sql).pluck();
  const postponements = idsOf('SELECT id FROM postponement WHERE scope = ? AND wave = ?');
  const parts = idsOf(
    `SELECT m.id FROM wave_membership m JOIN wave w ON w.id = m.wave
     WHERE m.scope = ? AND w.programme = ? ORDER BY m.id`,
  );
  const tutoring = idsOf(
    `SELECT m.id FROM tutoring_member m JOIN tutoring_group g ON g.id = m."group"
     WHERE m.scope = ? AND g.wave = ? AND m.deleted IS NULL AND m.until IS NOT NULL`,
  );
  const formerly = db
    .prepare<[string], string>(
      `SELECT held FROM past_value WHERE entity = 'waveMembership' AND "row" = ?
       AND deleted IS NULL ORDER BY "until" DESC, id DESC LIMIT 1`,
    )
    .pluck();

  return function choose({ row, chosen, others }: PartChoice): Write[] {
    const part = rows.read('waveMembership', row);
    const { wave: waveId, establishment } = part?.values ?? {};
    const wave = store.waves().find(({ id }) => id === waveId);
    if (part === undefined || wave === undefined || typeof establishment !== 'string') return [];
    const found = context.waveOf(wave);
    const school: School = { id: establishment, found, part };
    const wanted = decisionOf(chosen);
    const dropped = others.map(decisionOf);
    return [
      ...recordsOf(school, wanted, dropped),
      ...partsElsewhere(school, wanted, dropped),
      ...tutoringOf(school, wanted, dropped),
      ...stepsOf(school, wanted, dropped),
    ];
  };

  /** The record of the decision stays or comes back, those of the others go. */
  function recordsOf(
    { id, found }: School,
    wanted: Decision,
    dropped: readonly Decision[],
  ): Write[] {
    const scope = schoolScope(id);
    return postponements.all(scope, found.wave.id).flatMap((each) => {
      const record = rows.read('postponement', each)!;
      const counts = isRecordOf(record, wanted);
      if (!counts && !dropped.some((one) => isRecordOf(record, one))) return [];
      const isThere = record.values[DELETED_FIELD] !== true;
      if (counts === isThere) return [];
      const set = { [DELETED_FIELD]: isThere };
      return [{ entity: 'postponement', row: each, scope, set }];
    });
  }

  /** It is in the wave that the decision names, and in none that another one named. */
  function partsElsewhere(school: School, wanted: Decision, dropped: readonly Decision[]): Write[] {
    const { id, found } = school;
    const scope = schoolScope(id);
    return parts.all(scope, found.programme.id).flatMap((each): Write[] => {
      const there = rows.read('waveMembership', each)!;
      const { wave, leftOn } = there.values;
      const isRemoved = there.values[DELETED_FIELD] === true;
      const isOpen = !isRemoved && (leftOn ?? null) === null;
      if (each === school.part.id) return [];
      if (wave === wanted.toWave) {
        if (isOpen) return [];
        const { leftOn: joinedOn, reason } = wanted;
        const joins = { joinedOn, leftOn: null, toWave: null, status: 'informed', reason };
        const set = { ...joins, ...(isRemoved && { [DELETED_FIELD]: false }) };
        return [{ entity: 'waveMembership', row: each, scope, set }];
      }
      const stamps = Object.values(there.stamps);
      const isOfOther = dropped.some(
        ({ toWave, stamp }) => toWave === wave || stamps.includes(stamp),
      );
      if (!isOpen || !isOfOther) return [];
      const set = isMadeByJoining(there)
        ? { [DELETED_FIELD]: true }
        : { status: 'postponed', leftOn: found.today, ...heldFormerly(each) };
      return [
        { entity: 'waveMembership', row: each, scope, set },
        ...context.leaving(String(wave), id, found.today, null),
      ];
    });
  }

  /** What a part held before somebody let the school join once more. */
  function heldFormerly(row: string): Record<string, JsonValue> {
    const held = formerly.get(row);
    if (held === undefined) return {};
    const { joinedOn, leftOn, switchoverDate } = JSON.parse(held) as Record<string, JsonValue>;
    return (leftOn ?? null) === null
      ? {}
      : { joinedOn: joinedOn ?? null, leftOn: leftOn!, switchoverDate: switchoverDate ?? null };
  }

  /** Who stays in the wave stays with its tutors. */
  function tutoringOf(
    { id, found }: School,
    wanted: Decision,
    dropped: readonly Decision[],
  ): Write[] {
    const { wave } = found;
    const { leftOn, reason } = wanted;
    if (leftOn !== null) return [...context.leaving(wave.id, id, leftOn, reason)];
    const scope = schoolScope(id);
    return tutoring.all(scope, wave.id).flatMap((each) => {
      const { values, stamps } = rows.read('tutoringMember', each)!;
      const isEnded = dropped.some(
        (one) => one.stamp === stamps['until'] || one.leftOn === values['until'],
      );
      if (!isEnded) return [];
      const isItsReason = dropped.some((one) => one.reason === values['reason']);
      const set = { until: null, ...(isItsReason && { reason: null }) };
      return [{ entity: 'tutoringMember', row: each, scope, set }];
    });
  }

  /** Steps of the kit that it has there, what was worked on included. */
  function stepsOf(school: School, wanted: Decision, dropped: readonly Decision[]): Write[] {
    const { id, found, part } = school;
    if (![wanted, ...dropped].some(({ toWave }) => toWave !== null)) return [];
    const target = store.waves().find((one) => one.id === wanted.toWave);
    const there = target === undefined ? found : context.waveOf(target);
    const own = target === undefined ? ((part.values['variant'] ?? null) as string | null) : null;
    const level = (rows.read('establishment', id)?.values['level'] ?? null) as string | null;
    const variant = own ?? there.wave.variant;
    const scope = schoolScope(id);
    const actions = new Map(store.actions(found.programme.id).map((one) => [one.action, one]));
    const gone = store.steps(scope, found.programme.id).flatMap((step): Write[] => {
      const action = actions.get(step.action);
      const isUntouched = step.status === 'todo' && step.note === null && step.deleted === null;
      if (action === undefined || action.retired || !isUntouched) return [];
      if (appliesTo(action, { variant, level })) return [];
      const row = kitStepId(id, found.programme.id, step.action);
      return [{ entity: 'kitStep', row, scope, set: { [DELETED_FIELD]: true } }];
    });
    if (there.wave.openedOn === null) return gone;
    const member = { id, switchoverDate: null, variant: own, level };
    return [...gone, ...deal(store, there, [member], there.today).lists.flat()];
  }
}

interface School {
  readonly id: string;
  readonly found: FoundWave;
  readonly part: RowState;
}

function decisionOf({ stamp, value, others }: ConflictVersion): Decision {
  return {
    stamp,
    status: value,
    switchoverDate: others['switchoverDate'] ?? null,
    leftOn: (others['leftOn'] ?? null) as LocalDate | null,
    toWave: (others['toWave'] ?? null) as string | null,
    reason: (others['reason'] ?? null) as string | null,
  };
}

/** Whether a postponement is the record of a decision: written with it, or saying the same. */
function isRecordOf({ values, stamps }: RowState, decision: Decision): boolean {
  if (stamps['kind'] === decision.stamp) return true;
  const { status, switchoverDate, leftOn, toWave, reason } = decision;
  if (status !== 'postponed' && (status !== 'withdrawn' || leftOn === null)) return false;
  if ((values['kind'] === 'abandoned') !== (status === 'withdrawn')) return false;
  if ((values['toWave'] ?? null) !== toWave || (values['reason'] ?? null) !== reason) return false;
  return leftOn !== null || values['toDate'] === switchoverDate;
}

/** Whether a part was made when the school last joined, and not before. */
function isMadeByJoining({ stamps }: RowState): boolean {
  return stamps['wave'] !== undefined && stamps['wave'] === stamps['joinedOn'];
}
