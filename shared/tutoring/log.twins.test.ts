import { describe, expect, it } from 'vitest';
import type { LogLine } from './log.contract.ts';
import { toldOnce, twinsOf } from './log.twins.ts';

const line = (id: string, author: string, set: Partial<LogLine> = {}): LogLine => ({
  id,
  kind: 'difficulty',
  establishment: 'e1',
  text: 'Le budget ne passe pas',
  theme: null,
  state: 'open',
  stateOn: null,
  blocker: null,
  about: null,
  who: null,
  by: null,
  doneOn: null,
  at: 1,
  author,
  mine: false,
  pending: false,
  ...set,
});
const answer = (id: string, author: string, about: string): LogLine =>
  line(id, author, { kind: 'answer', state: null, text: 'Voir la fiche', about });

describe('what two tutors wrote down at once', () => {
  it('is known by its kind, school and words, of two authors', () => {
    const lines = [
      line('a', 'Un'),
      line('b', 'Deux', { text: 'le budget  ne passe pas' }),
      line('c', 'Deux', { establishment: 'e2' }),
      line('d', 'Un'),
      line('e', 'Deux', { kind: 'note', state: null }),
    ];
    expect([...twinsOf(lines)].map(([id, { id: first }]) => [id, first])).toEqual([['b', 'a']]);
  });

  it('is told once, in the further state and with all answers', () => {
    const lines = [
      line('a', 'Un'),
      line('b', 'Deux', { state: 'solved' }),
      answer('r1', 'Un', 'a'),
      answer('r2', 'Deux', 'b'),
      line('r3', 'Deux', { kind: 'answer', state: null, text: 'Ou la note', about: 'b' }),
    ];
    const once = toldOnce(lines);
    expect(once.map(({ id, state, about }) => [id, state, about])).toEqual([
      ['a', 'solved', null],
      ['r1', null, 'a'],
      ['r3', null, 'a'],
    ]);
  });
});
