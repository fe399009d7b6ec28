import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createLocalAccess, type LocalAccess } from './localAccess.ts';

let folder: string;
let device: TestStore;
let access: LocalAccess;

const write = (entity: string, row: string, scope: ScopeId, set: Write['set']): Write => ({
  entity,
  row,
  scope,
  set,
});
const school = (id: string, programme: string): Write =>
  write('establishment', id, `establishment:${id}`, { name: id, programme });
const membership = (id: string, wave: string): Write =>
  write('waveMembership', `${wave}:${id}`, `establishment:${id}`, { wave, establishment: id });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-access-'));
  device = openTestStore(folder);
  access = createLocalAccess(device.store.db);
  record(
    write('grant', 'p:pilot:programme.opale', 'programme:opale', { person: 'p', role: 'pilot' }),
    write('grant', 'w:pilot:wave.w1', 'wave:w1', { person: 'w', role: 'pilot' }),
    write('wave', 'w1', 'wave:w1', { programme: 'opale' }),
    write('wave', 'w9', 'wave:w9', { programme: 'other' }),
    school('old', 'other'),
  );
});
afterEach(() => {
  device.store.close();
  rmSync(folder, { recursive: true, force: true });
});

function record(...writes: Write[]): void {
  device.store.db.transaction(() => device.recorder.record(writes))();
  access.forget();
}

describe('a place that is not there yet', () => {
  it('is judged by where the same transaction sets it', () => {
    const may = (person: string, ...links: Write[]): boolean =>
      access.mayCreate(person, 'establishment:new', 'kitStep', links);
    expect(may('p')).toBe(false);
    expect(may('p', school('new', 'opale'))).toBe(true);
    expect(may('p', school('new', 'other'))).toBe(false);
    expect(may('p', school('another', 'opale'))).toBe(false);
    expect(may('w', membership('new', 'w1'))).toBe(true);
    expect(may('w', membership('new', 'w9'))).toBe(false);
    const wave = write('wave', 'w2', 'wave:w2', { programme: 'opale' });
    expect(may('p', membership('new', 'w2'), wave)).toBe(true);
    expect(access.mayLink('p', 'wave:w2', [wave])).toBe(true);
    expect(access.mayLink('p', 'wave:w9', [wave])).toBe(false);
  });

  it('is the programme’s as soon as it is written, without a wave', () => {
    record(school('new', 'opale'));
    expect(access.mayCreate('p', 'establishment:new', 'kitStep')).toBe(true);
    expect(access.readable('p')).toContain('establishment:new');
    expect(access.readable('w')).not.toContain('establishment:new');
  });
});

describe('a place that is there', () => {
  it('is judged by its rows alone', () => {
    const links = [school('old', 'opale'), membership('old', 'w1')];
    expect(access.mayCreate('p', 'establishment:old', 'kitStep', links)).toBe(false);
    device.cursors.set('establishment:empty', 3);
    const empty = [school('empty', 'opale')];
    expect(access.mayCreate('p', 'establishment:empty', 'kitStep', empty)).toBe(false);
  });

  it('is not one that another place’s row names', () => {
    record({ ...membership('old', 'w1'), scope: 'establishment:other' });
    expect(access.readable('w')).not.toContain('establishment:old');
  });
});
