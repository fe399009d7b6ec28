import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../shared/access/roles.ts';
import { nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import { MAX_CLOCK_AHEAD_MS } from '../../shared/sync/protocol.ts';
import { decide, rowKey, type Decided, type Given } from './decide.ts';
import { noEvidence, type Evidence, type PastChange } from './evidence.ts';
import { fixedRoles } from '../testing/standing.ts';

const NOW = 1_700_000_000_000;
const SCHOOL: ScopeId = 'establishment:e1';
const STEP = 'e1:opale:a';

function stamp(ms: number, device = 'mine'): Stamp {
  return nextStamp(null, ms, device);
}

function step(values: Record<string, JsonValue>, at = stamp(1, 'theirs')): RowState {
  return {
    entity: 'kitStep',
    id: STEP,
    scope: SCHOOL,
    values,
    stamps: Object.fromEntries(Object.keys(values).map((field) => [field, at])),
  };
}

function change(set: Change['set'], more: Partial<Change> = {}): Change {
  return { entity: 'kitStep', row: STEP, scope: SCHOOL, set, ...more };
}

function transaction(n: number, changes: Change[], at = stamp(NOW + n)): Transaction {
  return { n, stamp: at, changes };
}

/** The past of rows that were each written by one change a stamp. */
function pastOf(rows: readonly RowState[]): Evidence {
  const histories = new Map<string, PastChange[]>();
  for (const { entity, id, values, stamps } of rows) {
    const changes = new Map<Stamp, Record<string, JsonValue>>();
    for (const [field, at] of Object.entries(stamps)) {
      changes.set(at, { ...changes.get(at), [field]: values[field]! });
    }
    const past = [...changes].map(([at, set]) => ({ stamp: at, set, seen: undefined }));
    histories.set(rowKey(entity, id), past);
  }
  return { ...noEvidence, histories };
}

function run(
  transactions: readonly Transaction[],
  options: { rows?: readonly RowState[]; roles?: readonly Role[]; person?: string } = {},
): Decided {
  const { rows = [step({ status: 'todo' })], roles = ['bursar'], person = 'p1' } = options;
  return decide({
    author: { person, device: 'mine' },
    latest: NOW,
    refusal: null,
    conflicts: [],
    evidence: pastOf(rows),
    ...fixedRoles((scope) => (scope === SCHOOL ? roles : [])),
    rows: new Map(rows.map((row) => [rowKey(row.entity, row.id), row])),
    transactions,
  });
}

/** The one refusal of a run of one transaction. */
function refusal(changes: Change[], options: Parameters<typeof run>[1] = {}): unknown {
  const { refused, rows, accepted } = run([transaction(1, changes)], options);
  expect(accepted).toHaveLength(0);
  expect(rows.size).toBe(0);
  return refused[0]?.refusal;
}

describe('a transaction is refused', () => {
  it('for a stamp more than a day ahead, and not for one just within', () => {
    const set = { status: 'done' };
    const at = (ms: number): Decided => run([transaction(1, [change(set)], stamp(ms))]);
    expect(at(NOW + MAX_CLOCK_AHEAD_MS).refused).toEqual([]);
    expect(at(NOW + MAX_CLOCK_AHEAD_MS + 1).refused[0]!.refusal).toEqual({
      type: 'ClockAhead',
      aheadMs: MAX_CLOCK_AHEAD_MS + 1,
    });
  });

  it('for the stamp of another device', () => {
    const { refused } = run([transaction(1, [change({ status: 'done' })], stamp(NOW, 'theirs'))]);
    expect(refused[0]!.refusal.type).toBe('Malformed');
  });

  it('for a stamp that has written another value of the field before', () => {
    const { refused, rows } = run([
      transaction(1, [change({ status: 'done' })], stamp(NOW)),
      transaction(2, [change({ status: 'todo' })], stamp(NOW)),
    ]);
    expect(refused.map(({ transaction: { n } }) => n)).toEqual([2]);
    expect(rows.get(rowKey('kitStep', STEP))!.values['status']).toBe('done');
  });

  it('for naming another scope than the row lives in, whatever roles it would have there', () => {
    expect(refusal([change({ status: 'done' }, { scope: 'establishment:e2' })])).toMatchObject({
      type: 'WrongScope',
      row: STEP,
    });
  });

  it('for making a row in a kind of scope where the entity does not live', () => {
    const made = change({ status: 'done' }, { row: 'new', scope: 'wave:w' });
    expect(refusal([made], { roles: ['pilot'] })).toMatchObject({ type: 'WrongScope' });
  });

  it('for fields that no role of the author may write', () => {
    expect(refusal([change({ status: 'done', note: 'vu' })], { roles: ['tutor'] })).toEqual({
      type: 'NotAllowed',
      entity: 'kitStep',
      row: STEP,
      fields: ['status'],
    });
  });

  it('for making or removing a row without being one of its creators', () => {
    const made = change({ status: 'done' }, { row: 'e1:opale:new' });
    expect(refusal([made])).toMatchObject({ type: 'NotAllowed', fields: ['*'] });
    expect(refusal([change({ deleted: true })])).toMatchObject({ fields: ['*'] });
    expect(run([transaction(1, [made])], { roles: ['pilot'] }).refused).toEqual([]);
    expect(
      run([transaction(1, [change({ deleted: true })])], { roles: ['pilot'] }).refused,
    ).toEqual([]);
  });

  it('for writing a field that nobody may change in the shadow of a removal', () => {
    const moved = change({ deleted: false, establishment: 'e2' });
    expect(refusal([moved], { roles: ['pilot'] })).toMatchObject({
      type: 'NotAllowed',
      fields: ['establishment'],
    });
  });

  it('for nothing where a row that was taken back is made once more as it was', () => {
    const gone = step({ establishment: 'e1', action: 'a1', status: 'todo', deleted: true });
    const again = change({ deleted: false, establishment: 'e1', action: 'a1', status: 'done' });
    const options = { rows: [gone], roles: ['pilot'] } as const;
    const { refused, rows } = run([transaction(1, [again])], options);
    expect(refused).toEqual([]);
    expect(rows.get(rowKey('kitStep', STEP))!.values).toMatchObject({
      deleted: false,
      status: 'done',
    });
    const other = change({ ...again.set, action: 'a2' });
    expect(refusal([other], options)).toMatchObject({ type: 'NotAllowed', fields: ['action'] });
    expect(refusal([again], { rows: [gone] })).toMatchObject({ fields: ['*'] });
  });

  it('for granting a role where one is no pilot', () => {
    const grant: Change = {
      entity: 'grant',
      row: 'p1:pilot:establishment.e1',
      scope: SCHOOL,
      set: {
        person: 'p1',
        role: 'pilot',
      },
    };
    expect(refusal([grant], { roles: ['bursar', 'support'] })).toMatchObject({ fields: ['*'] });
  });

  it('for a value that its field does not hold, and never for null', () => {
    expect(refusal([change({ status: 'finished' })])).toMatchObject({
      type: 'InvalidValue',
      field: 'status',
    });
    expect(refusal([change({ doneOn: '2024-02-30' })])).toMatchObject({ field: 'doneOn' });
    expect(refusal([change({ note: 'x'.repeat(4_001) })])).toMatchObject({ field: 'note' });
    expect(refusal([change({ deleted: 1 })], { roles: ['pilot'] })).toMatchObject({
      field: 'deleted',
    });
    expect(run([transaction(1, [change({ status: null })])]).refused).toEqual([]);
  });

  it('for breaking a rule between fields, judged on the merged row', () => {
    expect(refusal([change({ status: 'blocked' })])).toMatchObject({
      type: 'RuleBroken',
      rule: 'reasonMissing',
    });
    const noted = [step({ status: 'todo', note: 'clé perdue' })];
    expect(run([transaction(1, [change({ status: 'blocked' })])], { rows: noted }).refused).toEqual(
      [],
    );
  });

  it('but not for a rule that was broken before it', () => {
    const broken = [step({ status: 'blocked' })];
    expect(run([transaction(1, [change({ doneOn: null })])], { rows: broken }).refused).toEqual([]);
  });

  it('for writing one row twice', () => {
    expect(refusal([change({ status: 'done' }), change({ note: 'vu' })])).toMatchObject({
      type: 'Malformed',
    });
  });

  it('as a whole: one bad change takes the good ones with it', () => {
    const other = step({ status: 'todo' });
    const good = change({ status: 'done' }, { row: 'e1:opale:b' });
    expect(
      refusal([good, change({ status: 'blocked' })], {
        rows: [other, { ...other, id: 'e1:opale:b' }],
      }),
    ).toMatchObject({ type: 'RuleBroken' });
  });
});

describe('what is not known here', () => {
  it('is carried through untouched: a field of a newer version', () => {
    const { rows, refused } = run([transaction(1, [change({ mood: { deep: [1, null] } })])]);
    expect(refused).toEqual([]);
    expect(rows.get(rowKey('kitStep', STEP))!.values['mood']).toEqual({ deep: [1, null] });
  });

  it('is carried through untouched: an entity, for whoever has a role there', () => {
    const widget: Change = { entity: 'widget', row: 'w1', scope: SCHOOL, set: { size: 3 } };
    expect(run([transaction(1, [widget])]).rows.get(rowKey('widget', 'w1'))!.values).toEqual({
      size: 3,
    });
    expect(refusal([widget], { roles: [] })).toMatchObject({ type: 'NotAllowed', fields: ['*'] });
    const own: Change = { ...widget, scope: 'person:p1' };
    expect(run([transaction(1, [own])], { roles: [] }).refused).toEqual([]);
    expect(refusal([{ ...own, scope: 'person:p2' }], { roles: [] })).toMatchObject({
      type: 'NotAllowed',
    });
  });
});

describe('conflicts', () => {
  const theirs = stamp(1, 'theirs');

  it('are fields that the author wrote without having seen the current value', () => {
    const seen = run([transaction(1, [change({ status: 'done' }, { seen: { status: theirs } })])]);
    expect(seen.conflicts).toBe(0);
    expect(run([transaction(1, [change({ status: 'done' })])]).conflicts).toBe(1);
    expect(run([transaction(1, [change({ status: 'todo' })])]).conflicts).toBe(0);
  });

  it('are not made by a chain of one’s own edits', () => {
    const first = transaction(1, [change({ status: 'done' }, { seen: { status: theirs } })]);
    const second = transaction(2, [change({ status: 'todo' }, { seen: { status: first.stamp } })]);
    expect(run([first, second]).conflicts).toBe(0);
  });

  it('are judged by what the refused link before in the chain had seen', () => {
    const first = transaction(1, [change({ status: 'blocked' }, { seen: { status: theirs } })]);
    const second = transaction(2, [change({ status: 'done' }, { seen: { status: first.stamp } })]);
    const decided = run([first, second]);
    expect(decided.refused.map(({ transaction: { n } }) => n)).toEqual([1]);
    expect(decided.accepted.map(({ n }) => n)).toEqual([2]);
    expect(decided.conflicts).toBe(0);
  });

  it('are decided by stamps: an older value is accepted and loses', () => {
    const later = [step({ status: 'done' }, stamp(NOW + 9, 'theirs'))];
    const { rows, accepted } = run([transaction(1, [change({ status: 'todo' })])], { rows: later });
    expect(accepted.map(({ n }) => n)).toEqual([1, null]);
    expect(rows.get(rowKey('kitStep', STEP))!.values['status']).toBe('done');
  });
});

describe('any transactions', () => {
  const value = fc.constantFrom<JsonValue>('todo', 'done', 'blocked', 'wrong', null, 7);
  const note = fc.constantFrom<JsonValue>('', 'raison', null);
  const anyChange = fc.record({
    row: fc.constantFrom('e1:opale:a', 'e1:opale:b', 'e1:opale:new'),
    scope: fc.constantFrom<ScopeId>(SCHOOL, SCHOOL, SCHOOL, 'establishment:e2'),
    set: fc.oneof(
      fc.record({ status: value }),
      fc.record({ note }),
      fc.record({ status: value, note }),
      fc.record({ deleted: fc.boolean() }),
    ),
  });
  const anyTransactions = fc.array(fc.array(anyChange, { minLength: 1, maxLength: 3 }), {
    maxLength: 12,
  });
  const rows = ['e1:opale:a', 'e1:opale:b'].map((id) => ({ ...step({ status: 'todo' }), id }));

  /** Decides in several goes, each with the rows that the one before left. */
  function inPieces(given: Given, cut: number): Decided[] {
    const before = decide({ ...given, transactions: given.transactions.slice(0, cut) });
    const left = new Map([...given.rows, ...before.rows]);
    return [before, decide({ ...given, rows: left, transactions: given.transactions.slice(cut) })];
  }

  it('are decided alike, however they are cut into pushes', () => {
    fc.assert(
      fc.property(anyTransactions, fc.nat(12), fc.boolean(), (lists, cut, pilot) => {
        const given: Given = {
          author: { person: 'p1', device: 'mine' },
          latest: NOW,
          refusal: null,
          conflicts: [],
          evidence: noEvidence,
          ...fixedRoles((scope) => (scope !== SCHOOL ? [] : pilot ? ['pilot'] : ['bursar'])),
          rows: new Map(rows.map((row) => [rowKey(row.entity, row.id), row])),
          transactions: lists.map((list, index) =>
            transaction(
              index + 1,
              list.map((each) => change(each.set as Change['set'], each)),
            ),
          ),
        };
        const whole = decide(given);
        const pieces = inPieces(given, cut);
        expect(pieces.flatMap(({ refused }) => refused)).toEqual(whole.refused);
        expect(pieces.flatMap(({ accepted }) => accepted)).toEqual(whole.accepted);
        expect(pieces.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBe(whole.conflicts);
        expect(new Map(pieces.flatMap((piece) => [...piece.rows]))).toEqual(whole.rows);
        expect(whole.accepted.length + whole.refused.length).toBe(lists.length);
      }),
    );
  });
});
