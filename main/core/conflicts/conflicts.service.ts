import { z } from 'zod';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { statusesWithReason, type StepStatus } from '../../../shared/kit/stepStatus.ts';
import type { EntityDefinition, JsonValue } from '../../../shared/schema/entity.ts';
import { findEntity } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { attendance } from '../../../shared/training/attendance.entity.ts';
import { sessionOfMark } from '../../../shared/training/sessionDays.rules.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import {
  conflictVersionSchema,
  type ConflictVersion,
} from '../../../shared/sync/conflict.entity.ts';
import { sameValue, type RowState } from '../../../shared/sync/merge.ts';
import type { ConflictView } from '../../../shared/sync/sync.contract.ts';
import type { Reader } from '../store/database.ts';
import type { Write } from '../store/record.ts';
import type { Rows } from '../store/rows.ts';
import { nameOf, namesIn } from './names.ts';
import { askedWith, mayLead, versionWith, type OpenConflict } from './sameDecision.ts';

export interface ConflictsParts {
  readonly db: Reader;
  readonly rows: Rows;
  /** Row id of this device's person. */
  readonly myself: () => string;
  readonly maySettle: (scope: ScopeId, entity: string, field: string) => boolean;
  /** Whether that person is shown a row; a conflict in one that is not waits for somebody else. */
  readonly isShown: (entity: string, id: string, values: RowState['values']) => boolean;
  /** Records one user action of several transactions; on disk when it returns. */
  readonly recordAll: (lists: readonly (readonly Write[])[]) => unknown;
  /** What a version of a kit holds that a value names; null: it names none. */
  readonly contentOf: (
    conflict: Pick<OpenConflict, 'entity' | 'row' | 'field'>,
    value: JsonValue,
  ) => JsonValue;
  /** What else a choice comes to, where what was decided is more than its field. */
  readonly following: (choice: DecisionChoice) => Following | null;
}

/** One of several decisions that somebody chose. */
export interface DecisionChoice extends Pick<OpenConflict, 'scope' | 'entity' | 'row' | 'field'> {
  readonly chosen: ConflictVersion;
  /** Those that do not count. */
  readonly others: readonly ConflictVersion[];
  /** What the chosen decision wrote where the others wrote too. */
  readonly beside: readonly Write[];
}

/** What is written besides the chosen values. */
export interface Following {
  /** In one transaction with the choice. */
  readonly writes: readonly Write[];
  /** In transactions after it, each of one place. */
  readonly after: readonly (readonly Write[])[];
  /** Entities whose values `beside` are in `writes` as far as they are to be. */
  readonly covers: readonly string[];
  /** Stamps of decisions: what no others met in is settled with this. */
  readonly decided: ReadonlySet<Stamp>;
}

type FieldPlace = Pick<OpenConflict, 'entity' | 'row' | 'field'>;

/** Values that were written without having seen each other, for a person to choose. */
export interface ConflictsService {
  /** How many are open for this device's person to settle; others are listed beside them. */
  count(): number;
  list(): ConflictView[];
  /** What is asked of a field; null: nothing. */
  asked(of: FieldPlace): OpenConflict | null;
  /** The writes that settle what is asked of a field, and all that decisions of these stamps met in. */
  settling(of: FieldPlace, stamps: ReadonlySet<Stamp>): Write[];
  /** Settles conflicts in one action: writes the chosen values, as any change does. */
  resolve(input: {
    readonly ids: readonly string[];
    readonly keep?: number | undefined;
    readonly value?: JsonValue | undefined;
  }): Result<null, CoreFailure>;
}

const { day, half, name, session, occurrence } = attendance.fields;
/** What of a mark it is called by. */
const attendanceRow = z.object({
  name: name.type,
  session: session.type.nullish(),
  occurrence: occurrence.type.nullish(),
  day: day.type.nullish(),
  half: half.type.nullish(),
});
const SETTLED = { state: 'resolved' };
const versionsSchema = z.array(conflictVersionSchema);

export function createConflictsService(parts: ConflictsParts): ConflictsService {
  const { db, rows } = parts;
  const openIds = db.prepare<
    [],
    {
      id: string;
      scope: ScopeId;
      entity: string | null;
      row: string | null;
      field: string | null;
    }
  >(
    `SELECT id, scope, entity, "row", field FROM conflict
       WHERE "state" = 'open' AND deleted IS NULL ORDER BY id`,
  );
  const shown = () =>
    openIds.all().filter(({ id, entity, row }) => parts.isShown('conflict', id, { entity, row }));
  const all = (): OpenConflict[] =>
    shown().flatMap(({ id }) => {
      const open = read(id);
      return open.ok ? [open.value] : [];
    });
  /** Those that a person is asked about: see `askedWith`. */
  const asked = (): OpenConflict[] => {
    const open = all();
    const led = new Set([...askedWith(open).values()].flat().map(({ id }) => id));
    return open.filter(({ id }) => !led.has(id));
  };

  /** Conflicts in which no other decisions met than those of some stamps, for this person to settle. */
  function metIn(stamps: ReadonlySet<Stamp>, open: readonly OpenConflict[]): OpenConflict[] {
    return open.filter(
      ({ versions, scope, entity, field }) =>
        versions.every(({ stamp }) => stamps.has(stamp)) && parts.maySettle(scope, entity, field),
    );
  }

  function read(id: string): Result<OpenConflict, CoreFailure> {
    const state = rows.read('conflict', id);
    const { entity, row, field, state: stands } = state?.values ?? {};
    const versions = versionsSchema.safeParse(state?.values['versions']);
    const isWhole =
      typeof entity === 'string' &&
      typeof row === 'string' &&
      typeof field === 'string' &&
      versions.success;
    if (state === undefined || !isWhole || state.values[DELETED_FIELD] === true) {
      return err({ type: 'ConflictUnknown', id });
    }
    if (stands !== 'open') return err({ type: 'ConflictSettled', id });
    return ok({ id, scope: state.scope, entity, row, field, versions: versions.data });
  }

  function view(open: OpenConflict): ConflictView {
    const row = rows.read(open.entity, open.row);
    const me = parts.myself();
    return {
      id: open.id,
      entity: open.entity,
      row: open.row,
      scope: open.scope,
      field: open.field,
      about: about(open.entity, row?.values),
      title: nameOf(row?.values),
      names: namesIn(open, findEntity(open.entity), rows),
      versions: open.versions.map((version) => ({
        value: version.value,
        others: version.others,
        content: parts.contentOf(open, version.value),
        by: { person: version.person, name: version.name, me: version.person === me },
        at: version.at,
        shown: isShown(row, open.field, version),
      })),
      mayResolve: parts.maySettle(open.scope, open.entity, open.field),
    };
  }

  /** What people call a row by that has no name of its own: a mark, by whom and what it is of. */
  function about(entity: string, values: RowState['values'] | undefined): ConflictView['about'] {
    const mark = entity === 'attendance' ? attendanceRow.safeParse(values) : undefined;
    if (mark?.success !== true) return null;
    const { name, session = null, occurrence = null, day = null, half } = mark.data;
    const id = sessionOfMark({ session, occurrence, day });
    if (id === null) return null;
    const title = rows.read('trainingSession', id)?.values['title'];
    return {
      person: name,
      session: occurrence ?? id,
      title: typeof title === 'string' ? title : id,
      day: day ?? null,
      half: half ?? null,
    };
  }

  /** The fields of the row that settle a conflict, or why they cannot be written. */
  function chosen(
    open: OpenConflict,
    keep: number | undefined,
    value: JsonValue | undefined,
  ): Result<Record<string, JsonValue>, CoreFailure> {
    if (keep !== undefined) {
      const version = open.versions[keep];
      if (version === undefined) return err({ type: 'VersionUnknown', keep });
      return ok(valuesOf(open.field, version));
    }
    // A decision is taken as it was made: no third one is made here.
    if (mayLead(open)) return err({ type: 'BadInput', detail: open.field });
    const field = findEntity(open.entity)?.fields[open.field];
    const isOfField = value === null || field?.type.safeParse(value).success === true;
    if (!isOfField) return err({ type: 'BadInput', detail: open.field });
    return ok({ [open.field]: value! });
  }

  return {
    count() {
      const open = shown();
      const mine = (open.length < 2 ? open : asked()).filter(({ scope, entity, field }) =>
        parts.maySettle(scope, entity ?? '', field ?? ''),
      );
      return mine.length;
    },
    list: () => asked().map(view),
    asked: (of) => all().find(isOf(of)) ?? null,
    settling(of, stamps) {
      const open = all();
      const led = askedWith(open);
      const settled = new Set(
        open.filter(isOf(of)).flatMap((one) => [one, ...(led.get(one.id) ?? [])]),
      );
      for (const one of metIn(stamps, open)) settled.add(one);
      return [...settled].map(({ id, scope }) => ({
        entity: 'conflict',
        row: id,
        scope,
        set: SETTLED,
      }));
    },
    resolve({ ids, keep, value }) {
      if ((keep === undefined) === (value === undefined)) {
        return err({ type: 'BadInput', detail: 'keep, value' });
      }
      // A transaction names a row once: conflicts of one row are settled by one change.
      const writes = new Map<string, Write>();
      const after: (readonly Write[])[] = [];
      const write = (entity: string, row: string, scope: ScopeId, set: Write['set']): void => {
        const key = `${entity} ${row}`;
        writes.set(key, { entity, row, scope, set: { ...writes.get(key)?.set, ...set } });
      };
      const known = all();
      const led = askedWith(known);
      for (const id of new Set(ids)) {
        const open = read(id);
        if (!open.ok) return open;
        const { entity, row, scope, field } = open.value;
        if (!parts.maySettle(scope, entity, field)) return err({ type: 'NotAllowed' });
        const set = chosen(open.value, keep, value);
        if (!set.ok) return set;
        write('conflict', id, scope, SETTLED);
        write(entity, row, scope, set.value);
        const chosenOne = keep === undefined ? undefined : open.value.versions[keep];
        if (chosenOne === undefined) continue;
        const beside: Write[] = [];
        for (const other of led.get(id) ?? []) {
          write('conflict', other.id, other.scope, SETTLED);
          const same = versionWith(other, chosenOne.stamp);
          if (same === undefined) continue;
          beside.push({ ...other, set: valuesOf(other.field, same) });
        }
        const others = open.value.versions.filter((version) => version !== chosenOne);
        const choice = { scope, entity, row, field, chosen: chosenOne, others, beside };
        const following = parts.following(choice);
        for (const other of metIn(following?.decided ?? new Set(), known)) {
          write('conflict', other.id, other.scope, SETTLED);
        }
        for (const one of beside) {
          if (following?.covers.includes(one.entity) === true) continue;
          write(one.entity, one.row, one.scope, one.set);
        }
        for (const one of following?.writes ?? []) write(one.entity, one.row, one.scope, one.set);
        after.push(...(following?.after ?? []));
      }
      for (const { entity, row, set } of writes.values()) {
        const broken = brokenRule(findEntity(entity), rows.read(entity, row), set);
        if (broken !== null) return err(broken);
      }
      parts.recordAll([[...writes.values()], ...after]);
      return ok(null);
    },
  };
}

function isOf(place: FieldPlace): (open: OpenConflict) => boolean {
  return ({ entity, row, field }) =>
    entity === place.entity && row === place.row && field === place.field;
}

/** What is written of a row where a version is chosen. */
function valuesOf(field: string, version: ConflictVersion): Record<string, JsonValue> {
  // Whoever keeps the removal keeps nothing of the edit.
  const removes = field === DELETED_FIELD && version.value === true;
  return { ...(removes ? {} : version.others), [field]: version.value };
}

function isShown(row: RowState | undefined, field: string, version: ConflictVersion): boolean {
  if (row === undefined) return false;
  const shows = (name: string, value: JsonValue): boolean => sameValue(row.values[name], value);
  if (field === DELETED_FIELD) {
    return (row.values[DELETED_FIELD] === true) === (version.value === true);
  }
  return (
    shows(field, version.value) &&
    Object.entries(version.others).every(([name, value]) => shows(name, value))
  );
}

/** The rule between the fields of a row that a write would break, as a failure, or null. */
function brokenRule(
  definition: EntityDefinition | undefined,
  row: RowState | undefined,
  set: Readonly<Record<string, JsonValue>>,
): CoreFailure | null {
  if (definition === undefined) return null;
  const values = { ...row?.values, ...set } as Parameters<EntityDefinition['check']>[0];
  const [rule] = definition.check(values);
  if (rule === undefined) return null;
  const status = statusesWithReason.find((known) => known === values['status']);
  return rule === 'reasonMissing' && status !== undefined
    ? { type: 'ReasonMissing', status: status satisfies StepStatus }
    : { type: 'BadInput', detail: rule };
}
