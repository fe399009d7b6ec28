import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DATABASE_FILE } from '../store/database.ts';
import { purge } from '../store/purge.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createTyped } from './typed.service.ts';

let folder: string;
let test: TestStore;
let now: number;
let person: string;
let typed: ReturnType<typeof createTyped>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-typed-'));
  test = openTestStore(folder);
  now = 1_000;
  person = 'p';
  typed = createTyped({ db: test.store.db, myself: () => person, now: () => now });
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true });
});

const keep = (name: string, text: string) => typed['typed.keep']({ name, text });
const read = (name: string) => typed['typed.read']({ name });
const onDisk = (): string =>
  [DATABASE_FILE, `${DATABASE_FILE}-wal`]
    .map((file) => readFileSync(join(folder, file), 'latin1'))
    .join('');

it('keeps a text by its name for who typed it, until it is emptied', () => {
  expect(read('log s')).toEqual({ ok: true, value: { text: '' } });
  void keep('log s', 'budget re');
  void keep('log s', 'budget refusé');
  void keep('log other', 'autre');
  expect(read('log s')).toEqual({ ok: true, value: { text: 'budget refusé' } });
  person = 'q';
  expect(read('log s')).toEqual({ ok: true, value: { text: '' } });
  person = 'p';
  void keep('log s', '');
  expect(read('log s')).toEqual({ ok: true, value: { text: '' } });
  expect(read('log other')).toEqual({ ok: true, value: { text: 'autre' } });
});

it('keeps nothing that looks like a secret, and lets go of what it kept before', () => {
  void keep('log s', 'mot de passe demandé');
  expect(keep('log s', 'mot de passe : Lilas2024')).toEqual({ ok: true, value: { kept: false } });
  expect(read('log s')).toEqual({ ok: true, value: { text: '' } });
  const form = JSON.stringify({ title: 'Accès', description: 'mot de passe : Lilas2024' });
  expect(keep('ticket op', form)).toEqual({ ok: true, value: { kept: false } });
  expect(onDisk()).not.toContain('Lilas2024');
});

it('is nothing that is sent, goes with the device, and ends by itself', () => {
  void keep('log s', 'budget refusé');
  expect(test.outbox.pendingCount()).toBe(0);
  now += 61 * 86_400_000;
  void keep('log later', 'autre');
  expect(read('log s')).toEqual({ ok: true, value: { text: '' } });
  purge(test.store.db, '{}');
  expect(read('log later')).toEqual({ ok: true, value: { text: '' } });
  expect(onDisk()).not.toContain('autre');
});
