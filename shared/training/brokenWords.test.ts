import { describe, expect, it } from 'vitest';
import { languages } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { brokenWords } from './brokenWords.ts';
import { RULE_IDS, RULES, type RuleId } from './planner/rules.ts';

const UNITS = ['trainers', 'rooms', 'seats', 'days', 'pairDays', 'roomDays', 'groups'] as const;

describe.each(languages)('broken rules in %s', (language) => {
  const { t } = createMessages(language);
  const words = {
    say: (key: string, values: Readonly<Record<string, string | number>> = {}) => t(key, values),
    has: (key: string) => t(key, { defaultValue: '', count: 1 }) !== '',
    day: (day: string) => `day ${day}`,
  };
  const said = (rule: RuleId, facts: Readonly<Record<string, string | number>>): string =>
    brokenWords({ rule, hard: true, where: {}, facts }, words).why;

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

  it('say of a group that is too large why nobody is taken out of it', () => {
    const open = said('groupTooLarge', { size: 6, max: 5, stays: '' });
    const begun = said('groupTooLarge', { size: 6, max: 5, stays: 'begun' });
    const pinned = said('groupTooLarge', { size: 6, max: 5, stays: 'pinned' });
    expect(new Set([open, begun, pinned]).size).toBe(3);
    for (const figure of ['6', '5']) {
      expect(begun).toContain(figure);
      expect(pinned).toContain(figure);
    }
  });

  it('say of somebody who is moved where to, and whether it is for the size of their group', () => {
    const gone = said('memberMoved', { group: 'G1', to: '', max: '' });
    const moved = said('memberMoved', { group: 'G1', to: 'G2', max: '' });
    const tooMany = said('memberMoved', { group: 'G1', to: 'G2', max: 12 });
    for (const one of [gone, moved, tooMany]) expect(one).toContain('G1');
    for (const one of [moved, tooMany]) expect(one).toContain('G2');
    expect(tooMany).toContain('12');
  });

  it('say a window that is open to one side without the other', () => {
    for (const facts of [
      { notBefore: '2024-01-22', notAfter: '' },
      { notBefore: '', notAfter: '2024-01-22' },
    ]) {
      const window = said('moduleWindow', facts);
      expect(window).toContain('day 2024-01-22');
      expect(window).not.toMatch(/Entre|Between|بين/u);
    }
  });

  it('say of what no plan can keep which module it is about, or that it is about all', () => {
    const facts = { module: 'Le budget', needed: 1, available: 0, unit: 'days' };
    const track = { id: 'ac', label: 'AC' };
    const ofTrack = brokenWords(
      { rule: 'dayForbidden', hard: true, where: { track }, facts },
      words,
    );
    expect(ofTrack.where).toBe('AC · Le budget');
    const all = { needed: 13, available: 2, unit: 'pairDays' };
    const ofAll = brokenWords({ rule: 'pairIncomplete', hard: true, where: {}, facts: all }, words);
    expect(ofAll.where).toBe(t('planning:wholeWave'));
  });

  it('have the noun agree with its number', () => {
    const { one, many } = {
      fr: { one: 'Il faut 1 jour\u202f;', many: 'Il faut 3 jours\u202f;' },
      en: { one: '1 day needed', many: '3 days needed' },
      ar: { one: 'المطلوب: يوم واحد،', many: 'المطلوب: 3 أيام،' },
    }[language];
    expect(said('moduleWindow', { needed: 1, available: 0, unit: 'days' })).toContain(one);
    expect(said('moduleWindow', { needed: 3, available: 0, unit: 'days' })).toContain(many);
    const size = { fr: '1 personne pour', en: '1 person,', ar: 'شخص واحد،' }[language];
    expect(said('groupTooLarge', { size: 1, max: 0 })).toContain(size);
  });
});
