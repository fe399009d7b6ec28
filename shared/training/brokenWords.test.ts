import { describe, expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { brokenWords } from './brokenWords.ts';
import { RULE_IDS, RULES } from './planner/rules.ts';

const UNITS = ['trainers', 'rooms', 'seats', 'days', 'pairDays', 'roomDays', 'groups'] as const;

describe.each(languages)('broken rules in %s', (language) => {
  const { t } = createMessages(language);
  const words = {
    say: (key: string, values: Readonly<Record<string, string>> = {}) => t(key, values),
    has: (key: string) => t(key, { defaultValue: '' }) !== '',
    day: (day: string) => `day ${day}`,
    number: String,
  };

  it('are named, with every figure that they tell', () => {
    for (const rule of RULE_IDS) {
      const facts = Object.fromEntries(RULES[rule].facts.map((name, index) => [name, index + 40]));
      const { title, why } = brokenWords({ rule, hard: true, where: {}, facts }, words);
      expect(title).not.toBe(rule);
      expect(why).not.toBe('');
      expect(why).not.toContain('{{');
    }
  });

  it('that no plan can keep say what is needed and what there is', () => {
    for (const unit of UNITS) {
      const facts = { needed: 48, available: 31, unit };
      const { why } = brokenWords({ rule: 'pairIncomplete', hard: true, where: {}, facts }, words);
      expect(why).toContain('48');
      expect(why).toContain('31');
    }
  });

  it('say days off by name, and where by labels', () => {
    const where = { group: { id: 'g', label: 'Groupe 1' }, day: '2024-12-25' };
    const said = brokenWords(
      { rule: 'dayOff', hard: true, where, facts: { reason: 'christmas' } },
      words,
    );
    expect(said.where).toBe('Groupe 1 · day 2024-12-25');
    expect(said.why).toContain(t('waves:holiday.christmas'));
  });
});
