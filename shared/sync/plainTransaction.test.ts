import { describe, expect, it } from 'vitest';
import { transactionSchema } from './change.ts';
import { plainTransaction } from './plainTransaction.ts';

type Json = Record<string, unknown>;

/** A transaction as a batch holds it: names of fields in `set`, values beside them. */
interface Written {
  readonly content: Json;
  readonly values: unknown[];
}

const STAMP = 'lrorovz4c-0000-abcdefghijklmnop';

function valid(random: Random): Written {
  const changes = Array.from({ length: 1 + random.below(3) }, (_, at) => ({
    entity: 'kitStep',
    row: `s:p:a${at}`,
    scope: 'establishment:s',
    set: ['status', 'doneOn'].slice(random.below(3)),
    ...(random.below(2) === 0 ? {} : { seen: { status: STAMP } }),
  }));
  const values = changes.flatMap(({ set }) =>
    set.map(() => random.pick([null, 'x', 1.5, -0, true])),
  );
  return { content: { n: 1 + random.below(9), stamp: STAMP, changes }, values };
}

/** Numbers that come out the same for a seed (mulberry32). */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }
  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  Infinity,
  '',
  'x',
  'X',
  [],
  {},
  ['x'],
  { x: 1 },
  'constructor',
  'toString',
  '__proto__',
  'a'.repeat(41),
  'a'.repeat(61),
  '../x',
  'a\n',
  'é',
  'establishment:',
  'establishment:s\n',
  'establishment:s:t',
  `${STAMP}\n`,
  STAMP.slice(1),
  { status: 'x' },
  { status: STAMP, Bad: STAMP },
  { constructor: STAMP },
  [STAMP],
  [[]],
];
const NAMES = ['n', 'stamp', 'changes', 'entity', 'row', 'scope', 'set', 'seen', 'extra', 'status'];

/** Puts something odd somewhere, or takes something away. */
function mutate({ content, values }: Written, random: Random): void {
  const changes = Array.isArray(content['changes']) ? (content['changes'] as Json[]) : [];
  const change = changes.length === 0 ? undefined : random.pick(changes);
  const inside = typeof change === 'object' && change !== null ? change : content;
  switch (random.below(6)) {
    case 0:
      content[random.pick(NAMES)] = random.pick(ODD);
      break;
    case 1:
      delete content[random.pick(NAMES)];
      break;
    case 2:
      inside[random.pick(NAMES)] = random.pick(ODD);
      break;
    case 3:
      delete inside[random.pick(NAMES)];
      break;
    case 4:
      if (values.length > 0) values[random.below(values.length)] = random.pick([...ODD, undefined]);
      break;
    default:
      if (Array.isArray(inside['set'])) inside['set'] = [...inside['set'], random.pick(ODD)];
  }
}

/** What the schema is asked about. */
function whole({ content, values }: Written): Json {
  const left = [...values];
  const changes = Array.isArray(content['changes'])
    ? content['changes'].map((change: unknown) => {
        const fields = (change as Json | null)?.['set'];
        if (!Array.isArray(fields)) return change;
        const set: Json = {};
        for (const field of fields) {
          set[field === '__proto__' ? '(__proto__)' : String(field)] = left.shift();
        }
        return { ...(change as Json), set };
      })
    : content['changes'];
  return { ...content, changes };
}

/** Whether only the schema may take it: it holds more than names and plain values. */
function isOfSchema({ content, values }: Written): boolean {
  const changes = content['changes'] as Json[];
  const known = (of: Json, names: readonly string[]): boolean =>
    Object.keys(of).every((name) => names.includes(name));
  return !(
    known(content, ['n', 'stamp', 'changes']) &&
    changes.every((each) => known(each, ['entity', 'row', 'scope', 'set', 'seen'])) &&
    changes.every(
      ({ set }) => Array.isArray(set) && set.every((name) => typeof name === 'string'),
    ) &&
    values.every((value) => typeof value !== 'object' || value === null)
  );
}

function read({ content, values }: Written): unknown {
  let at = 0;
  return plainTransaction(content, () => values[at++]);
}

describe('a plain transaction', () => {
  it('is what the schema takes, and nothing else', () => {
    const seed = Date.now() % 2 ** 31;
    const random = new Random(seed);
    let plain = 0;
    let refused = 0;
    for (let turn = 0; turn < 20_000; turn += 1) {
      const written = valid(random);
      for (let count = random.below(4); count > 0; count -= 1) mutate(written, random);
      const told = `seed ${seed}, turn ${turn}: ${JSON.stringify(written)}`;
      const fast = read(written);
      const slow = transactionSchema.safeParse(whole(written));
      if (fast !== null) {
        plain += 1;
        expect(slow.data, told).toStrictEqual(fast);
      } else if (slow.success) {
        expect(isOfSchema(written), told).toBe(true);
      } else {
        refused += 1;
      }
    }
    expect(plain, `seed ${seed}`).toBeGreaterThan(4_000);
    expect(refused, `seed ${seed}`).toBeGreaterThan(4_000);
  });

  it('has at least one change and at most 500', () => {
    const change = { entity: 'kitStep', row: 'r', scope: 'wave:w', set: [] };
    const of = (count: number): Written => ({
      content: { n: 1, stamp: STAMP, changes: Array.from({ length: count }, () => change) },
      values: [],
    });
    expect([0, 1, 500, 501].map((count) => read(of(count)) !== null)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
