import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/access/roles.ts';
import { localDateAt } from '../../../shared/kernel/dates.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { WeekView } from '../../../shared/week/week.contract.ts';
import type { Write } from '../store/record.ts';
import { openTestStore, type TestStore } from '../store/testing.ts';
import { createIndexStore } from './index/indexStore.ts';
import { createKitIndex } from './index/kitIndex.ts';
import { createKitStore } from './kit.store.ts';
import { weekHandlers } from './week.service.ts';
import { createWeekStore } from './week.store.ts';

const ME = 'edgar';
let folder: string;
let test: TestStore;
let myRoles: Role[];
let myActors: string[] | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-week-'));
  test = openTestStore(folder);
  myRoles = ['bursar'];
  myActors = null;
});
afterEach(() => {
  test.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = (
  entity: string,
  id: string,
  scope: ScopeId,
  set: Readonly<Record<string, JsonValue>>,
): Write => ({ entity, row: id, scope, set });

const stepRow = (school: string, action: string, set: Record<string, JsonValue> = {}): Write =>
  row('kitStep', `${school}:op:${action}`, `establishment:${school}`, {
    establishment: school,
    programme: 'op',
    action,
    status: 'todo',
    ...set,
  });

function seed(schools: number, more: Write[] = []): void {
  const action = (id: string, position: number, dueOffsetDays: number, set = {}): Write =>
    row('kitAction', `op:${id}`, 'programme:op', {
      programme: 'op',
      action: id,
      position,
      title: { fr: id },
      actors: ['sg'],
      dueOffsetDays,
      ...set,
    });
  const lists: Write[][] = [
    [
      row('programme', 'op', 'programme:op', {
        name: 'Op@le',
        country: 'FR',
        calendar: 'fr-b',
        actors: [
          { id: 'sg', label: { fr: 'SG' }, roles: ['bursar'] },
          { id: 'chef', label: { fr: 'Chef' }, roles: ['authorisingOfficer'] },
        ],
      }),
      action('old', 0, -30, { retired: true }),
      action('late', 1, -10),
      // Sunday 14 January: nobody works then, and so it is due on the Friday before.
      action('weekend', 2, 13),
      action('week', 3, 16),
      action('chief', 4, 16, { actors: ['chef'] }),
      action('next', 5, 22),
      action('far', 6, 80),
    ],
    [row('wave', 'v6', 'wave:v6', { programme: 'op', label: 'V6', switchoverDate: '2024-01-01' })],
  ];
  for (let n = 1; n <= schools; n += 1) {
    const scope: ScopeId = `establishment:e${n}`;
    lists.push([
      row('establishment', `e${n}`, scope, { name: `Collège ${n}`, town: 'Laon' }),
      row('waveMembership', `v6:e${n}`, scope, {
        wave: 'v6',
        establishment: `e${n}`,
        // The second has a date of its own, a week later.
        ...(n === 2 ? { switchoverDate: '2024-01-08' } : {}),
      }),
    ]);
  }
  if (more.length > 0) lists.push(more);
  test.store.db.transaction(() => test.recorder.recordAll(lists))();
}

function read(day?: string): WeekView {
  const handlers = weekHandlers({
    store: createWeekStore(test.store.db),
    index: createKitIndex(createIndexStore(test.store.db), (ms) => localDateAt(ms, 'UTC')),
    kit: createKitStore(test.store.db),
    me: () => ({ person: ME }),
    myRoles: () => myRoles,
    grantsOver: () => myRoles.map((role) => ({ role, actors: myActors })),
    mayWrite: () => true,
    today: () => '2024-01-17',
    totals: () => ({ late: 5, blocked: 1 }),
  });
  const answer = handlers['week.read'](day === undefined ? {} : { day });
  if (answer instanceof Promise || !answer.ok) throw new Error('No week.');
  return answer.value;
}
const told = (view: WeekView) => view.steps.map(({ id, group, due }) => `${group} ${id} ${due}`);

describe('the week of somebody', () => {
  it('holds what they play a part in, by its own school’s date, without days off and dropped actions', () => {
    const all = ['old', 'late', 'weekend', 'week', 'chief', 'next', 'far'];
    seed(
      2,
      all.flatMap((id) => [stepRow('e1', id), stepRow('e2', id)]),
    );
    const view = read();
    expect(view).toMatchObject({ from: '2024-01-15', to: '2024-01-21', over: null });
    expect(told(view)).toEqual([
      'late e1:op:late 2023-12-22',
      // Planned for a day of the holidays.
      'late e2:op:late 2023-12-22',
      'late e1:op:weekend 2024-01-12',
      'week e1:op:week 2024-01-17',
      'week e2:op:weekend 2024-01-19',
      'next e1:op:next 2024-01-23',
      'next e2:op:week 2024-01-24',
    ]);
    expect(view.counts).toEqual({ late: 3, week: 2, next: 2, blocked: 0 });
    expect(view.steps[0]!.daysLate).toBe(26);
    expect(view.nextDue).toBe('2024-01-23');
    expect(told(read('2024-03-21'))).toEqual([
      'week e1:op:far 2024-03-21',
      'next e2:op:far 2024-03-28',
    ]);
  });

  it('keeps in its place what was done today, uncounted, and shows nothing older', () => {
    seed(1, [
      stepRow('e1', 'late', { status: 'done', doneOn: '2024-01-17' }),
      stepRow('e1', 'week', { status: 'done', doneOn: '2024-01-16' }),
      stepRow('e1', 'next', { status: 'blocked', note: 'clé attendue' }),
      stepRow('e1', 'far', { status: 'notApplicable', note: 'non' }),
    ]);
    const view = read();
    expect(told(view)).toEqual(['late e1:op:late 2023-12-22', 'blocked e1:op:next 2024-01-23']);
    expect(view.counts).toEqual({ late: 0, week: 0, next: 0, blocked: 1 });
    expect(view.steps[0]!.daysLate).toBe(0);
  });

  it('follows names: mine whatever part it is of, and not mine once a colleague has taken it', () => {
    seed(1, [
      stepRow('e1', 'chief', { assignee: ME }),
      stepRow('e1', 'week', { assignee: 'blandine' }),
      stepRow('e1', 'late'),
    ]);
    expect(told(read())).toEqual(['late e1:op:late 2023-12-22', 'week e1:op:chief 2024-01-17']);
    // A grant that names other actors than its role plays.
    myActors = ['chef'];
    expect(told(read())).toEqual(['week e1:op:chief 2024-01-17']);
  });

  it('is figures, beside what is theirs by name, for who steers more than fifty schools', () => {
    seed(51, [stepRow('e1', 'late', { assignee: ME }), stepRow('e3', 'late')]);
    myActors = ['sg'];
    myRoles = ['pilot'];
    const view = read();
    expect(told(view)).toEqual(['late e1:op:late 2023-12-22']);
    expect(view.over).toEqual({ schools: 51, late: 5, blocked: 1 });
    // Somebody who also works in a school sees their work.
    myRoles = ['pilot', 'bursar'];
    expect(read().counts.late).toBe(2);
    expect(read().over).toBeNull();
  });
});
