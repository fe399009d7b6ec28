import { describe, expect, it } from 'vitest';
import { nearness, tellingWords } from './similar.rules.ts';

const near = (a: string, b: string): number => nearness(tellingWords(a), tellingWords(b));

describe('texts about the same', () => {
  it('share the words that tell, whatever their form, accents and articles', () => {
    expect(near('budgets refusés', 'Budget refusé au chargement')).toBe(1);
    expect(near('Le budget est refusé', 'Budget refusé au chargement')).toBe(1);
    expect(near('الميزانية مرفوضة', 'ميزانية مرفوضة عند التحميل')).toBe(1);
  });

  it('are not those that share only words that tell nothing', () => {
    expect(near('pas de profil pour le suppléant', 'Budget refusé au chargement')).toBe(0);
    expect(near('le et de', 'le et de')).toBe(0);
  });
});
