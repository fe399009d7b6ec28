import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ConflictVersion } from '../../shared/sync/conflict.entity.ts';
import { Desk, DeskDevice, SCHOOL } from '../testing/desk.ts';

const STEP = 'e1:opale:a';

interface Scene {
  readonly desk: Desk;
  readonly a: DeskDevice;
  readonly b: DeskDevice;
  readonly c: DeskDevice;
}

function scene(
  values: Record<string, JsonValue> = { status: 'todo', doneOn: null, note: null },
): Scene {
  const desk = new Desk();
  desk.seed(STEP, values);
  const [a, b, c] = ['aa', 'bb', 'cc'].map((id) => new DeskDevice(desk, id));
  return { desk, a: a!, b: b!, c: c! };
}

function offers(versions: readonly ConflictVersion[]): JsonValue[] {
  return versions.map(({ value }) => value);
}

describe('two people who write one field without having seen each other', () => {
  it('are both kept, with who they are and what belongs together', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    b.now += 5_000;
    const theirs = b.write(STEP, { status: 'notApplicable', doneOn: null, note: 'sans objet' });
    expect(a.push().conflicts).toBe(0);
    expect(b.push().conflicts).toBe(1);
    const [conflict] = desk.openConflicts;
    expect(conflict).toMatchObject({
      scope: SCHOOL,
      id: expect.stringMatching(/^conflict-[0-9a-f]{24}$/),
    });
    expect(conflict!.values).toMatchObject({ entity: 'kitStep', row: STEP, field: 'status' });
    expect(desk.versions()).toMatchObject([
      { value: 'done', others: { doneOn: '2024-01-22' }, person: 'person of aa', name: 'AA' },
      { value: 'notApplicable', others: { doneOn: null }, device: 'bb', stamp: theirs.stamp },
    ]);
    expect(desk.row(STEP).values).toMatchObject({ status: 'notApplicable', note: 'sans objet' });
    const written = Object.values(conflict!.stamps);
    for (const stamp of written)
      expect(stamp > theirs.stamp && stamp.endsWith('-server')).toBe(true);
  });

  it('do not meet when they wrote the same', () => {
    const { desk, a, b } = scene();
    for (const device of [a, b]) {
      device.write(STEP, { status: 'done', doneOn: '2024-01-22' });
      expect(device.push().conflicts).toBe(0);
    }
    // Who goes on from either has seen both.
    a.write(STEP, { status: 'todo', doneOn: null });
    expect(a.push().conflicts).toBe(0);
    expect(desk.conflicts).toEqual([]);
  });

  it('meet once for fields that belong together, and for each of the others', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { status: 'done', doneOn: '2024-01-22', note: 'le 22' });
    b.write(STEP, { status: 'done', doneOn: '2024-01-23', note: 'le 23' });
    a.push();
    expect(b.push().conflicts).toBe(2);
    const fields = new Set(desk.openConflicts.map(({ values }) => values['field']));
    expect(fields).toEqual(new Set(['note', 'status']));
  });

  it('are joined by a third', () => {
    const { desk, a, b, c } = scene();
    for (const [device, status] of [
      [a, 'done'],
      [b, 'blocked'],
      [c, 'notApplicable'],
    ] as const) {
      device.write(STEP, { status, doneOn: null, note: 'même' });
    }
    a.push();
    expect(b.push().conflicts).toBe(1);
    expect(c.push().conflicts).toBe(1);
    expect(offers(desk.versions())).toEqual(['done', 'blocked', 'notApplicable']);
  });
});

describe('whoever goes on', () => {
  function met(): Scene {
    const all = scene();
    all.a.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    all.b.write(STEP, { status: 'notApplicable', doneOn: null, note: 'x' });
    all.a.push();
    all.b.push();
    return all;
  }

  it('moves their own version on, offline or with the conflict in sight', () => {
    const { desk, a, b } = met();
    // Has not pulled: goes on from their own value, which the row does not show.
    a.write(STEP, { status: 'done', doneOn: '2024-01-23' });
    expect(a.push().conflicts).toBe(0);
    expect(desk.versions()[0]!.others).toEqual({ doneOn: '2024-01-23' });
    b.pull();
    const before = b.shown(STEP).values['status'];
    b.write(STEP, { status: 'todo', doneOn: null });
    expect(b.push().conflicts).toBe(0);
    expect(offers(desk.versions())).toContain('todo');
    expect(offers(desk.versions())).not.toContain(before);
    expect(desk.versions()).toHaveLength(2);
  });

  it('may come to what the other says: then nothing is left to choose', () => {
    const { desk, a } = met();
    a.write(STEP, { status: 'notApplicable', doneOn: null, note: 'x' });
    expect(a.push().conflicts).toBe(0);
    expect(desk.conflicts.map(({ values }) => values['state'])).toEqual(['resolved']);
  });

  it('settles by choosing, and an undo opens it again', () => {
    const { desk, a } = met();
    a.pull();
    const { id } = desk.openConflicts[0]!;
    const shown = a.shown(STEP).values;
    const settle = (state: string, set: Record<string, JsonValue>): number => {
      a.writeAll([
        { entity: 'conflict', row: id, set: { state } },
        { entity: 'kitStep', row: STEP, set },
      ]);
      const decided = a.push();
      expect(decided.refused).toEqual([]);
      return decided.conflicts;
    };
    expect(settle('resolved', { status: 'done', doneOn: '2024-01-22' })).toBe(0);
    expect(desk.openConflicts).toEqual([]);
    expect(desk.row(STEP).values['status']).toBe('done');
    expect(settle('open', { status: shown['status']!, doneOn: null })).toBe(0);
    expect(desk.versions()).toHaveLength(2);
  });

  it('finds a settled conflict settled: what was decided on does not come back', () => {
    const { desk, a, b, c } = met();
    a.pull();
    a.writeAll([
      { entity: 'conflict', row: desk.openConflicts[0]!.id, set: { state: 'resolved' } },
      { entity: 'kitStep', row: STEP, set: { status: 'done', doneOn: '2024-01-22' } },
    ]);
    a.push();
    c.pull();
    c.write(STEP, { status: 'todo', doneOn: null });
    expect(c.push().conflicts).toBe(0);
    // But who had not seen the decision is heard.
    b.write(STEP, { status: 'blocked', doneOn: null });
    expect(b.push().conflicts).toBe(1);
    expect(offers(desk.versions())).toEqual(['todo', 'blocked']);
  });

  it('may not write anything of a conflict but its state', () => {
    const { desk, a } = met();
    a.pull();
    const { id } = desk.openConflicts[0]!;
    for (const set of [{ versions: [] }, { state: 'open', field: 'x' }, { deleted: true }]) {
      a.writeAll([{ entity: 'conflict', row: id, set }]);
      expect(a.push().refused).toMatchObject([{ refusal: { type: 'NotAllowed' } }]);
    }
  });
});

describe('a chain of one’s own edits', () => {
  it('is none with itself, across batches and with refused ones in the middle', () => {
    const { desk, a } = scene();
    a.write(STEP, { note: 'un' });
    a.write(STEP, { status: 'nonsense', note: 'deux' });
    a.write(STEP, { note: 'trois' });
    a.push(2);
    a.write(STEP, { status: 'nonsense', note: 'quatre' });
    a.write(STEP, { note: 'cinq' });
    expect(a.push().conflicts).toBe(0);
    expect(desk.conflicts).toEqual([]);
    expect(desk.row(STEP).values['note']).toBe('cinq');
  });

  it('is judged by what a refused one had seen: somebody else’s work is not run over', () => {
    const { desk, a, b } = scene();
    b.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    b.push();
    a.write(STEP, { status: 'nonsense', doneOn: null });
    a.write(STEP, { status: 'notApplicable', doneOn: null, note: 'x' });
    expect(a.push().conflicts).toBe(1);
    expect(offers(desk.versions())).toEqual(['done', 'notApplicable']);
  });
});

describe('what arrives late', () => {
  it('and was seen by whom it lost against is no conflict', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    b.hear(a);
    b.write(STEP, { status: 'todo', doneOn: null });
    expect(b.push().conflicts).toBe(0);
    expect(a.push().conflicts).toBe(0);
    expect(desk.conflicts).toEqual([]);
    expect(desk.row(STEP).values['status']).toBe('todo');
  });

  it('tells that its author had not seen what was overwritten knowing it', () => {
    const { desk, a, b, c } = scene();
    a.now += 60_000;
    a.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    c.write(STEP, { status: 'notApplicable', doneOn: null, note: 'x' });
    c.push();
    b.hear(a);
    b.write(STEP, { status: 'todo', doneOn: null });
    // Its author had seen something newer, which is not here yet.
    expect(b.push().conflicts).toBe(0);
    expect(a.push().conflicts).toBe(1);
    expect(offers(desk.versions())).toEqual(['notApplicable', 'todo']);
  });
});

describe('what is refused after somebody had written over it', () => {
  it('passes on what it had seen: what it hid comes back', () => {
    const { desk, a, b, c } = scene();
    a.now += 60_000;
    a.write(STEP, { status: 'nonsense', doneOn: null });
    c.write(STEP, { status: 'notApplicable', doneOn: null, note: 'x' });
    c.push();
    b.hear(a);
    b.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    expect(b.push().conflicts).toBe(0);
    const { refused, conflicts } = a.push();
    expect([refused.length, conflicts]).toEqual([1, 1]);
    expect(offers(desk.versions())).toEqual(['notApplicable', 'done']);
  });
});

describe('texts', () => {
  it('that do not overlap are merged by the server, and nobody is asked', () => {
    const { desk, a, b } = scene({ status: 'todo', note: 'vu avec Ana le lundi' });
    a.write(STEP, { note: 'vu avec Ana et Léo le lundi' });
    const later = b.write(STEP, { note: 'vu avec Ana le mardi' });
    a.push();
    const { conflicts, accepted } = b.push();
    expect(conflicts).toBe(0);
    expect(desk.row(STEP).values['note']).toBe('vu avec Ana et Léo le mardi');
    expect(accepted.map(({ n }) => n)).toEqual([1, null]);
    expect(desk.row(STEP).stamps['note']! > later.stamp).toBe(true);
    // Going on from one's own side, not having seen the merge, merges again.
    b.write(STEP, { note: 'vu avec Ana le mardi matin' });
    expect(b.push().conflicts).toBe(0);
    expect(desk.row(STEP).values['note']).toBe('vu avec Ana et Léo le mardi matin');
  });

  it('that overlap are a conflict, also when both began with nothing', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { note: 'appeler' });
    b.write(STEP, { note: 'écrire' });
    a.push();
    expect(b.push().conflicts).toBe(1);
    expect(offers(desk.versions())).toEqual(['appeler', 'écrire']);
  });

  it('that would be longer than their field holds are not merged', () => {
    const long = 'a '.repeat(1_999);
    const { desk, a, b } = scene({ status: 'todo', note: long });
    a.write(STEP, { note: `b ${long}` });
    b.write(STEP, { note: `${long}c` });
    a.push();
    expect(b.push().conflicts).toBe(1);
    expect(desk.versions()).toHaveLength(2);
  });
});

describe('a removal', () => {
  it('against an edit that was not seen is offered to a person', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { note: 'à garder' });
    b.write(STEP, { deleted: true });
    a.push();
    expect(b.push().conflicts).toBe(1);
    expect(desk.openConflicts[0]!.values['field']).toBe('deleted');
    expect(desk.versions()).toMatchObject([
      { value: false, others: { note: 'à garder' }, device: 'aa' },
      { value: true, others: {}, device: 'bb' },
    ]);
  });

  it('that comes first is a conflict with the edit that follows, which moves on', () => {
    const { desk, a, b } = scene();
    b.write(STEP, { deleted: true });
    b.push();
    a.write(STEP, { note: 'à garder' });
    expect(a.push().conflicts).toBe(1);
    a.write(STEP, { status: 'done', doneOn: '2024-01-22' });
    expect(a.push().conflicts).toBe(0);
    expect(desk.versions()).toMatchObject([
      { value: true, others: {} },
      { value: false, others: { note: 'à garder', status: 'done', doneOn: '2024-01-22' } },
    ]);
  });

  it('is none for who has seen it, and none against what was seen', () => {
    const { desk, a, b } = scene();
    a.write(STEP, { note: 'vu' });
    a.push();
    b.pull();
    b.write(STEP, { deleted: true });
    expect(b.push().conflicts).toBe(0);
    a.pull();
    a.write(STEP, { deleted: false, note: 'repris' });
    expect(a.push().conflicts).toBe(0);
    a.write(STEP, { deleted: true });
    expect(a.push().conflicts).toBe(0);
    expect(desk.conflicts).toEqual([]);
  });
});
