import type { Environment } from '../../../shared/programme/programme.entity.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { environmentWindow } from '../../../shared/programme/environmentWindow.entity.ts';
import { kitAction } from '../../../shared/programme/kitAction.entity.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { trainer } from '../../../shared/training/trainer.entity.ts';
import { trainingMaterial } from '../../../shared/training/trainingMaterial.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';

interface Place {
  readonly template: string | null;
  readonly environments: readonly Environment[];
}

export type SetupStore = ReturnType<typeof createSetupStore>;

/** A session that is to come, or a series with days to come. */
const TO_COME = `s.deleted IS NULL AND s.status IS NOT 'cancelled'
  AND coalesce(json_extract(s.repeats, '$.until'), s.day) >= @today`;
/** Days to come of a series that somebody else holds, or that are elsewhere. */
const dayChanged = (of: string): string => `EXISTS (
  SELECT 1 FROM json_each(s.day_changes) c
  WHERE json_extract(c.value, '$.on') >= @today AND ${of})`;

/** How often something is used that may be removed: questions that are answered by counting. */
const USES = {
  /** Sessions that are still to come, of all waves on this device. */
  sessionsInRoom: `SELECT count(*) FROM training_session s WHERE ${TO_COME}
    AND (s.room = @id OR ${dayChanged(`json_extract(c.value, '$.place.room') = @id`)})`,
  sessionsAtSite: `SELECT count(*) FROM training_session s WHERE ${TO_COME}
    AND (s.site = @id OR ${dayChanged(`json_extract(c.value, '$.place.site') = @id`)})`,
  sessionsOfTrainer: `SELECT count(*) FROM training_session s WHERE ${TO_COME}
    AND (EXISTS (SELECT 1 FROM json_each(s.trainers) one WHERE one.value = @id)
      OR ${dayChanged(`EXISTS (
        SELECT 1 FROM json_each(c.value, '$.trainers') one WHERE one.value = @id)`)})`,
  /** Of any day: who came names the track. */
  sessionsOfTrack: `SELECT count(*) FROM training_session WHERE deleted IS NULL AND track = @id`,
  groupsAtSite: `SELECT count(*) FROM training_group WHERE deleted IS NULL AND site = @id`,
  groupsOfTrainer: `SELECT count(*) FROM training_group g, json_each(g.trainers) one
    WHERE g.deleted IS NULL AND one.value = @id`,
  groupsOfTrack: `SELECT count(*) FROM training_group WHERE deleted IS NULL AND track = @id`,
  enrolmentsOfTrack: `SELECT count(*) FROM training_enrolment WHERE deleted IS NULL
    AND track = @id`,
  materialsOfTrack: `SELECT count(*) FROM training_material WHERE deleted IS NULL AND track = @id`,
  pairsOfTrainer: `SELECT count(*) FROM trainer_pair WHERE deleted IS NULL
    AND @id IN (first, second)`,
} as const;
export type Use = keyof typeof USES;

/** What trainings are made of, beside what every screen of trainings reads. */
export function createSetupStore(db: Reader) {
  const place = db.prepare<[string], { template: string | null; environments: string | null }>(
    'SELECT template, environments FROM programme WHERE id = ?',
  );
  const people = db.prepare<
    [string, string],
    { person: string; name: string; email: string | null; phone: string | null }
  >(
    `SELECT person, coalesce(name, person) AS name, email, phone FROM "grant"
     WHERE role = 'trainer' AND deleted IS NULL AND person IS NOT NULL
       AND scope IN ('wave:' || ?, 'programme:' || ?)
     ORDER BY name, person`,
  );
  const version = db
    .prepare<{ programme: string; today: LocalDate }, string>(
      `SELECT product_version FROM (
         SELECT product_version, opens_on AS day FROM environment_window
         WHERE programme = @programme AND deleted IS NULL AND opens_on <= @today
         UNION ALL
         SELECT product_version, opened_on FROM environment_use
         WHERE programme = @programme AND deleted IS NULL AND state = 'open'
           AND environment = 'production' AND opened_on <= @today)
       WHERE product_version IS NOT NULL ORDER BY day DESC LIMIT 1`,
    )
    .pluck();
  const actions = entityRows(db, kitAction, {
    where: 't.programme = ? AND coalesce(t.retired, 0) = 0',
    order: 't.position, t.id',
  });
  const lent = entityRows(db, trainer, {
    where: `t.programme = ? AND t.lent = 1 AND t.scope GLOB 'wave:*'`,
    order: 't.name, t.id',
  });
  const modules = db
    .prepare<[string], string>(
      `SELECT DISTINCT module FROM training_session
       WHERE track = ? AND deleted IS NULL AND module IS NOT NULL`,
    )
    .pluck();
  const uses = Object.fromEntries(
    Object.entries(USES).map(([use, sql]) => [
      use,
      db.prepare<{ id: string; today?: LocalDate }, number>(sql).pluck(),
    ]),
  );
  return {
    place(programme: string): Place {
      const stored = place.get(programme);
      return {
        template: stored?.template ?? null,
        environments:
          typeof stored?.environments === 'string'
            ? (JSON.parse(stored.environments) as Environment[])
            : [],
      };
    },
    /** Actions of the kit by their rank; what a new version has dropped is not among them. */
    actions: (programme: string): { id: string; label: Label }[] =>
      actions(programme).flatMap(({ action, title }) =>
        action === null ? [] : [{ id: action, label: title ?? { fr: action } }],
      ),
    materials: entityRows(db, trainingMaterial, {
      where: 't.programme = ?',
      order: 't.track, t.title, t.id',
    }),
    windows: entityRows(db, environmentWindow, {
      where: 't.programme = ?',
      order: 't.opens_on, t.closes_on, t.id',
    }),
    /** Trainers whom other waves of the programme lend, by programme and wave. */
    lent: (programme: string, wave: string) =>
      lent(programme).filter(({ scope }) => scope !== scopeId('wave', wave)),
    /** People who hold the role of a trainer in a wave or all over its programme. */
    people: (wave: string, programme: string) => people.all(wave, programme),
    /** Version of the product that was opened last; null: nothing says so. */
    version: (programme: string, today: LocalDate): string | null =>
      version.get({ programme, today }) ?? null,
    /** Modules of a track that sessions are of. */
    modulesInUse: (track: string): string[] => modules.all(track),
    uses: (use: Use, id: string, today: LocalDate): number =>
      uses[use]!.get({ id, ...(USES[use].includes('@today') && { today }) }) ?? 0,
  };
}
