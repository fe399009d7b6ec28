import { describe, expect, it } from 'vitest';
import { kitStep } from '../kit/kitStep.entity.ts';
import { person } from '../people/person.entity.ts';
import type { EntityDefinition } from '../schema/entity.ts';
import type { ScopeId } from '../schema/scope.ts';
import {
  forbiddenFields,
  readableScopes,
  rolesOver,
  type HeldRole,
  type Hierarchy,
} from './access.rules.ts';

/** Two programmes; school e1 takes part in both, e2 in one. */
const parents: Record<string, ScopeId[]> = {
  'establishment:e1': ['wave:v6', 'wave:ent1'],
  'establishment:e2': ['wave:v6'],
  'wave:v6': ['programme:opale'],
  'wave:ent1': ['programme:ent'],
};
const hierarchy: Hierarchy = {
  above: (place) => parents[place] ?? [],
  below: (place) =>
    Object.keys(parents).filter((child) => parents[child]!.includes(place)) as ScopeId[],
};

function over(scope: ScopeId, ...held: HeldRole[]): string[] {
  return [...rolesOver(scope, held, hierarchy)].sort();
}

function forbidden(
  over: HeldRole[],
  entity: unknown,
  scope: ScopeId,
  fields: string[],
  creates = false,
): string[] {
  return forbiddenFields('p1', rolesOver(scope, over, hierarchy), {
    entity: entity as EntityDefinition,
    scope,
    fields,
    creates,
    removes: false,
  });
}

describe('who may read', () => {
  it('a bursar: the school and what stands above it, no other school', () => {
    expect(
      readableScopes('p1', [{ role: 'bursar', place: 'establishment:e2' }], hierarchy),
    ).toEqual(['establishment:e2', 'person:p1', 'programme:opale', 'schoolTraining:e2', 'wave:v6']);
  });

  it('a pilot of a wave: its schools, not the other programme', () => {
    expect(readableScopes('p1', [{ role: 'pilot', place: 'wave:v6' }], hierarchy)).toEqual([
      'establishment:e1',
      'establishment:e2',
      'person:p1',
      'programme:opale',
      'schoolTraining:e1',
      'schoolTraining:e2',
      'wave:v6',
      'waveSupport:v6',
      'waveTraining:v6',
    ]);
  });

  it('a trainer of a wave: the wave and what is learned in it, no school', () => {
    const scopes = readableScopes('p1', [{ role: 'trainer', place: 'wave:v6' }], hierarchy);
    expect(scopes).toEqual([
      'person:p1',
      'programme:opale',
      'schoolTraining:e1',
      'schoolTraining:e2',
      'wave:v6',
      'waveSupport:v6',
      'waveTraining:v6',
    ]);
  });

  it('nobody: only oneself', () => {
    expect(readableScopes('p1', [], hierarchy)).toEqual(['person:p1']);
  });
});

describe('who may write', () => {
  const bursar: HeldRole = { role: 'bursar', place: 'establishment:e2' };

  it('counts roles held in the place or above it', () => {
    expect(over('establishment:e1', { role: 'pilot', place: 'programme:opale' })).toEqual([
      'pilot',
    ]);
    expect(over('establishment:e1', { role: 'trainer', place: 'wave:v6' })).toEqual([]);
    expect(over('schoolTraining:e1', { role: 'trainer', place: 'wave:v6' })).toEqual(['trainer']);
    expect(over('schoolTraining:e1', bursar)).toEqual([]);
    expect(over('schoolTraining:e2', bursar)).toEqual(['bursar']);
    expect(over('waveTraining:v6', bursar)).toEqual([]);
    expect(over('wave:v6', bursar)).toEqual([]);
    expect(over('establishment:e1', bursar)).toEqual([]);
  });

  it('judges field by field', () => {
    expect(forbidden([bursar], kitStep, 'establishment:e2', ['status', 'note'])).toEqual([]);
    expect(forbidden([bursar], kitStep, 'establishment:e1', ['status', 'note'])).toEqual([
      'status',
      'note',
    ]);
    const tutor: HeldRole = { role: 'tutor', place: 'establishment:e2' };
    expect(forbidden([tutor], kitStep, 'establishment:e2', ['status', 'note'])).toEqual(['status']);
    expect(forbidden([bursar], kitStep, 'establishment:e2', ['action'])).toEqual(['action']);
    expect(forbidden([bursar], kitStep, 'establishment:e2', ['status'], true)).toEqual(['*']);
  });

  it('carries a newer version’s fields for whoever may write in the row', () => {
    expect(forbidden([bursar], kitStep, 'establishment:e2', ['colour'])).toEqual([]);
    expect(forbidden([bursar], kitStep, 'establishment:e1', ['colour'])).toEqual(['colour']);
  });

  it('lets people write their own settings only', () => {
    expect(forbidden([], person, 'person:p1', ['language'])).toEqual([]);
    expect(forbidden([], person, 'person:p1', ['login'])).toEqual(['login']);
    expect(forbidden([], person, 'person:p2', ['language'])).toEqual(['language']);
  });
});
