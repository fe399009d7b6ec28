import type { BatchRecord, BatchWrite } from '../storage.ts';
import type { Session } from './session.ts';

/** Columns of a batch: each batch takes as many parameters, of which a statement may have 65,535. */
const COLUMNS = 7;

/** Records batches, how far their devices have come with them, and what was refused of them. */
export async function putBatches(session: Session, batches: readonly BatchWrite[]): Promise<void> {
  const records = batches.map(({ batch }) => batch);
  // Parameters of their own, not arrays: a batch is long, and arrays are escaped.
  const rows = records.map((_, at) => `(${placeholders(at * COLUMNS)})`);
  await session.run(
    `INSERT INTO batch (device, first_n, last_n, hash, at, carrier, text)
     VALUES ${rows.join(', ')}`,
    ...records.flatMap((record) => {
      const { device, from, to, hash, at, carrier, text } = record;
      return [device, from, to, hash, at, carrier, text];
    }),
  );
  const last = new Map<string, BatchRecord>();
  for (const record of records) last.set(record.device, record);
  const devices = [...last.values()];
  await session.run(
    `UPDATE device SET last_n = d.n, chain = d.chain
     FROM unnest($1::text[], $2::bigint[], $3::text[]) AS d(id, n, chain) WHERE device.id = d.id`,
    devices.map(({ device }) => device),
    devices.map(({ to }) => to),
    devices.map(({ hash }) => hash),
  );
  const refused = batches.flatMap(({ batch, refused: of }) =>
    of.map((each) => ({ ...each, device: batch.device, at: batch.at })),
  );
  if (refused.length === 0) return;
  await session.run(
    `INSERT INTO refusal (device, n, reason, trans, at)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bigint[])`,
    refused.map(({ device }) => device),
    refused.map(({ n }) => n),
    refused.map(({ refusal }) => JSON.stringify(refusal)),
    refused.map(({ transaction }) => JSON.stringify(transaction)),
    refused.map(({ at }) => at),
  );
}

function placeholders(before: number): string {
  return Array.from({ length: COLUMNS }, (_, at) => `$${before + at + 1}`).join(', ');
}
