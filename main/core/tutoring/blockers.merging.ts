import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { blockerReportId } from '../../../shared/tutoring/blocker.entity.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { Write } from '../store/record.ts';
import type { TutoringContext } from './tutoring.context.ts';

/**
 * Writes that make one blocker a case of another: schools that have met it have met the other, and
 * what named it names the other, as far as this device's person may write there.
 */
export function mergeWrites(context: TutoringContext, id: string, into: string): Write[] {
  const { blockers, revival, mayWrite } = context;
  const [gone] = blockers.blocker(id);
  const moved = blockers.reports('', id).flatMap((report): Write[] => {
    const { establishment, on, source, from, liftedOn, scope } = report;
    const away: Write = {
      entity: 'blockerReport',
      row: report.id,
      scope,
      set: { [DELETED_FIELD]: true },
    };
    if (establishment === null) return [away];
    const row = blockerReportId(into, establishment);
    const [known] = blockers.report(row);
    if (known === undefined) {
      const back = revival('blockerReport', row);
      const set: Record<string, JsonValue> = {
        ...back,
        blocker: into,
        establishment,
        on,
        source,
        from,
      };
      return [{ entity: 'blockerReport', row, scope, set: { ...set, liftedOn } }, away];
    }
    // Whoever was rid of one of the two is not rid of the other.
    const isOut = known.liftedOn !== null && liftedOn === null;
    const set = { liftedOn: null };
    return isOut ? [{ entity: 'blockerReport', row, scope, set }, away] : [away];
  });
  const named = [
    ...blockers.entriesOf(id).map((row) => ({ entity: 'logEntry', row })),
    ...blockers.ticketsOf(id).map((row) => ({ entity: 'ticket', row })),
    ...blockers.contactsOf(id).map((row) => ({ entity: 'contact', row })),
  ].filter(({ entity, row }) => mayWrite(row.scope, entity, ['blocker']));
  return [
    { entity: 'blocker', row: id, scope: gone!.scope, set: { sameAs: into } },
    ...blockers
      .sameAs(id)
      .map((row) => ({ entity: 'blocker', row: row.id, scope: row.scope, set: { sameAs: into } })),
    ...moved,
    ...named.map(({ entity, row }) => ({
      entity,
      row: row.id,
      scope: row.scope,
      set: { blocker: into },
    })),
  ];
}
