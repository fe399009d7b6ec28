import { describe, expect, it } from 'vitest';
import { accepted, BURSAR, databases, ground, HEAD, refusals, SCHOOL } from './support.ts';

describe.each(databases)(
  'pitfall 11: UNIQUE and FOREIGN KEY failures that drop rows — on %s',
  (database) => {
    const made = ground(database);
    const inspection = (row: string, set: Record<string, string>) => ({
      entity: 'inspection',
      row,
      scope: SCHOOL,
      set,
    });

    it('a row whose parents are not there (yet) is taken and handed on', async () => {
      const device = await made.device(BURSAR);
      const change = inspection('orphan', { step: 'no-such-step', person: 'nobody' });
      const made1 = device.transaction([change], Date.now());
      expect(refusals(await accepted(device, [made1]))).toEqual([]);
      const other = await made.device(HEAD);
      expect(other.rows.get('inspection orphan')?.values).toEqual(change.set);
    });

    it('the same id made on two devices is one row, and both contents are kept', async () => {
      const bursar = await made.device(BURSAR);
      const head = await made.device(HEAD);
      await accepted(bursar, [
        bursar.transaction([inspection('twin', { by: 'bursar' })], Date.now()),
      ]);
      const answer = await accepted(head, [
        head.transaction([inspection('twin', { by: 'head' })], Date.now()),
      ]);
      expect(answer).toMatchObject({ refused: [], conflicts: 1 });
      const [conflict] = await made.conflicts('twin');
      const versions = conflict!.values['versions'] as { value: string }[];
      expect(versions.map(({ value }) => value).sort()).toEqual(['bursar', 'head']);
    });

    it('one transaction that names a row twice is refused alone', async () => {
      const device = await made.device(BURSAR);
      const twice = device.transaction(
        [inspection('x', { a: '1' }), inspection('x', { b: '2' })],
        Date.now(),
      );
      const after = device.transaction([inspection('y', { a: '1' })], Date.now());
      expect(refusals(await accepted(device, [twice, after]))).toEqual(['Malformed']);
      expect(await made.row('inspection', 'y')).toBeDefined();
    });
  },
);
