import { createGunzip } from 'node:zlib';
import { request } from 'undici';
import type { BareDatabase, BareRow } from './table.ts';

const ROWS_A_TRANSACTION = 1_000;

/** Fetches all rows of the bare server: one transaction for each thousand. */
export async function bootstrap(server: string, bare: BareDatabase): Promise<void> {
  const { body } = await request(`${server}/rows`);
  const decoder = new TextDecoder();
  let rest = '';
  let rows: BareRow[] = [];
  for await (const chunk of body.pipe(createGunzip()) as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop()!;
    for (const line of lines) {
      rows.push(JSON.parse(line) as BareRow);
      if (rows.length === ROWS_A_TRANSACTION) {
        bare.insertRows(rows);
        rows = [];
      }
    }
  }
  if (rows.length > 0) bare.insertRows(rows);
}
