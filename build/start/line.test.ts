import { describe, expect, it } from 'vitest';
import { RuntimeProblem } from '../runtime/problem.ts';
import { demoNames } from '../../server/demo/demos.ts';
import { DEFAULT_LOGIN, readLine } from './line.ts';
import { demoLogins, findLogin, peopleLines } from './people.ts';

describe('the line of npm start', () => {
  it('says whom to be', () => {
    expect(readLine([])).toEqual({ want: 'program', fresh: false });
    expect(readLine(['--as', 'ugo.guimauve', '--fresh'])).toEqual({
      want: 'program',
      login: 'ugo.guimauve',
      fresh: true,
    });
    expect(readLine(['--check'])).toEqual({ want: 'check' });
    expect(readLine(['--people', 'Château', 'Thierry'])).toEqual({
      want: 'people',
      word: 'Château Thierry',
    });
    expect(readLine(['--demo', 'massar-lot1', '--as', 'laila.erriad'])).toEqual({
      want: 'program',
      login: 'laila.erriad',
      demo: 'massar-lot1',
      fresh: false,
    });
    expect(readLine(['--demo', 'ent-pilot', '--people'])).toEqual({
      want: 'people',
      word: '',
      demo: 'ent-pilot',
    });
  });

  it.each([['--as'], ['--demo'], ['--demo', 'nowhere'], ['--wrong'], ['stray'], ['--check=yes']])(
    'is refused: %s',
    (...args) => {
      expect(() => readLine(args)).toThrow(RuntimeProblem);
    },
  );
});

describe('the people of the practice data', () => {
  it('include whom one is by default', () => {
    expect(demoLogins().get(DEFAULT_LOGIN)?.parts).toEqual([
      'bursar in LGT des Alisiers Blancs, Laon',
    ]);
    expect(findLogin({}).login).toBe(DEFAULT_LOGIN);
    expect(() => findLogin({ login: 'nobody' })).toThrow(/--people/);
  });

  it('are of the practice data that is named, or of whichever has them', () => {
    expect(findLogin({ demo: 'massar-lot1' }).login).toBe('laila.erriad');
    expect(findLogin({ login: 'laila.erriad' }).demo).toBe('massar-lot1');
    expect(findLogin({ login: 'roxane.belval', demo: 'ent-pilot' }).demo).toBe('ent-pilot');
    expect(() => findLogin({ login: 'laila.erriad', demo: 'ent-pilot' })).toThrow(
      /--demo ent-pilot/,
    );
  });

  it('have a login in one practice data only', () => {
    const logins = demoNames.flatMap((name) => [...demoLogins(name).keys()]);
    expect(new Set(logins).size).toBe(logins.length);
  });

  it('are found by a word without its accents', () => {
    expect(peopleLines('chateau-thierry')).toHaveLength(7);
    expect(peopleLines('', 'massar-lot1').length).toBe(demoLogins('massar-lot1').size);
    expect(peopleLines('laila')[0]).toContain('massar-lot1');
  });
});
