import { describe, expect, it } from 'vitest';
import { languages } from '../shared/kernel/language.ts';
import { catalogue } from '../shared/messages/messages.ts';

describe('what the server says', () => {
  it('is one sentence for a problem', () => {
    for (const language of languages) {
      for (const text of Object.values(catalogue[language].server.problem)) {
        expect(text).toMatch(/^[^\n]+\.$/);
      }
    }
  });
});
