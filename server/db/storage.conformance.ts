import { backupConformance } from './conformance/backup.ts';
import { concurrencyConformance } from './conformance/concurrency.ts';
import { indexesConformance } from './conformance/indexes.ts';
import { recordsConformance } from './conformance/records.ts';
import { rowsConformance } from './conformance/rows.ts';
import { transactionsConformance } from './conformance/transactions.ts';
import type { EngineUnderTest } from './conformance/vectors.ts';

/** Everything that a storage promises, whichever engine is behind it. */
export function storageConformance(engine: EngineUnderTest): void {
  transactionsConformance(engine);
  rowsConformance(engine);
  indexesConformance(engine);
  recordsConformance(engine);
  backupConformance(engine);
  concurrencyConformance(engine);
}
