import { describe, expect, it } from 'vitest';
import { article } from '../knowledge/article.entity.ts';
import { ticket } from '../assistance/ticket.entity.ts';
import { freeTextsOf, secretsOf, textsWithin } from './freeTexts.ts';

describe('free texts of an entity', () => {
  it('are those that a person types, and no ids, days, times or words of a list', () => {
    const names = freeTextsOf(ticket);
    for (const name of ['title', 'requesterFunction', 'requesterName', 'module', 'version']) {
      expect(names).toContain(name);
    }
    for (const name of ['programme', 'establishment', 'requester', 'eventOn', 'eventAt', 'files']) {
      expect(names).not.toContain(name);
    }
    expect(freeTextsOf(article)).toContain('title');
  });

  it('have their secrets named with their place', () => {
    const said = { a: 'rien', b: 'mdp: lilas', c: null };
    expect(secretsOf(said)).toEqual([
      { field: 'b', kind: 'password', from: 0, to: 10, found: 'mdp: lilas' },
    ]);
    expect(secretsOf(said, ['a'])).toEqual([]);
  });

  it('are found in a value of any shape', () => {
    expect(textsWithin({ said: { text: 'a', by: null }, words: ['b'] })).toEqual({
      'said.text': 'a',
      'words.0': 'b',
    });
  });
});
