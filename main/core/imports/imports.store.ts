import { z } from 'zod';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { readTicketRules, type TicketRules } from '../../../shared/assistance/ticketRules.ts';
import { ticket, ticketEvent } from '../../../shared/assistance/ticket.entity.ts';
import type { Reader } from '../store/database.ts';
import { entityRows, type StoredEntity } from '../store/entityRows.ts';

export interface ProgrammeRecord {
  readonly id: string;
  readonly name: string;
  readonly country: string | null;
  readonly levels: readonly { readonly id: string; readonly name: string }[];
}

export interface TerritoryRecord {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly level: string | null;
  readonly parent: string | null;
}

export interface WaveRecord {
  readonly id: string;
  readonly name: string;
  readonly programme: string;
  /** Whether its kit was dealt out to its establishments. */
  readonly open: boolean;
  /** Whether it is where candidates wait for a wave. */
  readonly waiting: boolean;
}

type StoredWave = Omit<WaveRecord, 'open' | 'waiting'> & {
  readonly open: number;
  readonly waiting: number;
};

function toWave(stored: StoredWave): WaveRecord {
  return { ...stored, open: stored.open === 1, waiting: stored.waiting === 1 };
}

export interface SchoolRecord {
  readonly id: string;
  readonly code: string | null;
  readonly name: string | null;
  readonly nameAr: string | null;
  readonly type: string | null;
}

export interface TrainerRecord {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly person: string | null;
  readonly scope: ScopeId;
}

export interface PairRecord {
  readonly first: string;
  readonly second: string;
}

export interface TrackRecord {
  readonly id: string;
  /** Its titles, in each language. */
  readonly names: readonly string[];
}

export type StoredTicket = StoredEntity<(typeof ticket)['fields']>;
export type StoredEvent = StoredEntity<(typeof ticketEvent)['fields']>;

export interface HelpDesk {
  readonly rules: TicketRules;
  /** Set for practice data only. */
  readonly practiceDate: string | null;
  readonly tickets: readonly StoredTicket[];
  readonly events: readonly StoredEvent[];
}

/** What imports look up, and the mappings that they remember. */
export interface ImportsStore {
  programmes(): ProgrammeRecord[];
  territories(programme: string): TerritoryRecord[];
  waves(programme: string): WaveRecord[];
  wave(id: string): WaveRecord | undefined;
  /** Establishments that the programme keeps, or that take part in a wave of it. */
  schools(programme: string): SchoolRecord[];
  /** The day that a programme's practice data are of; null: they are no such data. */
  practiceDate(programme: string): string | null;
  /** The help desk of a programme: its rules, the day that counts, its requests and their events. */
  helpDesk(programme: string): HelpDesk;
  /** Persons by their address, small letters. */
  peopleByEmail(): Map<string, string>;
  /** Trainers of a wave, and of all of its programme. */
  trainers(programme: string, wave: string): TrainerRecord[];
  pairs(wave: string): PairRecord[];
  tracks(programme: string): TrackRecord[];
  mapping(kind: string, headings: string): (string | null)[] | null;
  /** Remembers how headings were read. Call inside a transaction or alone. */
  remember(kind: string, headings: string, mapping: readonly (string | null)[]): void;
}

const levelsSchema = z.array(z.object({ id: z.string(), label: z.object({ fr: z.string() }) }));
const mappingSchema = z.array(z.string().nullable());

/** @param writable false: beside another program, nothing is remembered */
export function createImportsStore(db: Reader, writable: boolean): ImportsStore {
  const programmes = db.prepare<
    [],
    { id: string; name: string | null; country: string | null; levels: string | null }
  >('SELECT id, name, country, levels FROM programme WHERE deleted IS NULL ORDER BY name');
  const territories = db.prepare<[string], TerritoryRecord & { name: string | null }>(
    `SELECT id, coalesce(name, id) AS name, code, level, parent FROM territory
     WHERE scope = 'programme:' || ? AND deleted IS NULL ORDER BY name`,
  );
  const waveColumns = `SELECT id, coalesce(label, id) AS name, programme,
    opened_on IS NOT NULL AS open, kind IS 'waiting' AS waiting FROM wave WHERE deleted IS NULL`;
  const waves = db.prepare<[string], StoredWave>(
    `${waveColumns} AND programme = ? ORDER BY switchover_date, label`,
  );
  const wave = db.prepare<[string], StoredWave>(`${waveColumns} AND id = ?`);
  const schools = db.prepare<[string, string], SchoolRecord>(
    `SELECT id, code, name, name_ar AS nameAr, type FROM establishment e WHERE deleted IS NULL AND (programme = ? OR EXISTS (
       SELECT 1 FROM wave_membership m JOIN wave w ON w.id = m.wave
       WHERE m.scope = e.scope AND m.deleted IS NULL AND w.programme = ?))`,
  );
  const people = db.prepare<[], { email: string; person: string }>(
    `SELECT lower(email) AS email, min(person) AS person FROM "grant"
     WHERE email IS NOT NULL AND person IS NOT NULL AND deleted IS NULL GROUP BY lower(email)`,
  );
  const trainers = db.prepare<[string, string], TrainerRecord>(
    `SELECT id, name, email, person, scope FROM trainer
     WHERE scope IN ('programme:' || ?, 'wave:' || ?) AND deleted IS NULL ORDER BY id`,
  );
  const pairs = db.prepare<[string], PairRecord>(
    `SELECT first, second FROM trainer_pair
     WHERE wave = ? AND first IS NOT NULL AND second IS NOT NULL AND deleted IS NULL ORDER BY id`,
  );
  const tracks = db.prepare<[string], { id: string; label: string | null }>(
    `SELECT id, label FROM training_track
     WHERE programme = ? AND deleted IS NULL ORDER BY position, id`,
  );
  const tickets = entityRows(db, ticket, { where: 't.programme = ?' });
  const events = entityRows(db, ticketEvent, {
    join: 'JOIN ticket k ON k.id = t.ticket AND k.deleted IS NULL',
    where: 'k.programme = ?',
  });
  const deskOf = db.prepare<[string], { rules: string | null; practiceDate: string | null }>(
    'SELECT ticket_rules AS rules, practice_date AS practiceDate FROM programme WHERE id = ?',
  );
  const mapping = db
    .prepare<[string, string], string>(
      'SELECT mapping FROM import_mapping WHERE kind = ? AND headings = ?',
    )
    .pluck();
  const remember = db.prepare<[string, string, string]>(
    `INSERT INTO import_mapping (kind, headings, mapping) VALUES (?, ?, ?)
     ON CONFLICT (kind, headings) DO UPDATE SET mapping = excluded.mapping`,
  );
  return {
    programmes: () =>
      programmes.all().map(({ id, name, country, levels }) => ({
        id,
        name: name ?? id,
        country,
        levels: levelsOf(levels),
      })),
    territories: (programme) => territories.all(programme),
    waves: (programme) => waves.all(programme).map(toWave),
    wave(id) {
      const found = wave.get(id);
      return found === undefined ? undefined : toWave(found);
    },
    schools: (programme) => schools.all(programme, programme),
    practiceDate: (programme) => deskOf.get(programme)?.practiceDate ?? null,
    helpDesk(programme) {
      const { rules = null, practiceDate = null } = deskOf.get(programme) ?? {};
      return {
        rules: readTicketRules(
          rules === null ? null : (JSON.parse(rules) as Record<string, never>),
        ),
        practiceDate,
        tickets: tickets(programme),
        events: events(programme),
      };
    },
    peopleByEmail: () => new Map(people.all().map(({ email, person }) => [email, person])),
    trainers: (programme, wave) => trainers.all(programme, wave),
    pairs: (wave) => pairs.all(wave),
    tracks: (programme) =>
      tracks.all(programme).map(({ id, label }) => ({
        id,
        names: label === null ? [] : Object.values(JSON.parse(label) as Record<string, string>),
      })),
    mapping(kind, headings) {
      const text = mapping.get(kind, headings);
      if (text === undefined) return null;
      const parsed = mappingSchema.safeParse(JSON.parse(text));
      return parsed.success ? parsed.data : null;
    },
    remember(kind, headings, chosen) {
      if (writable) remember.run(kind, headings, JSON.stringify(chosen));
    },
  };
}

function levelsOf(text: string | null): { id: string; name: string }[] {
  if (text === null) return [];
  const parsed = levelsSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.map(({ id, label }) => ({ id, name: label.fr })) : [];
}
