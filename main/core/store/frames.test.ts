import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import { changesFrame, openTestStore, SCOPE, snapshotFrame, type TestStore } from './testing.ts';

let folder: string;
let device: TestStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-frames-'));
  device = openTestStore(folder);
});
afterEach(() => {
  device.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const stamp = (ms: number, by = 'other'): Stamp => nextStamp(null, ms, by);
const values = (row: string) => device.rows.read('kitStep', row)?.values;

describe('frames that do not fit', () => {
  it('are left out, and cursors never move back', () => {
    const first = changesFrame(0, 3, [{ row: 's1', set: { note: 'a' }, stamp: stamp(1) }]);
    expect(device.inbox.apply([first])).toMatchObject({ rows: 1, known: 0, unfit: 0 });
    expect(device.inbox.apply([first])).toMatchObject({ rows: 0, known: 1 });
    const later = changesFrame(5, 6, [{ row: 's1', set: { note: 'c' }, stamp: stamp(3) }]);
    expect(device.inbox.apply([later])).toMatchObject({ rows: 0, unfit: 1 });
    const older = snapshotFrame(2, [{ row: 's2', set: { note: 'x' }, stamp: stamp(2) }]);
    expect(device.inbox.apply([older])).toMatchObject({ rows: 0, known: 1 });
    expect(device.cursors.get(SCOPE)).toBe(3);
    expect(values('s1')).toEqual({ note: 'a' });
    expect(values('s2')).toBeUndefined();
    // It overlaps what is here: taken, and merged.
    const overlapping = changesFrame(1, 5, [
      { row: 's1', set: { note: 'a' }, stamp: stamp(1) },
      { row: 's1', set: { note: 'b' }, stamp: stamp(2) },
    ]);
    expect(device.inbox.apply([overlapping, later])).toMatchObject({ unfit: 0 });
    expect([values('s1'), device.cursors.get(SCOPE)]).toEqual([{ note: 'c' }, 6]);
  });

  it('of a scope that is not here are left out', () => {
    device.cursors.remove(SCOPE);
    const changes = changesFrame(0, 3, [{ row: 's1', set: { note: 'a' }, stamp: stamp(1) }]);
    expect(device.inbox.apply([changes])).toMatchObject({ unfit: 1 });
    const rest = snapshotFrame(4, [], { first: false });
    expect(device.inbox.apply([rest])).toMatchObject({ unfit: 1 });
    expect(device.cursors.get(SCOPE)).toBeUndefined();
  });

  it('of a snapshot count only as a whole', () => {
    device.cursors.remove(SCOPE);
    const start = snapshotFrame(4, [{ row: 's1', set: { note: 'a' }, stamp: stamp(1) }], {
      last: false,
    });
    const end = snapshotFrame(4, [{ row: 's2', set: { note: 'b' }, stamp: stamp(1) }], {
      first: false,
    });
    device.inbox.apply([start]);
    expect(device.cursors.get(SCOPE)).toBeUndefined();
    // The stream was cut: what comes now is of another one.
    device.inbox.begin();
    expect(device.inbox.apply([end])).toMatchObject({ unfit: 1 });
    expect(device.cursors.get(SCOPE)).toBeUndefined();
    device.inbox.apply([start, end]);
    expect(device.cursors.get(SCOPE)).toBe(4);
  });
});

describe('a server of another epoch', () => {
  it('puts its rows in the place of those that are here, and own work stays over them', () => {
    const ahead = stamp(9_000);
    device.inbox.apply([
      changesFrame(0, 5, [
        { row: 's1', set: { status: 'done', note: 'lost' }, stamp: ahead },
        { row: 's2', set: { note: 'gone' }, stamp: ahead },
        { row: 's3', set: { note: 'gone as well' }, stamp: ahead },
      ]),
    ]);
    device.write('s3', { note: 'mine' });
    device.cursors.markAllStale();
    expect(device.cursors.held()).toEqual({});
    expect(values('s1')).toEqual({ status: 'done', note: 'lost' });
    device.inbox.apply([
      snapshotFrame(2, [{ row: 's1', set: { status: 'todo' }, stamp: stamp(1) }]),
    ]);
    expect(values('s1')).toEqual({ status: 'todo' });
    expect(values('s2')).toBeUndefined();
    expect(values('s3')).toEqual({ note: 'mine' });
    expect(device.rows.readBase('kitStep', 's3')).toBeNull();
    expect(device.cursors.held()).toEqual({ [SCOPE]: 2 });
  });
});

describe('what a person removes', () => {
  it('names all that they saw of it, so that an edit which they did not see shows', () => {
    const seen = stamp(5);
    device.inbox.apply([
      changesFrame(0, 1, [{ row: 's1', set: { status: 'todo', note: 'x' }, stamp: seen }]),
    ]);
    const { n } = device.write('s1', { deleted: true });
    expect(device.outbox.range(n, n)[0]!.changes).toMatchObject([
      { set: { deleted: true }, seen: { status: seen, note: seen } },
    ]);
    const edit = device.write('s2', { note: 'y' });
    expect(device.outbox.range(edit.n, edit.n)[0]!.changes[0]!.seen).toEqual({});
  });
});
