import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { Scripted } from '../support/scripted.ts';
import { accepted, BURSAR, databases, ground, SCHOOL, type Ground } from './support.ts';

/** Values that one engine or the other has been known to change. */
const vectors: Readonly<Record<string, JsonValue>> = {
  empty: '',
  nothing: null,
  no: false,
  zero: 0,
  minusZero: -0,
  third: 1 / 3,
  small: 5e-324,
  large: 1.7976931348623157e308,
  exact: 2 ** 53 - 1,
  longNumber: '9223372036854775807',
  combining: 'e\u0301',
  composed: '\u00e9',
  ligature: 'ﬁ',
  emoji: '👩‍🏫🏳️‍🌈',
  arabic: 'مدرسة\u200f',
  blanks: ' \t\n\r x ',
  line: 'a\u2028b',
  quotes: `'"\\\`$1`,
  like: '%_\\%',
  sharp: 'Straße STRASSE',
  dotless: 'İıIi',
  date: '2024-02-29',
  zone: '2024-03-31T02:30:00+01:00',
  nested: { b: [1, [2, { c: null }]], a: {}, é: [] },
  numbersAsKeys: { '10': 'x', '9': 'y' },
  nul: 'a\0b',
  half: '\ud800',
};

describe('pitfall 15: two databases, two truths —', () => {
  const grounds = databases.map((database) => ground(database));

  const onBoth = async <T>(work: (made: Ground, device: Scripted) => Promise<T>): Promise<T[]> =>
    Promise.all(grounds.map(async (made) => work(made, await made.device(BURSAR))));

  it.each(Object.entries(vectors))(
    '%s: the same answer and the same value on both',
    async (name, value) => {
      const [one, other] = await onBoth(async (made, device) => {
        const change = { entity: 'vector', row: `v-${name}`, scope: SCHOOL, set: { value } };
        const answer = await accepted(device, [device.transaction([change], Date.now())]);
        const reader = await made.device(BURSAR);
        return {
          refused: answer.refused.map(({ refusal }) => refusal),
          read: reader.rows.get(`vector v-${name}`)?.values,
        };
      });
      expect(other).toEqual(one);
      if (one!.refused.length === 0)
        expect(one!.read).toEqual({ value: JSON.parse(JSON.stringify(value)) as JsonValue });
    },
  );

  it('ids that differ by case, accent or width are different rows, in the same order', async () => {
    const ids = ['a', 'A', 'b', 'B', 'Z', 'z', 'a-1', 'a.1', 'a_1', 'a1', 'a@1'];
    const [one, other] = await onBoth(async (made, device) => {
      const changes = ids.map((row) => ({ entity: 'collation', row, scope: SCHOOL, set: { row } }));
      await accepted(device, [device.transaction(changes, Date.now())]);
      const rows = await made.with((storage) =>
        storage.read((read) => read.rowsInScopes('collation', [SCHOOL])),
      );
      const reader = await made.device(BURSAR);
      const pulled = [...reader.rows.values()].filter(({ entity }) => entity === 'collation');
      return { count: rows.length, order: pulled.map(({ id }) => id) };
    });
    expect(one!.count).toBe(ids.length);
    expect(other).toEqual(one);
  });

  it('null and absent stay what they are', async () => {
    const [one, other] = await onBoth(async (made, device) => {
      const change = { entity: 'vector', row: 'v-absent', scope: SCHOOL, set: { there: null } };
      await accepted(device, [device.transaction([change], Date.now())]);
      const reader = await made.device(BURSAR);
      return Object.entries(reader.rows.get('vector v-absent')!.values);
    });
    expect(one).toEqual([['there', null]]);
    expect(other).toEqual(one);
  });
});
