import { describe, expect, it } from 'vitest';
import { ROW_ID_PATTERN } from '../kernel/ids.ts';
import {
  activationId,
  countGroup,
  countStates,
  missingCompulsory,
  stateFor,
  WHOLE_SCHOOL,
  type Activation,
} from './services.rules.ts';

const label = { fr: 'x' };
const groups = [
  { id: 'g1', label, mandatory: true },
  { id: 'g2', label, mandatory: false },
];
const services = [
  { id: 'connexion', label, group: 'g1' },
  { id: 'annuaire', label, group: 'g1' },
  { id: 'messagerie', label, group: 'g2' },
];

describe('the id of an activation', () => {
  it('is the same for a class however it is written, and another for another class', () => {
    const id = (name: string) => activationId('e1', 'ent', 'blog', { target: 'class', name });
    expect(id(' cm1  Ā ')).toBe(id('CM1 ā'));
    expect(id('CM1 A')).not.toBe(id('CM1 B'));
    expect(id('القسم الأول')).not.toBe(id('القسم الثاني'));
    for (const name of ['CM1 A', 'القسم الأول', '€'.repeat(80)]) {
      expect(id(name)).toMatch(ROW_ID_PATTERN);
    }
  });

  it('of the whole school has no name in it', () => {
    expect(activationId('e1', 'ent', 'blog', WHOLE_SCHOOL)).toBe('e1:ent:blog');
  });
});

describe('the state of a service', () => {
  const activations: Activation[] = [
    { service: 'blog', target: 'school', targetName: null, state: 'planned' },
    { service: 'blog', target: 'class', targetName: 'CM1', state: 'pilot' },
    { service: 'blog', target: 'profile', targetName: 'Parents', state: 'off' },
  ];
  it('for a class or a profile goes before that of the school', () => {
    expect(stateFor(activations, 'blog', { target: 'class', name: 'CM1' })).toBe('pilot');
    expect(stateFor(activations, 'blog', { target: 'profile', name: 'Parents' })).toBe('off');
  });
  it('is that of the school where nothing else was decided, and off where nothing was', () => {
    expect(stateFor(activations, 'blog', { target: 'class', name: 'CM2' })).toBe('planned');
    expect(stateFor(activations, 'blog', WHOLE_SCHOOL)).toBe('planned');
    expect(stateFor(activations, 'agenda', WHOLE_SCHOOL)).toBe('off');
  });
});

describe('compulsory services', () => {
  const states: Record<string, 'off' | 'pilot' | 'planned'> = {
    connexion: 'pilot',
    annuaire: 'planned',
    messagerie: 'off',
  };
  const missing = (opensOn: string | null, today: string) =>
    missingCompulsory({ services, groups }, (id) => states[id]!, opensOn, today);
  it('are missed from the day of opening on, and only they', () => {
    expect(missing('2024-01-08', '2024-01-07')).toEqual([]);
    expect(missing('2024-01-08', '2024-01-08')).toEqual(['annuaire']);
    expect(missing(null, '2024-01-08')).toEqual([]);
  });
});

it('counts states by service, and by group', () => {
  const counts = countStates(['on', 'on', 'off', 'pilot']);
  expect(counts).toEqual({ off: 1, planned: 0, pilot: 1, on: 2 });
  expect(countGroup(services, 'g1', () => counts)).toEqual({ off: 2, planned: 0, pilot: 2, on: 4 });
});
