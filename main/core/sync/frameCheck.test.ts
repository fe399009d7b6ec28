import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changeSchema } from '../../../shared/sync/change.ts';
import { frameSchema } from '../../../shared/sync/protocol.ts';
import { isChange } from '../store/storedChange.ts';
import { asFrame } from './frameCheck.ts';

const STAMP = 'lrorovz4c-0000-abcdefghijklmnop';

/** Something close to what is right, and now and then something that is not. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 30, arbitrary: right },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(null, '', 'A b', -1, 1.5, [], {}, true, 'constructor'),
    },
  );
const object = (shape: Record<string, fc.Arbitrary<unknown>>, optional: string[] = []) =>
  mostly(
    fc.record(shape, {
      requiredKeys: Object.keys(shape).filter((key) => !optional.includes(key)),
      noNullPrototype: true,
    }),
  );
const record = (keys: fc.Arbitrary<string>, values: fc.Arbitrary<unknown>) =>
  mostly(fc.dictionary(keys, values, { noNullPrototype: true, maxKeys: 4 }));
const field = fc.constantFrom('status', 'note', 'x1', 'toString', 'Upper', 'with space');
const entity = mostly(fc.constantFrom('kitStep', 'thing'));
const row = mostly(fc.constantFrom('a', 'a:b:c', 'e-1.x@y'));
const scope = mostly(fc.constantFrom('establishment:e1', 'group:7'));
const stamp = mostly(fc.constant(STAMP));
const version = mostly(fc.nat());
const value = fc.jsonValue({ noUnicodeString: true });
const change = object(
  { entity, row, scope, set: record(field, value), seen: record(field, stamp) },
  ['seen'],
);

const frame = fc.oneof(
  object({
    type: fc.constant('snapshot'),
    scope,
    version,
    first: mostly(fc.boolean()),
    last: mostly(fc.boolean()),
    rows: mostly(
      fc.array(
        object({ entity, row, values: record(field, value), stamp, stamps: record(field, stamp) }, [
          'stamps',
        ]),
        { maxLength: 3 },
      ),
    ),
  }),
  object({
    type: fc.constant('changes'),
    scope,
    from: version,
    to: version,
    changes: mostly(
      fc.array(object({ entity, row, set: record(field, value), stamp }), { maxLength: 3 }),
    ),
  }),
  object({ type: fc.constant('revoked'), scope }),
  fc.constant({ type: 'end' }),
  fc.jsonValue(),
);

it('takes the same frames as the schema', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(frame, (given) => {
      const reference = frameSchema.safeParse(given);
      seen[reference.success ? 'right' : 'wrong'] += 1;
      const taken = asFrame(given);
      expect(taken !== null).toBe(reference.success);
      if (reference.success) expect(taken).toEqual(reference.data);
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(100);
});

it('takes the same changes as the schema', () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(change, (given) => {
      const { success } = changeSchema.safeParse(given);
      seen[success ? 'right' : 'wrong'] += 1;
      expect(isChange(given)).toBe(success);
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(100);
});
