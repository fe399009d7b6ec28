import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { parseScope, scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
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
  // Those that were noted in a school before live there; they are the wave's that the school is in.
  const inWave = entityRows(db, visit, {
    where: `t.scope = 'waveSupport:' || ? OR (t.scope LIKE 'establishment:%' AND EXISTS
      (SELECT 1 FROM wave_membership m WHERE m.establishment = t.establishment AND m.wave = ?
       AND m.left_on IS NULL AND m.deleted IS NULL))`,
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

  /**
   * Where a visit of a school is noted: beside its wave, where trainers and tutors both read it;
   * with the school itself where the person has no part in what is known there. Null: nowhere.
   */
  function placeOf(establishment: string, wave: string): ScopeId | null {
    const places = [scopeId('waveSupport', wave), scopeId('establishment', establishment)];
    return places.find((place) => context.mayCreate(place, 'visit')) ?? null;
  }

  /** The wave that a visit is of. */
  function groundOf({ scope, establishment }: VisitRow): GroundWave | undefined {
    const { kind, id } = parseScope(scope);
    const wave = kind === 'waveSupport' ? id : waveOf.get(establishment ?? '');
    return context.ground.waves().find((one) => one.id === wave);
  }

  /** A visit that this device's person may write. */
  function writable(id: string): Result<VisitRow, CoreFailure> {
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const [row] = visitOf(id);
    if (row === undefined) return err({ type: 'VisitUnknown', id });
    return context.mayCreate(row.scope, 'visit') ? ok(row) : err({ type: 'NotAllowed' });
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
        schools: blockers.schools(wave).filter((school) => placeOf(school.id, wave) !== null),
        rows: inWave(wave, wave).map((row) => {
          const lines = linesOf(row.id);
          const school = row.establishment ?? '';
          return {
            id: row.id,
            school: blockers.school(school) ?? {
              id: school,
              name: row.schoolName ?? school,
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
            mayWrite: context.mayCreate(row.scope, 'visit'),
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
    'visits.save': ({ id, wave, establishment, set }) => {
      if (id !== undefined) {
        const found = writable(id);
        if (!found.ok) return found;
        const { scope } = found.value;
        write([{ entity: 'visit', row: id, scope, set: changed(found.value, set) }]);
        return ok({ id });
      }
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      const scope = placeOf(establishment, wave ?? waveOf.get(establishment) ?? '');
      const school =
        wave === undefined
          ? blockers.school(establishment)
          : blockers.schools(wave).find((one) => one.id === establishment);
      if (school === undefined) return err({ type: 'EstablishmentUnknown', establishment });
      if (scope === null) return err({ type: 'NotAllowed' });
      const row = context.newId();
      const made = changed(undefined, { establishment, schoolName: school.name, ...set });
      write([{ entity: 'visit', row, scope, set: made }]);
      return ok({ id: row });
    },
    'visits.note': ({ visit: id, kind, text, blocker }) => {
      const found = writable(id);
      if (!found.ok) return found;
      const { establishment, scope, on: day } = found.value;
      const wave = groundOf(found.value);
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
      const wave = groundOf(found.value);
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
