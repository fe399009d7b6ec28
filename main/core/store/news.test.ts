import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Transaction } from '../../../shared/sync/change.ts';
import { NEWS_DAYS } from './news.ts';
import { changesFrame, openTestStore, SCOPE, type TestStore } from './testing.ts';

const COLLEAGUE = { id: 'theirs', person: 'q', personName: 'Q' };
const DAY_MS = 24 * 3_600_000;

let folder: string;
let device: TestStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-news-'));
  device = openTestStore(folder);
  device.inbox.apply([
    changesFrame(0, 1, [
      { row: 's1', set: { status: 'todo', note: null }, stamp: stamp(1, 'seed') },
    ]),
  ]);
});
afterEach(() => {
  device.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function stamp(ms: number, by = COLLEAGUE.id): Stamp {
  return nextStamp(null, ms, by);
}
const values = (row: string) => device.rows.read('kitStep', row)?.values;
const written = (
  n: number,
  ms: number,
  row: string,
  set: Transaction['changes'][number]['set'],
): Transaction => ({
  n,
  stamp: stamp(ms),
  changes: [{ entity: 'kitStep', row, scope: SCOPE, set }],
});
const publish = (...transactions: Transaction[]): number =>
  device.newsDesk.publish(COLLEAGUE, transactions, 1_000).added;

describe('a colleague’s work that came by file', () => {
  it('is shown over the server’s state, under one’s own, and never sent', () => {
    expect(
      publish(written(1, 50, 's1', { status: 'done' }), written(2, 60, 's9', { note: 'new' })),
    ).toBe(2);
    expect(values('s1')).toEqual({ status: 'done', note: null });
    expect(values('s9')).toEqual({ note: 'new' });
    expect(device.rows.readBase('kitStep', 's1')?.values).toEqual({ status: 'todo', note: null });
    device.write('s1', { note: 'mine' });
    expect(values('s1')).toMatchObject({ status: 'done', note: 'mine' });
    expect(device.outbox.pending().map(({ n }) => n)).toEqual([1]);
    expect(publish(written(1, 50, 's1', { status: 'done' }))).toBe(0);
  });

  it('goes once the server has it', () => {
    publish(written(1, 50, 's1', { status: 'done' }));
    device.inbox.apply([
      changesFrame(1, 2, [{ row: 's1', set: { status: 'done' }, stamp: stamp(50) }]),
    ]);
    expect(device.news.all()).toEqual([]);
    expect(device.rows.readBase('kitStep', 's1')).toBeUndefined();
    expect(values('s1')).toEqual({ status: 'done', note: null });
    // The same file again is no news.
    expect(publish(written(1, 50, 's1', { status: 'done' }))).toBe(0);
  });

  it('goes when the server has refused it: something later of the same device is there', () => {
    publish(written(1, 50, 's1', { status: 'done' }), written(3, 70, 's1', { note: 'later' }));
    device.inbox.apply([changesFrame(1, 2, [{ row: 's2', set: { note: 'x' }, stamp: stamp(60) }])]);
    expect(device.news.all().map(({ n }) => n)).toEqual([3]);
    expect(values('s1')).toEqual({ status: 'todo', note: 'later' });
  });

  it('goes when nobody has confirmed it for a long time', () => {
    publish(written(1, 50, 's1', { status: 'done' }));
    device.at(1_000 + NEWS_DAYS * DAY_MS);
    device.inbox.apply([changesFrame(1, 2, [])]);
    expect(device.news.all()).toHaveLength(1);
    device.at(1_001 + NEWS_DAYS * DAY_MS);
    device.inbox.apply([changesFrame(2, 3, [])]);
    expect(values('s1')).toEqual({ status: 'todo', note: null });
  });

  it('is not shown of places that are not here, nor what another device wrote', () => {
    const elsewhere: Transaction = {
      n: 1,
      stamp: stamp(50),
      changes: [{ entity: 'kitStep', row: 'x', scope: 'establishment:other', set: { note: 'n' } }],
    };
    const forged = { ...written(2, 60, 's1', { note: 'forged' }), stamp: stamp(60, 'third') };
    expect(publish(elsewhere, forged)).toBe(0);
    expect(values('x')).toBeUndefined();
    expect(values('s1')).toEqual({ status: 'todo', note: null });
  });

  it('gives way to what the server says of the same field, when that is later', () => {
    publish(written(1, 50, 's1', { status: 'done' }));
    device.inbox.apply([
      changesFrame(1, 2, [{ row: 's1', set: { status: 'blocked' }, stamp: stamp(90, 'z') }]),
    ]);
    expect(values('s1')).toMatchObject({ status: 'blocked' });
    expect(device.news.all()).toEqual([]);
  });
});
