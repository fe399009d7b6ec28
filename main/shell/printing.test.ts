import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import { paperName, Printing } from './printing.ts';

const PRINTED = { actions: 5, pages: 1, bytes: 900 };

function printing(where: string | null, answer: Result<unknown, Failure> = ok(PRINTED)) {
  const inputs: unknown[] = [];
  const places: (string | null)[] = [];
  const opened: string[] = [];
  const made = new Printing({
    askWhereTo(place) {
      places.push(place);
      return Promise.resolve(where);
    },
    call({ method, input }) {
      if (method === 'kit.names') {
        return Promise.resolve(ok([{ id: 'establishment:e1', name: 'Lycée A. Camus, Laon' }]));
      }
      inputs.push(input);
      return Promise.resolve(answer);
    },
    openPath(path) {
      opened.push(path);
      return Promise.resolve();
    },
  });
  return { made, inputs, places, opened };
}

describe('a kit on paper', () => {
  const file = join('/documents', 'Kit.pdf');

  it('goes over what the system has asked about, and is opened when wanted', async () => {
    const { made, inputs, places, opened } = printing(file);
    expect(
      await made.saveKit({ establishment: 'e1', role: 'sg', language: 'fr', open: true }),
    ).toEqual(ok({ ...PRINTED, file: 'Kit.pdf' }));
    expect(places).toEqual(['Lycée A. Camus, Laon']);
    expect(inputs).toEqual([{ establishment: 'e1', role: 'sg', language: 'fr', file, over: true }]);
    expect(opened).toEqual([file]);
  });

  it('goes over nothing that the system could not ask about', async () => {
    const { made, inputs, opened } = printing(join('/documents', 'Kit'));
    await made.saveKit({ language: 'ar', open: false });
    expect(inputs).toEqual([{ language: 'ar', file, over: false }]);
    expect(opened).toEqual([]);
  });

  it('is none when the dialog is closed, and is told without its folder when it fails', async () => {
    const closed = printing(null);
    expect(await closed.made.saveKit({ language: 'fr', open: true })).toEqual(ok(null));
    expect(closed.inputs).toEqual([]);
    const failed = printing(file, err({ type: 'FileUnusable', file, code: 'EACCES' } as Failure));
    expect(await failed.made.saveKit({ language: 'fr', open: true })).toEqual(
      err({ type: 'FileUnusable', file: 'Kit.pdf', code: 'EACCES' }),
    );
    expect(failed.opened).toEqual([]);
  });

  it('has a name that every system takes', () => {
    expect(paperName('Kit de bascule', 'Collège « A/B: C? », Laon')).toBe(
      'Kit de bascule - Collège « A B C », Laon.pdf',
    );
    expect(paperName('Kit', null)).toBe('Kit.pdf');
    expect(paperName('Kit', 'é'.repeat(300)).length).toBe(104);
  });
});
