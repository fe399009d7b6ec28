import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionLines } from '../../main/core/kit/index/counts.ts';
import { createIndexStore } from '../../main/core/kit/index/indexStore.ts';
import { createKitIndex, type KitIndex } from '../../main/core/kit/index/kitIndex.ts';
import { createReading, listed } from '../../main/core/kit/index/lists.ts';
import { weekRows } from '../../main/core/kit/index/weekRows.ts';
import { DATABASE_FILE } from '../../main/core/store/database.ts';
import { calendarOf } from '../../shared/calendar/calendar.ts';
import { stampTime, type Stamp } from '../../shared/kernel/clock.ts';
import { addDays } from '../../shared/kernel/dates.ts';
import { dueDay } from '../../shared/kit/kit.rules.ts';
import { scopeId, type ScopeId } from '../../shared/schema/scope.ts';
import { stampOf } from '../../server/demo/seedRows.ts';
import { fillStore, PROGRAMME, schoolId, TODAY } from '../bench/scale/fill.ts';
import { runSeed, seededRandom } from '../support/random.ts';

const SCHOOLS = 8;
const ROUNDS = 30;
const DAYS = [null, '2023-12-15', '2024-01-10'] as const;
const STATUSES = ['todo', 'done', 'blocked', 'notApplicable', 'of a newer version'];

/** Each step that counts, as a past day saw it: written out anew, for nothing but this test. */
const SEEN = `
  WITH kit AS MATERIALIZED (
    SELECT action, retired, due_offset_days, due_offset_variants FROM kit_action
    WHERE scope = 'programme:' || :programme AND deleted IS NULL
  ), seen AS (
    SELECT e.id AS school, s.action,
      s.status = 'done' AND (:day IS NULL OR s.done_on IS NULL OR s.done_on <= :day) AS done,
      s.status = 'blocked' AND
        (:day IS NULL OR stamp_day(json_extract(s.stamps, '$.status')) <= :day) AS stuck,
      coalesce(a.retired, 0) AS retired,
      due_day(a.due_offset_days, a.due_offset_variants,
        coalesce(m.switchover_date, w.switchover_date),
        coalesce(m.variant, w.variant), p.country, p.calendar) AS due
    FROM kit_step s
    JOIN establishment e ON e.scope = s.scope AND e.deleted IS NULL
    JOIN wave_membership m ON m.scope = s.scope AND m.deleted IS NULL AND CASE
      WHEN :day IS NULL THEN m.left_on IS NULL
      ELSE coalesce(m.joined_on <= :day, true) AND coalesce(:day < m.left_on, true) END
    JOIN wave w ON w.id = m.wave AND w.deleted IS NULL
      AND (:day IS NULL OR coalesce(w.opened_on <= :day, m.left_on IS NULL))
    JOIN programme p ON p.id = w.programme
    LEFT JOIN kit a ON a.action = s.action
    WHERE s.deleted IS NULL AND s.programme = p.id AND coalesce(s.status, '') <> 'notApplicable'
  )
  SELECT :by AS by_, school, action, sum(done) AS done,
    sum(done OR NOT retired) AS applicable,
    sum(NOT done AND NOT retired AND due < coalesce(:day, :today)) AS late,
    sum(NOT done AND NOT retired AND stuck) AS blocked
  FROM seen GROUP BY CASE :by WHEN 'school' THEN school ELSE action END`;

const OBSERVED = `
  SELECT establishment AS school FROM observation o
  WHERE indicator = 'budgetLoaded' AND deleted IS NULL AND value > 0 AND observed_on = (
    SELECT max(observed_on) FROM observation
    WHERE establishment = o.establishment AND indicator = o.indicator AND deleted IS NULL
      AND observed_on <= :day)`;

interface Counted {
  readonly school: string;
  readonly action: string;
  readonly done: number;
  readonly applicable: number;
  readonly late: number;
  readonly blocked: number;
}

/** The due day of a step out of its action's timing and its school's plan. */
function dueOf(parts: readonly unknown[]): string | null {
  const [dueOffsetDays, variants, switchoverDate, variant, country, calendar] = parts as [
    number | null,
    ...(string | null)[],
  ];
  const dueOffsetVariants =
    variants === null || variants === undefined
      ? null
      : (JSON.parse(variants) as Record<string, number>);
  return (
    dueDay(
      { dueOffsetDays, dueOffsetVariants },
      {
        switchoverDate: switchoverDate ?? null,
        variant: variant ?? null,
        calendar: calendarOf(country ?? null, calendar ?? null),
      },
    )?.due ?? null
  );
}

describe('the index of kits', () => {
  const seed = runSeed('pilotIndex');
  const random = seededRandom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  let folder: string;
  let db: SqliteDatabase.Database;
  let index: KitIndex;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bascule-index-'));
    fillStore(folder, SCHOOLS, seed);
    db = new SqliteDatabase(join(folder, DATABASE_FILE));
    const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
    db.function('stamp_day', (stamp) => dayOf(stampTime(stamp as Stamp)));
    const dues = new Map<string, string | null>();
    db.function('due_day', { varargs: true }, (...parts: unknown[]) => {
      const key = JSON.stringify(parts);
      if (!dues.has(key)) dues.set(key, dueOf(parts));
      return dues.get(key)!;
    });
    index = createKitIndex(createIndexStore(db), dayOf);
  });
  afterAll(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const someSchool = (): ScopeId => scopeId('establishment', schoolId(pick(SCHOOLS)));
  const someAction = (): string =>
    db
      .prepare<[], string>(`SELECT action FROM kit_action WHERE scope = 'programme:${PROGRAMME}'`)
      .pluck()
      .all()[pick(90)]!;
  const someDay = (): string => addDays(TODAY, -pick(200));

  /** Writes of every kind that figures depend on, as syncs and people make them. */
  const writes: (() => void)[] = [
    ...Array.from({ length: 6 }, () => () => {
      const scope = someSchool();
      const day = someDay();
      db.prepare(
        `UPDATE kit_step SET status = ?, done_on = ?, deleted = ?,
           stamps = json_set(stamps, '$.status', ?) WHERE scope = ? AND action = ?`,
      ).run(
        STATUSES[pick(STATUSES.length)]!,
        random() < 0.1 ? null : day,
        random() < 0.1 ? stampOf(day, null) : null,
        stampOf(day, null),
        scope,
        someAction(),
      );
      index.changed([scope], ['kitStep']);
    }),
    () => {
      const scope = someSchool();
      const columns = db
        .prepare<[], string>(`SELECT name FROM pragma_table_info('kit_step')`)
        .pluck()
        .all();
      const values = columns.map((name) =>
        name === 'id' || name === 'action' ? `${name} || :more` : name,
      );
      db.prepare(
        `INSERT INTO kit_step (${columns.join()}) SELECT ${values.join()} FROM kit_step
         WHERE scope = :scope ORDER BY id LIMIT 1`,
      ).run({ scope, more: `-new-${pick(2 ** 31)}` });
      index.changed([scope], ['kitStep']);
    },
    () => {
      const scope = someSchool();
      for (const table of ['kit_step', 'wave_membership', 'observation', 'establishment']) {
        if (random() < 0.2) db.prepare(`DELETE FROM ${table} WHERE scope = ?`).run(scope);
      }
      index.changed([scope], []);
    },
    () => {
      const scope = someSchool();
      db.prepare('UPDATE wave_membership SET wave = ?, left_on = ? WHERE scope = ?').run(
        `vague-${pick(24)}`,
        random() < 0.2 ? TODAY : null,
        scope,
      );
      index.changed([scope], ['waveMembership']);
    },
    () => {
      const wave = `vague-${pick(24)}`;
      db.prepare('UPDATE wave SET switchover_date = ? WHERE id = ?').run(someDay(), wave);
      index.changed([scopeId('wave', wave)], ['wave']);
    },
    () => {
      const wave = `vague-${pick(24)}`;
      db.prepare('UPDATE wave SET label = ?, deleted = ? WHERE id = ?').run(
        `V ${pick(100)}`,
        random() < 0.5 ? stampOf(TODAY, null) : null,
        wave,
      );
      index.changed([scopeId('wave', wave)], ['wave']);
    },
    () => {
      db.prepare('UPDATE programme SET name = ?, calendar = ?, bucket_bounds = ?').run(
        `Op@le ${pick(3)}`,
        pick(2) === 0 ? 'fr-a' : 'fr-b',
        JSON.stringify({ lower: pick(20), upper: 40 }),
      );
      index.changed([scopeId('programme', PROGRAMME)], ['programme']);
    },
    () => {
      db.prepare('UPDATE territory SET name = ? WHERE id = ?').run(
        `Région ${pick(100)}`,
        `aca-${pick(SCHOOLS)}`,
      );
      index.changed([scopeId('programme', PROGRAMME)], ['territory']);
    },
    // Steps are taken on and given up again, in few schools.
    ...Array.from({ length: 4 }, () => () => {
      const scope = scopeId('establishment', schoolId(pick(2)));
      db.prepare('UPDATE kit_step SET assignee = ? WHERE scope = ? AND action <= ?').run(
        [null, 'ada', 'noé'][pick(3)]!,
        scope,
        someAction(),
      );
      index.changed([scope], ['kitStep']);
    }),
    () => {
      db.prepare('UPDATE kit_action SET retired = ?, due_offset_days = ? WHERE action = ?').run(
        pick(2),
        pick(60) - 30,
        someAction(),
      );
      index.changed([scopeId('programme', PROGRAMME)], ['kitAction']);
    },
    () => {
      const scope = someSchool();
      db.prepare('UPDATE observation SET value = ?, observed_on = ? WHERE scope = ?').run(
        pick(2),
        someDay(),
        scope,
      );
      index.changed([scope], ['observation']);
    },
  ];

  /** What somebody who plays every second part would be shown of a week. */
  function weekOf(of: KitIndex): unknown {
    const desk = of.desk();
    const actions = desk.kit(PROGRAMME)?.actions() ?? [];
    const at = (action: string): number => desk.kit(PROGRAMME)!.matrix.column(action);
    return weekRows(desk, {
      person: 'ada',
      week: { from: TODAY, to: addDays(TODAY, 6) },
      today: TODAY,
      onlyAssigned: false,
      limit: 50,
      columns: () => actions.filter(({ retired }) => !retired).map(({ action }) => at(action)),
      plays: () => {
        const plays = new Uint8Array(actions.length + 100);
        for (const [index, { action }] of actions.entries()) plays[at(action)] = index % 2;
        return plays;
      },
    });
  }

  /** The index as it follows changes, against one that is read anew. */
  function compareAnew(when: string): void {
    const anew = createKitIndex(createIndexStore(db), (ms) =>
      new Date(ms).toISOString().slice(0, 10),
    );
    const { places, programmes, waves } = index.desk();
    const expected = anew.desk();
    expect(places, when).toEqual(expected.places);
    expect(programmes, when).toEqual(expected.programmes);
    expect(waves, when).toEqual(expected.waves);
    expect(weekOf(index), when).toEqual(weekOf(anew));
  }

  function compare(day: string | null, when: string): void {
    const figures = index.figures(day, TODAY);
    const desk = index.desk();
    const reading = createReading(desk, figures);
    const count = db.prepare<[object], Counted>(SEEN);
    const asked = { day, today: TODAY, programme: PROGRAMME };
    const bySchool = new Map(count.all({ ...asked, by: 'school' }).map((row) => [row.school, row]));
    const reported = new Set(
      db
        .prepare<[object], string>(OBSERVED)
        .pluck()
        .all({ day: day ?? TODAY }),
    );
    const found = figures.places.map(({ id }, place) => ({
      id,
      done: figures.done[place],
      applicable: figures.applicable[place],
      late: figures.late[place],
      blocked: figures.blocked[place],
      observed: figures.applicable[place] === 0 ? null : reading.observed(place) === true,
    }));
    const expected = figures.places.map(({ id, programme }) => {
      const row = programme === null ? undefined : bySchool.get(id);
      const { done = 0, applicable = 0, late = 0, blocked = 0 } = row ?? {};
      const observed = applicable === 0 ? null : reported.has(id);
      return { id, done, applicable, late: late ?? 0, blocked, observed };
    });
    expect(found, when).toEqual(expected);
    const numbers = listed(figures, { programme: PROGRAMME });
    const byAction = new Map(count.all({ ...asked, by: 'action' }).map((row) => [row.action, row]));
    const lines = actionLines(desk, figures, PROGRAMME, numbers).map(
      ({ action, done, applicable, late, blocked }) => ({
        action,
        done,
        applicable,
        late,
        blocked,
      }),
    );
    expect(lines, when).toEqual(
      lines.map(({ action }) => {
        const { done = 0, applicable = 0, late = 0, blocked = 0 } = byAction.get(action) ?? {};
        return { action, done, applicable, late: late ?? 0, blocked };
      }),
    );
  }

  it('counts what SQL counts, after any writes, today and on past days', () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      compareAnew(`SEED=${seed}, round ${round}`);
      for (const day of DAYS) compare(day, `SEED=${seed}, round ${round}, day ${day}`);
      for (let left = 1 + pick(4); left > 0; left -= 1) writes[pick(writes.length)]!();
    }
  });

  it('follows changes that come while it is being read, part by part', () => {
    for (let parts = 0; parts < 4; parts += 1) {
      index = createKitIndex(createIndexStore(db), (ms) => new Date(ms).toISOString().slice(0, 10));
      for (let part = 0; part < parts; part += 1) index.readMore();
      for (const write of writes) write();
      compareAnew(`SEED=${seed}, after ${parts} parts`);
      for (const day of DAYS) compare(day, `SEED=${seed}, after ${parts} parts, day ${day}`);
    }
  });
});
