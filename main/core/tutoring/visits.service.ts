import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { logEntry } from '../../../shared/tutoring/logEntry.entity.ts';
import { visit } from '../../../shared/tutoring/visit.entity.ts';
import type { visitsContract } from '../../../shared/tutoring/visits.contract.ts';
import { changed } from '../access/writing.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { Reader } from '../store/database.ts';
import { entityRows, type StoredEntity } from '../store/entityRows.ts';
import type { Write } from '../store/record.ts';
import type { TutoringContext } from './tutoring.context.ts';

type VisitRow = StoredEntity<typeof visit.fields>;
/** Characters of a blocker's title that is made of a line. */
const TITLE = 400;

/** Visits of schools, and what was seen there: the same lines that a session's log has. */
export function createVisits(
  context: TutoringContext,
  db: Reader,
): Handlers<typeof visitsContract, CoreFailure> {
  const { blockers, blockerWriting } = context;
  const byId = { where: 't.id = ?' };
  const inWave = entityRows(db, visit, {
    join: 'JOIN wave_membership m ON m.establishment = t.establishment AND m.deleted IS NULL',
    where: 'm.wave = ? AND m.left_on IS NULL',
    order: 't."on" DESC, t.id',
  });
  const visitOf = entityRows(db, visit, byId);
  const lineOf = entityRows(db, logEntry, byId);
  const linesOf = entityRows(db, logEntry, { where: 't.visit = ?', order: 't.at, t.id' });
  const waveOf = db
    .prepare<[string], string>(
      `SELECT wave FROM wave_membership
       WHERE establishment = ? AND left_on IS NULL AND deleted IS NULL LIMIT 1`,
    )
    .pluck();

  const mayVisit = (establishment: string): boolean =>
    context.mayCreate(scopeId('establishment', establishment), 'visit');

  function groundOf(establishment: string): GroundWave | undefined {
    const wave = waveOf.get(establishment);
    return context.ground.waves().find(({ id }) => id === wave);
  }

  /** A visit that this device's person may write. */
  function writable(id: string): Result<VisitRow, CoreFailure> {
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const [row] = visitOf(id);
    if (row === undefined) return err({ type: 'VisitUnknown', id });
    return mayVisit(row.establishment ?? '') ? ok(row) : err({ type: 'NotAllowed' });
  }

  function write(writes: readonly Write[]): void {
    const told = writes.filter(({ set }) => Object.keys(set).length > 0);
    if (told.length > 0) context.record(told);
  }

  return {
    'visits.list': ({ wave: id }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      const { id: wave, today } = found.value;
      return ok({
        wave,
        today,
        schools: blockers.schools.all(wave).filter((school) => mayVisit(school.id)),
        rows: inWave(wave).map((row) => {
          const lines = linesOf(row.id);
          const school = row.establishment ?? '';
          return {
            id: row.id,
            school: blockers.school.get(school) ?? {
              id: school,
              name: school,
              nameAr: null,
              town: null,
            },
            on: row.on,
            visitors: row.visitors,
            met: row.met,
            purpose: row.purpose,
            summary: row.summary,
            lines: lines.length,
            open: lines.filter(({ kind, state }) => kind === 'difficulty' && state !== 'solved')
              .length,
            mayWrite: mayVisit(school),
          };
        }),
      });
    },
    'visits.lines': ({ id }) => {
      if (visitOf(id).length === 0) return err({ type: 'VisitUnknown', id });
      return ok(
        linesOf(id).map((line) => {
          const [blocker] = line.blocker === null ? [] : blockers.blocker(line.blocker);
          return {
            id: line.id,
            kind: line.kind ?? 'note',
            text: line.text ?? '',
            state: line.state,
            blocker:
              blocker === undefined ? null : { id: blocker.id, title: blocker.title ?? blocker.id },
            author: line.author,
          };
        }),
      );
    },
    'visits.save': ({ id, establishment, set }) => {
      if (id !== undefined) {
        const found = writable(id);
        if (!found.ok) return found;
        const { scope } = found.value;
        write([{ entity: 'visit', row: id, scope, set: changed(found.value, set) }]);
        return ok({ id });
      }
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      if (!mayVisit(establishment)) return err({ type: 'NotAllowed' });
      const row = context.newId();
      const made = changed(undefined, { establishment, ...set });
      write([{ entity: 'visit', row, scope: scopeId('establishment', establishment), set: made }]);
      return ok({ id: row });
    },
    'visits.note': ({ visit: id, kind, text, blocker }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { establishment, scope, on: day } = found.value;
      const wave = groundOf(establishment ?? '');
      const on = day ?? wave?.today ?? context.today();
      const registers = blocker !== null && wave !== undefined && context.mayHelp(wave.id);
      const opened =
        registers && blocker === 'new'
          ? blockerWriting.open({ wave: wave.id, title: text.slice(0, TITLE), on })
          : null;
      const known = opened?.id ?? (blocker === null || blocker === 'new' ? null : blocker.id);
      const reported =
        registers && known !== null
          ? blockerWriting.report({
              wave: wave.id,
              blocker: known,
              establishment: establishment ?? '',
              on,
              source: 'visit',
              from: id,
            })
          : [];
      const row = context.newId();
      const set = changed(undefined, {
        visit: id,
        kind,
        establishment,
        text,
        ...(kind === 'difficulty' && { state: 'open', stateOn: on }),
        blocker: registers ? known : null,
        at: context.now(),
        author: context.me()!.name,
      });
      write([...(opened?.writes ?? []), ...reported, { entity: 'logEntry', row, scope, set }]);
      return ok({ id: row });
    },
    'visits.settle': ({ line: id, state }) => {
      const [line] = lineOf(id);
      if (line === undefined) return err({ type: 'VisitUnknown', id });
      const found = writable(line.visit ?? '');
      if (!found.ok) return found;
      const wave = groundOf(found.value.establishment ?? '');
      const on = wave?.today ?? context.today();
      const passed =
        line.blocker !== null && wave !== undefined && context.mayHelp(wave.id)
          ? blockerWriting.passOn({
              wave: wave.id,
              blocker: line.blocker,
              establishment: line.establishment,
              state,
              on,
            })
          : [];
      write([
        { entity: 'logEntry', row: id, scope: line.scope, set: { state, stateOn: on } },
        ...passed,
      ]);
      return ok(null);
    },
    'visits.remove': ({ kind, id }) => {
      const about = kind === 'visit' ? id : (lineOf(id)[0]?.visit ?? '');
      const found = writable(about);
      if (!found.ok) return found;
      const gone = { [DELETED_FIELD]: true };
      const { scope } = found.value;
      const lines = kind === 'visit' ? linesOf(id).map((line) => line.id) : [id];
      write([
        ...lines.map((row) => ({ entity: 'logEntry', row, scope, set: gone })),
        ...(kind === 'visit' ? [{ entity: 'visit', row: id, scope, set: gone }] : []),
      ]);
      return ok(null);
    },
  };
}
