/**
 * A device in a process of its own, to be killed at any moment: takes one JSON object a line, does
 * it, and answers one line once it is on disk.
 *
 *   node test/chaos/deviceProcess.ts FOLDER
 *   {"id":1,"enrol":{"server":URL,"code":CODE}}   {"id":2,"tick":{"step","status","note"}}
 *   {"id":3,"sync":true}                          {"id":4,"steps":true}
 */
import { createInterface } from 'node:readline';
import { createCore, fileVault } from '../../main/core/core.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { TickInput } from '../../shared/kit/kit.contract.ts';

interface Order {
  readonly id: number;
  readonly enrol?: { readonly server: string; readonly code: string };
  readonly tick?: TickInput;
  readonly sync?: true;
  readonly steps?: true;
}

const opened = await createCore({
  dataDir: process.argv[2]!,
  deviceName: 'chaos',
  timeZone: 'Europe/Paris',
  vault: fileVault,
  autoSync: true,
});
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
const core = opened.value;

async function obey(order: Order): Promise<Result<unknown, CoreFailure>> {
  if (order.enrol !== undefined) return core.call('session.enrol', order.enrol);
  if (order.tick !== undefined) return core.call('kit.tick', order.tick);
  if (order.steps === true) {
    const kit = await core.call('kit.read', {});
    return kit.ok ? { ok: true, value: kit.value.steps.map(({ id }) => id) } : kit;
  }
  const synced = await core.call('sync.now', {});
  if (!synced.ok) return synced;
  const status = await core.call('sync.status', {});
  return {
    ok: true,
    value: { report: synced.value, pending: status.ok ? status.value.pending : 0 },
  };
}

console.log(JSON.stringify({ id: 0, ok: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as Order;
  const result = await obey(order);
  const answer = result.ok ? { value: result.value } : { error: result.error };
  console.log(JSON.stringify({ id: order.id, ok: result.ok, ...answer }));
}
await core.close();
