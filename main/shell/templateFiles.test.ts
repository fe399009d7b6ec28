import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { err, ok, type Failure, type Result } from '../../shared/kernel/result.ts';
import type { FileCall } from './calls.ts';
import { TemplateFiles } from './templateFiles.ts';

const folder = join('/', 'home', 'clémence');

function files(options: { where?: string; which?: string; answer?: Result<unknown, Failure> }) {
  const calls: FileCall[] = [];
  const names: string[] = [];
  const made = new TemplateFiles({
    askWhich: () => Promise.resolve(options.which ?? null),
    askWhereTo: (name) => {
      names.push(name);
      return Promise.resolve(options.where ?? null);
    },
    call: (call) => {
      calls.push(call);
      return Promise.resolve(options.answer ?? ok({ version: '2.0.0', bytes: 3 }));
    },
  });
  return { made, calls, names };
}

describe('files of templates', () => {
  it('are kept as a draft once one was chosen', async () => {
    const file = join(folder, 'opale.json');
    const { made, calls } = files({ which: file, answer: ok({ version: '2.0.0' }) });
    expect(await made.open({ programme: 'op' })).toEqual(ok({ version: '2.0.0' }));
    const input = { programme: 'op', file };
    expect(calls).toEqual([{ to: 'core', method: 'templates.import', input }]);
  });

  it('are left alone when the person closes the dialog', async () => {
    const { made, calls } = files({});
    expect(await made.open({ programme: 'op' })).toEqual(ok(null));
    expect(await made.save({ programme: 'op', version: null })).toEqual(ok(null));
    expect(calls).toEqual([]);
  });

  it('are told to the page without their folder', async () => {
    const file = join(folder, 'opale.json');
    const answer = err({ type: 'FileUnusable', file, code: 'EACCES' });
    const { made } = files({ which: file, where: file, answer });
    const told = err({ type: 'FileUnusable', file: 'opale.json', code: 'EACCES' });
    expect(await made.open({ programme: 'op' })).toEqual(told);
    expect(await made.save({ programme: 'op', version: '1.0.0' })).toEqual(told);
  });

  it('get their ending, and a name that says the version', async () => {
    const { made, calls, names } = files({ where: join(folder, 'kit') });
    expect(await made.save({ programme: 'op', version: '1.2.0' })).toEqual(
      ok({ file: 'kit.json' }),
    );
    const input = { programme: 'op', version: '1.2.0', file: join(folder, 'kit.json') };
    expect(calls).toEqual([{ to: 'core', method: 'templates.export', input }]);
    expect(names).toEqual(['op 1.2.0']);
  });
});
