import { stampOf } from '../../../server/demo/seedRows.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { packSnapshotRow, type Frame, type SnapshotRow } from '../../../shared/sync/protocol.ts';
import { seededRandom } from '../../support/random.ts';
import { wave61 } from '../wave61.ts';

/** A wave half done: the snapshot of every scope, as a pull sends it to a new device. */
export function snapshotFrames(seed = 61): Frame[] {
  const random = seededRandom(seed);
  const scopes = new Map<ScopeId, SnapshotRow[]>();
  for (const { entity, id, scope, values, stamp } of wave61()) {
    const stamps = Object.fromEntries(Object.keys(values).map((field) => [field, stamp]));
    const now: Record<string, (typeof values)[string]> = { ...values };
    if (entity === 'kitStep' && random() < 0.5) {
      const day = `2024-01-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
      const by = stampOf(day, `p-${Math.floor(random() * 280)}`);
      Object.assign(now, { status: 'done', doneOn: day });
      Object.assign(stamps, { status: by, doneOn: by });
    }
    const rows = scopes.get(scope) ?? [];
    scopes.set(scope, rows);
    rows.push(packSnapshotRow(entity, id, now, stamps));
  }
  return [...scopes].map(([scope, rows]) => ({
    type: 'snapshot',
    scope,
    version: 121,
    first: true,
    last: true,
    rows,
  }));
}
