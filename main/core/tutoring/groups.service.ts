import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { derivedId } from '../../../shared/kernel/ids.ts';
import { plainText } from '../../../shared/kernel/plainText.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type {
  TutorCandidate,
  tutoringGroupsContract,
} from '../../../shared/tutoring/groups.contract.ts';
import { tutoringMemberId, type Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import { changed } from '../access/writing.ts';
import type { Write } from '../store/record.ts';
import type { GroupsStore, HeldRoleLine } from './groups.store.ts';
import type { TutoringContext } from './tutoring.context.ts';
import { tutorsOf } from './tutoring.views.ts';

const GROUP = 'tutoringGroup';
const MEMBER = 'tutoringMember';
/** People that are shown to choose from. */
const MOST_SHOWN = 20;

type Methods = 'tutoring.saveGroup' | 'tutoring.removeGroup' | 'tutoring.people' | 'tutoring.place';
type GroupRow = ReturnType<TutoringContext['store']['groups']>[number];

/** Groups, their pairs of tutors, and the schools that these follow. */
export function createGroupHandlers(
  context: TutoringContext,
  rows: GroupsStore,
): Pick<Handlers<typeof tutoringGroupsContract, CoreFailure>, Methods> {
  const { store, record, recordAll, revival, newId } = context;

  return {
    'tutoring.saveGroup': ({ wave: waveId, group: id, set: wanted }) => {
      const at = findToOrganise(waveId);
      if (!at.ok) return at;
      const wave = at.value;
      const groups = store.groups(waveId);
      const row = id === undefined ? undefined : groups.find((one) => one.id === id);
      if (id !== undefined && row === undefined) return err({ type: 'GroupUnknown', group: id });
      if (row === undefined && wanted.label === undefined) return bad('label');
      const rowId = id ?? newId();
      const scope = scopeId(GROUP, rowId);
      const { tutors: pair, ...plain } = wanted;
      const tutors = pair?.map((one): Tutor => ({ ...one, id: one.id ?? newId() }));
      // Without what is absent, so that it compares as it is stored.
      const stored =
        tutors && (JSON.parse(JSON.stringify(withFormer(row, tutors, wave.today))) as JsonValue[]);
      const set = changed(row, { ...plain, ...(stored && { tutors: stored }) });
      const fields = Object.keys(set).length;
      if (fields === 0) return ok({ id: rowId, changed: 0 });
      const position = Math.max(-1, ...groups.map((one) => one.position ?? 0)) + 1;
      const born = row === undefined ? { wave: waveId, position } : {};
      const writes: Write[] = [{ entity: GROUP, row: rowId, scope, set: { ...born, ...set } }];
      if (set['tutors'] !== undefined) {
        const before = tutorsOf(row ?? { tutors: null }).tutors;
        writes.push(
          ...sessionsLedBy(row, before),
          ...grantWrites(wave, rowId, before, tutors ?? []),
        );
      }
      record(writes);
      return ok({ id: rowId, changed: fields });
    },

    'tutoring.removeGroup': ({ group: id }) => {
      const row = store.group(id)[0];
      if (row === undefined || row.wave === null) return err({ type: 'GroupUnknown', group: id });
      const at = findToOrganise(row.wave);
      if (!at.ok) return at;
      const held = rows.held.get(id) ?? 0;
      if (held > 0) return err({ type: 'StillUsed', by: 'sessions', count: held });
      const members = store
        .members(row.wave)
        .filter((one) => one.group === id && one.until === null);
      const { tutors } = tutorsOf(row);
      recordAll([
        ...members.map((one) => [
          { entity: MEMBER, row: one.id, scope: one.scope, set: { until: at.value.today } },
        ]),
        [
          ...grantWrites(at.value, id, tutors, []),
          { entity: GROUP, row: id, scope: scopeId(GROUP, id), set: { [DELETED_FIELD]: true } },
        ],
      ]);
      return ok({ schools: members.length });
    },

    'tutoring.people': ({ wave: id, search }) => {
      const at = findToOrganise(id);
      if (!at.ok) return at;
      const words = plainText(search)
        .split(' ')
        .filter((word) => word !== '');
      const found = candidates(rows.people.all({ wave: id, programme: at.value.programme })).filter(
        ({ name, email, place }) => {
          const text = plainText([name, email, place].join(' '));
          return words.every((word) => text.includes(word));
        },
      );
      return ok({ total: found.length, rows: found.slice(0, MOST_SHOWN) });
    },

    'tutoring.place': ({ wave: waveId, establishments, group, on: wanted, reason }) => {
      const at = findToOrganise(waveId);
      if (!at.ok) return at;
      const { today } = at.value;
      const on = wanted ?? today;
      if (on > today) return err({ type: 'DayAhead', day: on, today });
      const groups = new Set(store.groups(waveId).map((one) => one.id));
      if (group !== null && !groups.has(group)) return err({ type: 'GroupUnknown', group });
      if (group === null && !reason) return err({ type: 'WaveReasonMissing' });
      const schools = new Set(rows.schools.all(waveId).map((one) => one.id));
      const lists: Write[][] = [];
      for (const establishment of new Set(establishments)) {
        if (!schools.has(establishment)) return err({ type: 'NotInWave', establishment });
        const list = placing(groups, establishment, group, on, reason);
        if (!list.ok) return list;
        if (list.value.length > 0) lists.push(list.value);
      }
      if (lists.length > 0) recordAll(lists);
      return ok({ placed: lists.length });
    },
  };

  function findToOrganise(id: string): Result<GroundWave, CoreFailure> {
    const found = context.find(id);
    if (!found.ok) return found;
    return context.mayOrganise(id) ? found : err({ type: 'NotAllowed' });
  }

  /** Ends what a school's stays in groups of the wave are, and begins one. */
  function placing(
    groups: ReadonlySet<string>,
    establishment: string,
    group: string | null,
    on: string,
    reason: string | undefined,
  ): Result<Write[], CoreFailure> {
    const scope = scopeId('establishment', establishment);
    const open = rows
      .stays(establishment)
      .filter((one) => one.until === null && groups.has(one.group ?? ''));
    if (open.some((one) => one.group === group)) return ok([]);
    if (open.some(({ from }) => from !== null && from > on)) return bad('on');
    const writes: Write[] = open.map((one) => ({
      entity: MEMBER,
      row: one.id,
      scope,
      set: { until: on, reason: reason || null },
    }));
    if (group === null) return ok(writes);
    const row = tutoringMemberId(group, establishment, on);
    const known = rows.stays(establishment).some((one) => one.id === row);
    const again = { ...revival(MEMBER, row), until: null, reason: null };
    const first = { group, establishment, from: on };
    writes.push({ entity: MEMBER, row, scope, set: known ? again : { ...again, ...first } });
    return ok(writes);
  }

  /** Sessions that were held name who led them, before others take over. */
  function sessionsLedBy(row: GroupRow | undefined, before: readonly Tutor[]): Write[] {
    if (row === undefined) return [];
    return store
      .sessionsOf(row.id)
      .filter(({ status, tutors }) => status === 'held' && tutors === null)
      .map((one) => ({
        entity: 'tutoringSession',
        row: one.id,
        scope: one.scope,
        set: { tutors: before.map(({ id }) => id) },
      }));
  }

  /** Gives who comes into a pair the roles that go with it, and takes them from who leaves. */
  function grantWrites(
    wave: GroundWave,
    group: string,
    before: readonly Tutor[],
    after: readonly Tutor[],
  ): Write[] {
    const has = (all: readonly Tutor[], id: string): boolean => all.some((one) => one.id === id);
    const inOthers = store
      .groups(wave.id)
      .filter(({ id }) => id !== group)
      .flatMap((one) => tutorsOf(one).tutors);
    const place = scopeId(GROUP, group);
    const support = scopeId('waveSupport', wave.id);
    const left = before.filter(({ id }) => !has(after, id));
    return [
      ...after.filter(isAccount).flatMap((one) => [place, support].flatMap((at) => give(one, at))),
      ...left.flatMap(({ id }) => [
        ...take(id, place),
        ...(has(inOthers, id) ? [] : take(id, support)),
      ]),
    ];
  }

  function isAccount({ id }: Tutor): boolean {
    return rows.hasAccount.get({ id }) !== undefined;
  }

  function give({ id, name, email, phone }: Tutor, scope: ScopeId): Write[] {
    const row = grantId(id, scope);
    if (rows.isThere.get(row, scope) !== undefined) return [];
    const set = {
      ...revival('grant', row),
      person: id,
      role: 'tutor',
      name,
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
    };
    return [{ entity: 'grant', row, scope, set }];
  }

  function take(person: string, scope: ScopeId): Write[] {
    const row = grantId(person, scope);
    if (rows.isThere.get(row, scope) === undefined) return [];
    return [{ entity: 'grant', row, scope, set: { [DELETED_FIELD]: true } }];
  }
}

function grantId(person: string, scope: ScopeId): string {
  return derivedId(person, 'tutor', scope.replace(':', '.'));
}

/** The pair of now, and all who were in it before and are not any more. */
function withFormer(row: GroupRow | undefined, pair: readonly Tutor[], today: string): Tutor[] {
  const now = new Set(pair.map(({ id }) => id));
  const former = (row?.tutors ?? [])
    .filter(({ id }) => !now.has(id))
    .map((one) => ({ ...one, left: one.left ?? today }));
  return [...pair, ...former];
}

/** Roles that say which sphere somebody knows. */
const spheres: Readonly<Record<string, NonNullable<TutorCandidate['sphere']>>> = {
  bursar: 'ordonnateur',
  accountingOfficer: 'comptable',
  deputyAccountingOfficer: 'comptable',
};

/** People by the roles that they hold, each once. */
function candidates(lines: readonly HeldRoleLine[]): TutorCandidate[] {
  const found = new Map<string, TutorCandidate>();
  for (const { person, role, name, email, phone, place } of lines) {
    const known = found.get(person);
    found.set(person, {
      person,
      name: known?.name ?? name ?? person,
      email: known?.email ?? email,
      phone: known?.phone ?? phone,
      place: known?.place ?? place,
      sphere: known?.sphere ?? spheres[role] ?? null,
    });
  }
  return [...found.values()];
}

function bad(detail: string): Result<never, CoreFailure> {
  return err({ type: 'BadInput', detail });
}
