import pg from 'pg';
import { answer, machineMs } from '../children.ts';
import type { BareChange } from './table.ts';

/** The least that could put many clients' changes into PostgreSQL: one statement a batch each. */
const clients: pg.Client[] = [];
const COLUMNS = ['device', 'n', 'stamp', 'row_id', 'scope', 'status', 'done_on'];
const TABLE = `
CREATE TABLE change (
  device text NOT NULL,
  n bigint NOT NULL,
  stamp text NOT NULL,
  row_id text NOT NULL,
  scope text NOT NULL,
  status text,
  done_on text,
  PRIMARY KEY (device, n)
)`;
const INSERT = `
INSERT INTO change (${COLUMNS.join(', ')})
SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`;

function columns(device: string, changes: readonly BareChange[]): unknown[][] {
  return [
    changes.map(() => device),
    changes.map(({ n }) => n),
    changes.map(({ stamp }) => stamp),
    changes.map(({ row }) => row),
    changes.map(({ scope }) => scope),
    changes.map(({ status }) => status),
    changes.map(({ doneOn }) => doneOn),
  ];
}

const handlers = {
  /** Opens connections to an empty database. */
  async connect(input: { url: string; count: number }): Promise<void> {
    for (let index = 0; index < input.count; index += 1) {
      const client = new pg.Client({ connectionString: input.url });
      await client.connect();
      clients.push(client);
    }
    await clients[0]!.query(TABLE);
  },
  /** Inserts one batch by each connection at once. Milliseconds until the last is committed. */
  async release(batches: BareChange[][]): Promise<number> {
    const ready = batches.map((changes, index) => columns(`fleet-${index}`, changes));
    const started = machineMs();
    await Promise.all(
      ready.map((values, index) => clients[index]!.query({ name: 'insert', text: INSERT, values })),
    );
    return machineMs() - started;
  },
};
export type LimitPostgres = typeof handlers;
answer(handlers, () => Promise.all(clients.map((client) => client.end())));
