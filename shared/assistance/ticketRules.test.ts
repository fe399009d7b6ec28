import { describe, expect, it } from 'vitest';
import ent from '../templates/ent.json' with { type: 'json' };
import massar from '../templates/massar.json' with { type: 'json' };
import opale from '../templates/opale.json' with { type: 'json' };
import pegase from '../templates/pegase.json' with { type: 'json' };
import {
  afterPrefix,
  groupOfLevel,
  levelOfTitle,
  orderedLevels,
  readTicketRules,
  ticketRulesSchema,
} from './ticketRules.ts';

const templates = { opale, pegase, massar, ent };

describe('rules of the templates', () => {
  it.each(Object.entries(templates))('are whole in %s', (_, { ticketRules }) => {
    expect(ticketRulesSchema.strict().parse(ticketRules)).toEqual(readTicketRules(ticketRules));
  });

  it.each(Object.entries(templates))('speak three languages in %s', (_, { ticketRules }) => {
    const labels: object[] = [];
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('fr' in value) labels.push(value);
      else Object.values(value).forEach(collect);
    };
    collect(ticketRules);
    expect(labels.length).toBeGreaterThan(10);
    for (const label of labels) expect(Object.keys(label).toSorted()).toEqual(['ar', 'en', 'fr']);
  });

  it('bind title prefixes to levels and count ranks of 2 and more as national', () => {
    const rules = readTicketRules(opale.ticketRules);
    expect(levelOfTitle(rules, 'drasi - Poste sans certificat')?.id).toBe('drasi');
    expect(levelOfTitle(rules, 'SI2Chose')).toBeUndefined();
    expect(afterPrefix('SI2C – Régie', 'SI2C')).toBe('Régie');
    expect(
      ['si2c', 'c2s', 'guerande', 'integrateur', 'x', null].map((id) => groupOfLevel(rules, id)),
    ).toEqual(['si2c', 'national', 'national', 'national', 'x', '']);
  });

  it('let Massar choose where the first level is', () => {
    const rules = readTicketRules(massar.ticketRules);
    const first = (reading: string) => orderedLevels({ ...rules, reading }).map(({ id }) => id);
    expect(first('delegation')).toEqual(['delegation', 'aref', 'central']);
    expect(first('aref')).toEqual(['aref', 'delegation', 'central']);
  });

  it('never hold a value of a secret in a request template', () => {
    const [gfc] = readTicketRules(pegase.ticketRules).requestTemplates;
    expect(gfc?.provide.map(({ secret }) => secret)).toEqual([false, false, true]);
  });
});

describe('rules that were written before', () => {
  it('are read as they were meant', () => {
    const rules = readTicketRules({
      levels: [{ level: 1, id: 'si2c', label: { fr: 'SI2C' } }],
      titlePrefixes: ['SI2C', 'DRASI'],
      requestTypes: ['information', 'anomaly'],
      priorities: ['minor', 'major'],
      supportedVersions: ['N', 'N-1'],
      fields: [
        { id: 'impactedCount', label: { fr: 'Impact' }, information: 'absent', anomaly: 'present' },
      ],
      sla: 'best-effort',
    });
    expect(rules.levels[0]).toMatchObject({ rank: 1, titlePrefix: 'SI2C' });
    expect(rules.kinds.map(({ id }) => id)).toEqual(['information', 'anomaly']);
    expect(rules.priorities.map(({ label }) => label.fr)).toEqual(['Mineure', 'Majeure']);
    expect(rules.supportedVersions).toBe(2);
    expect(rules.fields[0]).toMatchObject({
      id: 'impacted',
      byKind: { information: 'absent', anomaly: 'optional' },
    });
  });

  it('lose a part that nobody understands, and nothing else', () => {
    const rules = readTicketRules({ ...opale.ticketRules, levels: [{ id: 7 }], lateAfterDays: 20 });
    expect(rules.levels).toEqual([]);
    expect(rules.lateAfterDays).toBe(20);
    expect(rules.service).toBe('Op@le');
  });
});
