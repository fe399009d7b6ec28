import { same } from '../../support/canonical.ts';
import { Violation } from '../oracle/violation.ts';
import type { World } from '../world/world.ts';
import { acceptedName, type History } from './history.ts';

/** A value that was written after seeing another is never displaced by it. */
export function checkCausality(world: World, history: History): void {
  for (const written of world.ledger.all) {
    if (written.becomes !== null || written.key.startsWith('conflict ')) continue;
    if (!history.accepted.has(acceptedName(written.key, written.stamp))) continue;
    const [entity, id, field] = written.key.split(' ') as [string, string, string];
    const row = history.rows.get(`${entity} ${id}`);
    const current = row?.stamps[field];
    if (current === undefined || current === written.stamp) continue;
    if (same(row?.values[field] ?? null, written.value)) continue;
    if (world.ledger.ancestors(written).has(current)) {
      throw new Violation(
        4,
        `${written.key} shows ${JSON.stringify(row?.values[field])} (${current}) although ${written.author} had seen it and wrote ${JSON.stringify(written.value)} (${written.stamp})`,
      );
    }
  }
}

/** Each transaction stands in the log once, whole, or is refused; never both. */
export function checkOnce(world: World, history: History): void {
  const seen = new Map<string, string>();
  for (const { device, n, entity, row, stamp } of history.log) {
    if (n === null) continue;
    const name = `${device} ${n} ${entity} ${row}`;
    if (seen.has(name)) throw new Violation(5, `${name} stands in the log twice`);
    seen.set(name, stamp);
    if (history.refused.has(`${device} ${n}`)) {
      throw new Violation(5, `${device} ${n} was accepted and refused`);
    }
  }
  const laptops = world.laptops.filter(({ gone }) => !gone);
  for (const laptop of laptops) {
    const device = laptop.shelf.device();
    for (const { n, stamp, changes, refusal } of laptop.shelf.journal()) {
      if (!stamp.endsWith(`-${device}`)) continue;
      const isWhole = changes.every(
        ({ entity, row }) => seen.get(`${device} ${n} ${entity} ${row}`) === stamp,
      );
      if (refusal === null && !isWhole) {
        throw new Violation(
          5,
          `${laptop.name} holds ${n} for accepted, the server's log has it not`,
        );
      }
    }
  }
}

/** A conflict is opened only between writes of which neither author had seen the other's. */
export function checkConflicts(world: World, history: History): void {
  // A server that has forgotten what somebody had seen asks once too often, rather than never.
  if (world.counts.serverRestored > 0) return;
  const opened = new Set<string>();
  for (const { entity, row: id, set } of history.log) {
    if (entity !== 'conflict' || opened.has(id) || set['versions'] === undefined) continue;
    opened.add(id);
    const versions = set['versions'] as unknown as { stamp: string }[];
    const field = String(set['field']);
    if (field === 'deleted') continue;
    const key = `${String(set['entity'])} ${String(set['row'])} ${field}`;
    const writes = versions.map(({ stamp }) => world.ledger.find('', key, stamp));
    for (const one of writes) {
      for (const other of writes) {
        if (one === null || other === null || one === other) continue;
        if (world.ledger.ancestors(one).has(other.stamp)) {
          throw new Violation(
            4,
            `a conflict over ${key} although ${one.author} had seen ${JSON.stringify(other.value)}`,
          );
        }
      }
    }
  }
}
