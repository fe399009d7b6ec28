import { versionStandings } from '../../../shared/activation/environments.rules.ts';
import { contact } from '../../../shared/assistance/contact.entity.ts';
import { ticket, ticketEvent } from '../../../shared/assistance/ticket.entity.ts';
import { blocker } from '../../../shared/tutoring/blocker.entity.ts';
import { establishment } from '../../../shared/wave/establishment.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows } from '../store/entityRows.ts';
import { createHostFiles } from '../store/hostFiles.ts';

export type AssistanceStore = ReturnType<typeof createAssistanceStore>;
export type StoredTicket = ReturnType<AssistanceStore['tickets']>[number];
export type StoredEvent = ReturnType<AssistanceStore['eventsOf']>[number];

/** Condition of a row `t`, twice by wave: it is of a school of the wave, or kept beside the wave. */
export const inWave = `t.scope IN (SELECT m.scope FROM wave_membership m
    WHERE m.wave = ? AND m.deleted IS NULL AND m.left_on IS NULL
  UNION ALL SELECT 'waveSupport:' || ?)`;

/** Rows of the help desk as they are stored; statements are prepared once. */
export function createAssistanceStore(db: Reader) {
  const ofProgramme = `t.scope IN (SELECT e.scope FROM establishment e WHERE e.programme = ?
    UNION ALL SELECT m.scope FROM wave_membership m JOIN wave w ON w.id = m.wave
      WHERE w.programme = ?
    UNION ALL SELECT 'waveSupport:' || w.id FROM wave w WHERE w.programme = ?)`;
  const versions = db
    .prepare<[], string>(
      `SELECT DISTINCT product_version FROM environment_use
       WHERE product_version IS NOT NULL AND deleted IS NULL`,
    )
    .pluck();
  const order = 't.created_on DESC, t.number DESC, t.id';
  return {
    /** By programme: all of it. */
    tickets: entityRows(db, ticket, { where: 't.programme = ?', order }),
    /** By programme, and twice by wave. */
    ticketsOfWave: entityRows(db, ticket, { where: `t.programme = ? AND ${inWave}`, order }),
    /** By its id. */
    ticket: entityRows(db, ticket, { where: 't.id = ?' }),
    /** By programme: whether it has any. */
    hasTickets: db
      .prepare<[string], 1>('SELECT 1 FROM ticket WHERE programme = ? AND deleted IS NULL LIMIT 1')
      .pluck(),
    /** By request. */
    eventsOf: entityRows(db, ticketEvent, { where: 't.ticket = ?' }),
    /** Three times by programme. */
    contacts: entityRows(db, contact, { where: ofProgramme, order: 't."on" DESC, t.id' }),
    /** Twice by wave. */
    contactsOfWave: entityRows(db, contact, { where: inWave, order: 't."on" DESC, t.id' }),
    contact: entityRows(db, contact, { where: 't.id = ?' }),
    files: createHostFiles(db, 'ticket'),
    /** By programme: actions that its kit has, with their titles as JSON. */
    actions: db.prepare<[string], { id: string; title: string | null }>(
      `SELECT action AS id, title FROM kit_action
       WHERE programme = ? AND action IS NOT NULL AND retired_on IS NULL AND deleted IS NULL
       ORDER BY position, action`,
    ),
    /** By school, programme and action: the step of its kit. */
    stepOf: db
      .prepare<[string, string, string], string>(
        "SELECT id FROM kit_step WHERE id = ? || ':' || ? || ':' || ? AND deleted IS NULL",
      )
      .pluck(),
    step: db.prepare<[string], { establishment: string; action: string }>(
      `SELECT establishment, action FROM kit_step
       WHERE id = ? AND establishment IS NOT NULL AND action IS NOT NULL AND deleted IS NULL`,
    ),
    /** By school and action. */
    ticketsOfStep: entityRows(db, ticket, {
      where: 't.establishment = ? AND t.action = ?',
      order,
    }),
    /** By blocker. */
    ticketsOfBlocker: entityRows(db, ticket, { where: 't.blocker = ?', order }),
    /** By wave. */
    blockers: entityRows(db, blocker, { where: 't.wave = ?', order: 't.opened_on DESC, t.id' }),
    /** By its id. */
    blocker: entityRows(db, blocker, { where: 't.id = ?' }),
    /** By blocker: schools that have met it. */
    metBy: db
      .prepare<[string], string>(
        `SELECT establishment FROM blocker_report
         WHERE blocker = ? AND establishment IS NOT NULL AND deleted IS NULL ORDER BY establishment`,
      )
      .pluck(),
    /** By scope of a school. */
    wavesOf: db
      .prepare<[string], string>(
        `SELECT DISTINCT wave FROM wave_membership
         WHERE scope = ? AND wave IS NOT NULL AND left_on IS NULL AND deleted IS NULL`,
      )
      .pluck(),
    /** By wave. */
    schoolsOfWave: db.prepare<
      [string],
      { id: string; name: string; nameAr: string | null; town: string | null }
    >(
      `SELECT DISTINCT e.id, coalesce(e.name, e.id) AS name, e.name_ar AS nameAr, e.town FROM wave_membership m
       JOIN establishment e ON e.scope = m.scope AND e.deleted IS NULL
       WHERE m.wave = ? AND m.left_on IS NULL AND m.deleted IS NULL ORDER BY e.town, name, e.id`,
    ),
    schoolName: db
      .prepare<[string], string>('SELECT name FROM establishment WHERE id = ? AND name IS NOT NULL')
      .pluck(),
    /** Twice by programme: schools that it keeps, or that take part in a wave of it. */
    schools: entityRows(db, establishment, {
      where: `t.programme = ? OR EXISTS (SELECT 1 FROM wave_membership m
                JOIN wave w ON w.id = m.wave
                WHERE m.scope = t.scope AND m.deleted IS NULL AND w.programme = ?)`,
      order: 't.town, t.name, t.id',
    }),
    /** Names of people who act in a place, by scope: those who could take part. */
    people: db.prepare<[string], { id: string; name: string }>(
      `SELECT person AS id, max(coalesce(name, person)) AS name FROM "grant"
       WHERE scope = ? AND deleted IS NULL AND person IS NOT NULL GROUP BY person ORDER BY name`,
    ),
    /** Versions of the product that are in service anywhere, the newest first. */
    versions: (): string[] => [...versionStandings(versions.all()).keys()],
    nameOf: db
      .prepare<[string], string>(
        'SELECT name FROM "grant" WHERE person = ? AND name IS NOT NULL ORDER BY deleted, id LIMIT 1',
      )
      .pluck(),
  };
}
