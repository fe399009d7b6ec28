import { describe, expect, it } from 'vitest';
import {
  accepted,
  BURSAR,
  change,
  databases,
  ground,
  refusals,
  SCHOOL,
  stepsOf,
  STRANGER_SCHOOL,
  write,
} from './support.ts';

describe.each(databases)(
  'pitfall 12: permission judged by what the client claims — on %s',
  (database) => {
    const made = ground(database);
    const foreignStep = async (): Promise<string> =>
      made.with(async (storage) => {
        const rows = await storage.read((read) => read.rowsInScopes('kitStep', [STRANGER_SCHOOL]));
        return rows[0]!.id;
      });

    it('a row of another school does not become one’s own by naming one’s own scope', async () => {
      const device = await made.device(BURSAR);
      const row = await foreignStep();
      const before = await made.row('kitStep', row);
      const honest = device.transaction([change(row, { note: 'x' }, STRANGER_SCHOOL)], Date.now());
      const claimed = device.transaction([change(row, { note: 'x' }, SCHOOL)], Date.now());
      const answer = await accepted(device, [honest, claimed]);
      expect(refusals(answer)).toEqual(['NotAllowed', 'WrongScope']);
      expect(await made.row('kitStep', row)).toEqual(before);
    });

    it('a row does not move: its scope is for ever', async () => {
      const device = await made.device(BURSAR);
      const [step] = stepsOf(device);
      const moved = device.transaction([change(step!, { note: 'x' }, STRANGER_SCHOOL)], Date.now());
      expect(refusals(await accepted(device, [moved]))).toEqual(['WrongScope']);
      expect((await made.row('kitStep', step!))?.scope).toBe(SCHOOL);
    });

    it('nobody gives themselves a role', async () => {
      const device = await made.device(BURSAR);
      const grant = {
        entity: 'grant',
        row: 'p-204:pilot:programme.opale',
        scope: 'programme:opale' as const,
        set: { person: 'p-204', role: 'pilot', name: 'x' },
      };
      expect(refusals(await accepted(device, [device.transaction([grant], Date.now())]))).toEqual([
        'NotAllowed',
      ]);
    });

    it('a refused transaction moves no cursor, an accepted one moves it for everybody', async () => {
      const writer = await made.device(BURSAR);
      const reader = await made.device(BURSAR);
      const [step] = stepsOf(writer);
      const before = { ...reader.cursors };
      await accepted(writer, [write(writer, step!, { action: 'no' })]);
      await reader.pull();
      expect(reader.cursors).toEqual(before);
      await accepted(writer, [write(writer, step!, { note: `oui ${database}` })]);
      await reader.pull();
      expect(reader.cursors[SCHOOL]).toBe(before[SCHOOL]! + 1);
    });
  },
);
