import { inject } from 'vitest';
import './postgresSetup.ts';
import { createDatabase } from './postgres.ts';

let count = 0;

/** An empty database in the PostgreSQL of this test run. @returns its address */
export async function freshDatabase(): Promise<string> {
  const answer = await fetch(inject('postgres'));
  const url = await answer.text();
  if (!answer.ok) throw new Error(url);
  count += 1;
  const name = `test_${process.pid}_${process.env['VITEST_WORKER_ID'] ?? 0}_${Date.now()}_${count}`;
  await createDatabase(url, name);
  return url.replace(/\/postgres$/, `/${name}`);
}
