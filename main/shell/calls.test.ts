import { describe, expect, it } from 'vitest';
import { bridgeContract } from '../../shared/bridge/bridge.ts';
import { checkCall, MAX_CALL_LENGTH } from './calls.ts';

const tick = { step: 'school:opale:kick-off', status: 'done' };
const refused = (detail: string) => ({ ok: false, error: { type: 'BadInput', detail } });

describe('a call at the door', () => {
  it('goes to the core when the contract has it in this shape', () => {
    expect(checkCall('kit.tick', JSON.stringify(tick))).toEqual({
      ok: true,
      value: { to: 'core', method: 'kit.tick', input: tick },
    });
  });

  it('goes to the shell for the preferences', () => {
    expect(checkCall('preferences.write', '{"language":"ar"}')).toEqual({
      ok: true,
      value: { to: 'shell', method: 'preferences.write', input: { language: 'ar' } },
    });
  });

  it.each(['kit.destroy', 'constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'is refused for a method that is not in the contract: %j',
    (method) => {
      expect(checkCall(method, '{}')).toEqual(refused('method'));
    },
  );

  it.each(['bundle.export', 'bundle.import'])(
    'is refused for a method that names a file: %s',
    (method) => {
      expect(checkCall(method, '{"file":"/etc/passwd"}')).toEqual(refused('method'));
    },
  );

  it('asks for an exchange file without naming it', () => {
    expect(checkCall('exchange.import', '{"dropped":true}')).toMatchObject({
      ok: true,
      value: { to: 'shell', method: 'exchange.import' },
    });
    expect(checkCall('exchange.import', '{"file":"/etc/passwd"}')).toMatchObject({ ok: false });
    expect(checkCall('exchange.export', '{"file":"/etc/passwd"}')).toMatchObject({ ok: false });
  });

  it.each([undefined, null, 1, {}, [], ['kit.tick'], { toString: () => 'kit.tick' }])(
    'is refused when its method or input is not text: %j',
    (thing) => {
      expect(checkCall(thing, '{}')).toEqual(refused('call'));
      expect(checkCall('kit.tick', thing)).toEqual(refused('call'));
    },
  );

  it('is refused over its size, before it is read', () => {
    const note = 'x'.repeat(MAX_CALL_LENGTH);
    expect(checkCall('kit.tick', JSON.stringify({ ...tick, note }))).toEqual(refused('size'));
    expect(checkCall('kit.tick', 'x'.repeat(5_000_000))).toEqual(refused('size'));
  });

  it('is refused when it is not JSON', () => {
    expect(checkCall('kit.tick', '{')).toEqual(refused('json'));
  });

  it('is refused in another shape, saying where and not what', () => {
    expect(checkCall('kit.tick', JSON.stringify({ ...tick, status: 'secret' }))).toEqual(
      refused('status'),
    );
    expect(checkCall('kit.tick', 'null')).toEqual(refused('input'));
    expect(checkCall('preferences.write', '{"theme":"pink"}')).toEqual(refused('theme'));
  });

  it.each(Object.keys(bridgeContract))('is refused with a key too many: %s', (method) => {
    expect(checkCall(method, '{"intruder":1}')).toMatchObject({ ok: false });
  });
});
