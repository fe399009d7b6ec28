import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SchoolRecord } from '../../../shared/wave/schools.contract.ts';
import type { Reader } from '../store/database.ts';

type Name = SchoolRecord['attached'][number];

/** A school as it is stored, with what it points at by id. */
export type StoredSchool = Omit<
  SchoolRecord,
  'path' | 'attachedTo' | 'attached' | 'waves' | 'parts' | 'mayWrite'
> & {
  readonly attachedTo: string | null;
};

interface WaveRecord {
  readonly id: string;
  readonly label: string | null;
  readonly switchoverDate: LocalDate | null;
  readonly programme: string | null;
  readonly programmeName: string | null;
}

/** Read models of a school's record; statements are prepared once. */
export interface SchoolsStore {
  school(id: string): StoredSchool | null;
  /** Name of a school; null where it is not on this device. */
  name(id: string): Name | null;
  /** Schools that are attached to one, as far as they are on this device. */
  attached(id: string): Name[];
  waves(id: string): WaveRecord[];
  programme(id: string): { readonly country: string | null } | null;
  /** Whether an agreement of the school is kept here. */
  hasAgreement(id: string): boolean;
  /** Schools that have a code. */
  codes(code: string): Name[];
  territory(id: string): {
    readonly level: string | null;
    readonly name: string | null;
    readonly nameAr: string | null;
    readonly parent: string | null;
  } | null;
}

const NAME = 'id, coalesce(name, id) AS name, town';

export function createSchoolsStore(db: Reader): SchoolsStore {
  type Stored = Omit<StoredSchool, 'linkedSystems' | 'attachedBodies'> & {
    readonly linkedSystems: string | null;
    readonly attachedBodies: string | null;
  };
  const school = db.prepare<[string], Stored>(
    `SELECT id, code, coalesce(name, id) AS name, name_ar AS nameAr, type, town, department,
            accounting_group AS accountingGroup, attached_to AS attachedTo, siret, channel,
            legal_representative AS legalRepresentative, linked_systems AS linkedSystems,
            legacy_software AS legacySoftware, attached_bodies AS attachedBodies, pupils, note,
            territory, programme
     FROM establishment WHERE id = ? AND deleted IS NULL`,
  );
  const name = db.prepare<[string], Name>(`SELECT ${NAME} FROM establishment WHERE id = ?`);
  const attached = db.prepare<[string], Name>(
    `SELECT ${NAME} FROM establishment WHERE attached_to = ? AND deleted IS NULL
     ORDER BY town, name`,
  );
  const waves = db.prepare<[string], WaveRecord>(
    `SELECT m.wave AS id, w.label, coalesce(m.switchover_date, w.switchover_date) AS switchoverDate,
            p.id AS programme, p.name AS programmeName
     FROM wave_membership m
     LEFT JOIN wave w ON w.id = m.wave AND w.deleted IS NULL
     LEFT JOIN programme p ON p.id = w.programme
     WHERE m.scope = 'establishment:' || ? AND m.left_on IS NULL AND m.deleted IS NULL
       AND m.wave IS NOT NULL
     ORDER BY switchoverDate`,
  );
  const programme = db.prepare<[string], { country: string | null }>(
    'SELECT country FROM programme WHERE id = ? AND deleted IS NULL',
  );
  const agreement = db
    .prepare<[string], number>(
      `SELECT 1 FROM agreement WHERE scope = 'establishment:' || ? AND deleted IS NULL`,
    )
    .pluck();
  const codes = db.prepare<[string], Name>(
    `SELECT ${NAME} FROM establishment WHERE code = ? COLLATE NOCASE AND deleted IS NULL`,
  );
  const territory = db.prepare<[string], NonNullable<ReturnType<SchoolsStore['territory']>>>(
    `SELECT level, name, name_ar AS nameAr, parent FROM territory WHERE id = ? AND deleted IS NULL`,
  );
  return {
    school(id) {
      const stored = school.get(id);
      if (stored === undefined) return null;
      return {
        ...stored,
        linkedSystems: list(stored.linkedSystems),
        attachedBodies: list(stored.attachedBodies),
      };
    },
    name: (id) => name.get(id) ?? null,
    attached: (id) => attached.all(id),
    waves: (id) => waves.all(id),
    programme: (id) => programme.get(id) ?? null,
    hasAgreement: (id) => agreement.get(id) !== undefined,
    codes: (code) => codes.all(code),
    territory: (id) => territory.get(id) ?? null,
  };
}

function list(text: string | null): string[] {
  return text === null ? [] : (JSON.parse(text) as string[]);
}
