import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { snakeCase } from '../../shared/schema/entity.ts';
import { registry } from '../../shared/schema/registry.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';

/** A row as it stands on a device or a server, to be compared. */
export interface ShownRow {
  readonly entity: string;
  readonly id: string;
  readonly scope: string;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly stamps: Readonly<Record<string, string>>;
}

export interface JournalEntry {
  readonly n: number;
  readonly stamp: string;
  readonly changes: readonly {
    readonly entity: string;
    readonly row: string;
    readonly scope: string;
    readonly set: Readonly<Record<string, JsonValue>>;
  }[];
  readonly refusal: string | null;
  /** What became of a refused one that nobody has to deal with any more. */
  readonly fate: string | null;
}

type Stored = Readonly<Record<string, string | number | null>>;

/** Reads a device's store beside the program, by the simulator's own SQL. */
export class Shelf {
  readonly #db: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(folder: string) {
    this.#db = new Sqlite(path.join(folder, 'bascule.sqlite'), { readonly: true });
  }

  /** Every row that the device shows, by entity and id. */
  rows(): Map<string, ShownRow> {
    const rows = new Map<string, ShownRow>();
    const add = (row: ShownRow): void => void rows.set(`${row.entity} ${row.id}`, row);
    for (const entity of registry) {
      for (const stored of this.#all(`SELECT * FROM "${entity.table}"`)) {
        const values: Record<string, JsonValue> = {
          ...(JSON.parse(String(stored['extra'] ?? '{}')) as Record<string, JsonValue>),
        };
        for (const [name, field] of Object.entries(entity.fields)) {
          const value = stored[snakeCase(name)] ?? null;
          if (value === null) continue;
          values[name] = field.sql === 'JSON' ? (JSON.parse(String(value)) as JsonValue) : value;
          if (field.boolean) values[name] = value === 1;
        }
        const stamps = JSON.parse(String(stored['stamps'])) as Record<string, string>;
        if ('deleted' in stamps) values['deleted'] = stored['deleted'] === 1;
        const [id, scope] = [String(stored['id']), String(stored['scope'])];
        add({ entity: entity.name, id, scope, values, stamps });
      }
    }
    for (const { state } of this.#all('SELECT state FROM foreign_row')) {
      add(JSON.parse(String(state)) as ShownRow);
    }
    return rows;
  }

  /** The device's own transactions after number `after`, oldest first. */
  journal(after = 0): JournalEntry[] {
    const stored = this.#all(
      'SELECT n, stamp, changes, refusal, fate FROM outbox WHERE n > ? ORDER BY n',
      after,
    );
    return stored.map(({ n, stamp, changes, refusal, fate }) => ({
      n: Number(n),
      stamp: String(stamp),
      changes: JSON.parse(String(changes)) as JournalEntry['changes'],
      refusal: refusal === null ? null : String(refusal),
      fate: fate === null ? null : String(fate),
    }));
  }

  /** The device's id, null before enrolment or after revocation. */
  device(): string | null {
    return (this.#all('SELECT device FROM device_state')[0]?.['device'] ?? null) as string | null;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #all(sql: string, ...given: unknown[]): Stored[] {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement.all(...given) as Stored[];
  }
}
