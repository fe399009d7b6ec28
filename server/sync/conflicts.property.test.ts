import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { stampDevice } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { mergeChange, sameValue, type RowState } from '../../shared/sync/merge.ts';
import { Desk, DeskDevice } from '../testing/desk.ts';
import { sameOffer, versionsOf } from './conflictRows.ts';
import { rowKey, type Accepted } from './decide.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const numRuns = Number(process.env['RUNS'] ?? 400);
console.log(`conflicts: SEED=${seed}`);

const ROWS = ['e1:opale:a', 'e1:opale:b'];
const DEVICES = ['aa', 'bb', 'cc'];

type Step =
  | { readonly kind: 'write'; readonly device: number; readonly row: number; readonly set: Kind }
  | { readonly kind: 'push'; readonly device: number; readonly count: number }
  | { readonly kind: 'pull'; readonly device: number }
  | { readonly kind: 'hear'; readonly device: number; readonly from: number }
  | { readonly kind: 'clock'; readonly device: number; readonly by: number };

/** What is written; texts are made of words that nobody else writes. */
type Kind = 'done' | 'todo' | 'blocked' | 'refused' | 'prepend' | 'append' | 'rewrite' | 'both';

const device = fc.nat(DEVICES.length - 1);
const kinds = [
  'done',
  'todo',
  'blocked',
  'refused',
  'prepend',
  'append',
  'rewrite',
  'both',
] as const;
const write = fc.record({
  kind: fc.constant('write' as const),
  device,
  row: fc.nat(ROWS.length - 1),
  set: fc.constantFrom<Kind>(...kinds),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: write, weight: 6 },
  {
    arbitrary: fc.record({
      kind: fc.constant('push' as const),
      device,
      count: fc.integer({ min: 1, max: 4 }),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ kind: fc.constant('pull' as const), device }), weight: 2 },
  {
    arbitrary: fc.record({ kind: fc.constant('hear' as const), device, from: device }),
    weight: 1,
  },
  {
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      device,
      by: fc.integer({ min: -5_000, max: 5_000 }),
    }),
    weight: 1,
  },
);

interface Story {
  readonly desk: Desk;
  /** Stamps that a write was made over, by its own: what its author's device showed. */
  readonly over: ReadonlyMap<Stamp, Readonly<Record<string, Stamp>>>;
  readonly conflicts: number;
}

function play(steps: readonly Step[], only?: number): Story {
  const desk = new Desk('bursar');
  for (const row of ROWS) desk.seed(row, { status: 'todo', doneOn: null, note: 'départ' });
  const devices = DEVICES.map((id) => new DeskDevice(desk, id));
  const over = new Map<Stamp, Readonly<Record<string, Stamp>>>();
  let words = 0;
  let conflicts = 0;
  for (const each of steps) {
    const actor = devices[only ?? each.device]!;
    actor.now += 7;
    switch (each.kind) {
      case 'write': {
        const row = ROWS[each.row]!;
        words += 1;
        const before = actor.shown(row);
        const { stamp } = actor.write(row, valuesOf(each.set, before, `mot${words}`));
        over.set(stamp, before.stamps);
        break;
      }
      case 'push':
        conflicts += actor.push(each.count).conflicts;
        break;
      case 'pull':
        actor.pull();
        break;
      case 'hear':
        if (only === undefined) actor.hear(devices[each.from]!);
        break;
      case 'clock':
        actor.now = Math.max(2_000, actor.now + each.by);
        break;
    }
  }
  for (const each of devices) conflicts += each.push().conflicts;
  return { desk, over, conflicts };
}

function valuesOf(kind: Kind, { values }: RowState, word: string): Record<string, JsonValue> {
  const note = String(values['note'] ?? '');
  switch (kind) {
    case 'done':
      return { status: 'done', doneOn: '2024-01-22' };
    case 'todo':
      return { status: 'todo', doneOn: null };
    case 'blocked':
      return { status: 'blocked', doneOn: null, note: word };
    case 'refused':
      return { status: 'done', doneOn: 'never', note: word };
    case 'prepend':
      return { note: `${word} ${note}`.trim() };
    case 'append':
      return { note: `${note} ${word}`.trim() };
    case 'rewrite':
      return { note: word };
    case 'both':
      return { status: 'done', doneOn: '2024-01-23', note: `${note} ${word}`.trim() };
  }
}

/** All writes of a field that were accepted, in order. */
function writesOf(desk: Desk, row: string, field: string): { stamp: Stamp; value: JsonValue }[] {
  return desk
    .history(rowKey('kitStep', row))
    .filter(({ set }) => Object.hasOwn(set, field))
    .map(({ stamp, set }) => ({ stamp, value: set[field]! }));
}

/** Every version that a conflict about a field has ever offered. */
function offered(desk: Desk, row: string, field: string) {
  const about = new Set(
    desk.conflicts
      .filter(({ values }) => values['row'] === row && values['field'] === field)
      .map(({ id }) => id),
  );
  return desk.log.flatMap(({ changes }) =>
    changes
      .filter(
        ({ entity, row: id, set }) => entity === 'conflict' && about.has(id) && 'versions' in set,
      )
      .flatMap(({ set }) => versionsOf({ values: set } as unknown as RowState)),
  );
}

/** Whether a value that was accepted is shown, was replaced knowingly, merged, or offered. */
function isKept(
  { desk, over }: Story,
  row: string,
  field: string,
  stamp: Stamp,
  value: JsonValue,
): boolean {
  const writes = writesOf(desk, row, field);
  const shown = desk.row(row);
  if (shown.stamps[field] === stamp || sameValue(shown.values[field], value)) return true;
  const group = field === 'doneOn' ? 'status' : field;
  const versions = offered(desk, row, group);
  const isOffered = versions.some(
    (version) =>
      version.stamp === stamp ||
      sameValue(field === group ? version.value : version.others[field], value),
  );
  if (isOffered) return true;
  // Somebody who saw it, or the same value, wrote over it; what was refused passes on what it saw.
  const same = new Set(
    writes.filter((each) => sameValue(each.value, value)).map((each) => each.stamp),
  );
  const accepted = new Set(writes.map((each) => each.stamp));
  const sawIt = (writer: Stamp, met: Set<Stamp> = new Set()): boolean => {
    const seen = over.get(writer)?.[field];
    if (seen === undefined || met.has(seen)) return false;
    if (same.has(seen)) return true;
    return !accepted.has(seen) && sawIt(seen, met.add(seen));
  };
  if (writes.some((each) => !same.has(each.stamp) && sawIt(each.stamp))) return true;
  if (field !== 'note' || typeof value !== 'string') return false;
  // The server's own merge holds every word of it that was new.
  const from = over.get(stamp)?.[field];
  const base = writes.find((each) => each.stamp === from)?.value;
  const fresh = value.split(/\s+/).filter(
    (word) =>
      !String(base ?? '')
        .split(/\s+/)
        .includes(word),
  );
  return writes.some(
    (each) =>
      stampDevice(each.stamp) === 'server' &&
      fresh.every((word) => String(each.value).split(/\s+/).includes(word)),
  );
}

function replay(log: readonly Accepted[]): Map<string, RowState> {
  const rows = new Map<string, RowState>();
  for (const { stamp, changes } of log) {
    for (const change of changes) {
      const key = rowKey(change.entity, change.row);
      rows.set(key, mergeChange(rows.get(key), change, stamp).row);
    }
  }
  return rows;
}

function byName(object: object): unknown {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

function canonical(rows: ReadonlyMap<string, RowState>): string {
  return JSON.stringify(
    [...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { values, stamps }]) => [key, byName(values), byName(stamps)]),
  );
}

const stories = fc.array(step, { maxLength: 40 });

describe('whatever devices write, push, pull and hand over', () => {
  it('any order and repetition of what was accepted gives the same rows', () => {
    fc.assert(
      fc.property(stories, fc.infiniteStream(fc.nat()), (steps, numbers) => {
        const { desk } = play(steps);
        const expected = canonical(desk.rows);
        const doubled = [...desk.log, ...desk.log];
        const shuffled = doubled
          .map((each) => ({ each, by: numbers.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ each }) => each);
        expect(canonical(replay(desk.log))).toBe(expected);
        expect(canonical(replay(shuffled))).toBe(expected);
      }),
      { seed, numRuns },
    );
  });

  it('no value that was accepted is lost: it is shown, was seen by whoever replaced it, merged or offered', () => {
    let offers = 0;
    fc.assert(
      fc.property(stories, (steps) => {
        const story = play(steps);
        offers += story.desk.conflicts.length;
        for (const row of ROWS) {
          for (const field of ['status', 'doneOn', 'note']) {
            for (const { stamp, value } of writesOf(story.desk, row, field)) {
              const kept = isKept(story, row, field, stamp, value);
              expect([row, field, value, stamp, kept]).toEqual([row, field, value, stamp, true]);
            }
          }
        }
      }),
      { seed, numRuns },
    );
    expect(offers).toBeGreaterThan(10);
  });

  it('equal values are never offered against each other', () => {
    fc.assert(
      fc.property(stories, (steps) => {
        const { desk } = play(steps);
        for (const conflict of desk.conflicts) {
          const versions = versionsOf(conflict);
          expect(versions.length).toBeGreaterThan(1);
          for (const [at, version] of versions.entries()) {
            expect(versions.slice(at + 1).some((other) => sameOffer(version, other))).toBe(false);
          }
        }
      }),
      { seed, numRuns },
    );
  });

  it('a device alone never has a conflict with itself', () => {
    fc.assert(
      fc.property(stories, (steps) => {
        const { desk, conflicts } = play(steps, 0);
        expect([conflicts, desk.conflicts]).toEqual([0, []]);
      }),
      { seed, numRuns },
    );
  });
});
