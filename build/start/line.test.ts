import { describe, expect, it } from 'vitest';
import { RuntimeProblem } from '../runtime/problem.ts';
import { DEFAULT_LOGIN, readLine } from './line.ts';
import { checkLogin, demoLogins, peopleLines } from './people.ts';

describe('the line of npm start', () => {
  it('says whom to be', () => {
    expect(readLine([])).toEqual({ want: 'program', login: DEFAULT_LOGIN, fresh: false });
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
  });

  it.each([['--as'], ['--wrong'], ['stray'], ['--check=yes']])('is refused: %s', (...args) => {
    expect(() => readLine(args)).toThrow(RuntimeProblem);
  });
});

describe('the people of the practice data', () => {
  it('include whom one is by default', () => {
    expect(demoLogins().get(DEFAULT_LOGIN)?.parts).toEqual([
      'bursar in LGT des Alisiers Blancs, Laon',
    ]);
    expect(() => checkLogin(DEFAULT_LOGIN)).not.toThrow();
    expect(() => checkLogin('nobody')).toThrow(/--people/);
  });

  it('are found by a word without its accents', () => {
    expect(peopleLines('chateau-thierry')).toHaveLength(7);
    expect(peopleLines('').length).toBe(demoLogins().size);
  });
});
