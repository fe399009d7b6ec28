import {
  coordinatesOfCell,
  countOfCell,
  degreesOfCell,
  listOfCell,
} from '../../../../shared/imports/cells.ts';
import { agreementId } from '../../../../shared/agreement/agreement.entity.ts';
import { establishmentCode, establishmentIdOf } from '../../../../shared/wave/establishmentId.ts';
import { checkUai, uaiLetter } from '../../../../shared/imports/uai.ts';
import { plainText } from '../../../../shared/kernel/plainText.ts';
import { isSchoolType, typeOfSchool } from '../../../../shared/wave/establishmentTypes.ts';
import { waveMembershipId } from '../../../../shared/wave/waveMembership.entity.ts';
import { scopeId } from '../../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../../shared/sync/change.ts';
import { changedWrite } from '../../store/changes.ts';
import type { Write } from '../../store/record.ts';
import type { Rows } from '../../store/rows.ts';
import type { ProgrammeRecord, SchoolRecord, WaveRecord } from '../imports.store.ts';
import { RowReader, type MappedTable, type RowPlan } from './planning.ts';
import type { Territories } from './territories.ts';

const FRANCE = 'FR';

export interface EstablishmentsGiven {
  readonly rows: Pick<Rows, 'read'>;
  readonly programme: ProgrammeRecord;
  readonly wave: WaveRecord | null;
  /** Waves of the programme: a school takes part in one of them at a time. */
  readonly waves: readonly WaveRecord[];
  readonly schools: readonly SchoolRecord[];
  readonly territories: Territories;
  readonly today: string;
  readonly mayCreate: boolean;
  readonly mayWrite: (establishment: string, entity: string, fields: readonly string[]) => boolean;
  /** The rows of the wave's kit for an establishment that joins it. */
  readonly kitOf: (wave: string, establishment: string) => readonly Write[];
}

/** Plans each row of a table of establishments, in its order. */
export function* planEstablishments(
  table: MappedTable,
  given: EstablishmentsGiven,
): Generator<RowPlan> {
  const byCode = new Map<string, string>();
  for (const { id, code } of given.schools) {
    if (code !== null) byCode.set(code.toUpperCase(), id);
  }
  const firstRows = new Map<string, number>();
  const country = given.programme.country ?? FRANCE;
  /** Ids of what the table itself brings, so that an attached school may stand below its seat. */
  const inTable = new Map<string, string>();
  for (const cells of table.rows) {
    const text = new RowReader(table, cells).text('code', 40);
    const code = text === undefined ? null : establishmentCode(text);
    if (code !== null) {
      inTable.set(code, byCode.get(code) ?? establishmentIdOf(country, code));
    }
  }
  for (const cells of table.rows) {
    const read = new RowReader(table, cells);
    const code = codeOf(read, { country, byCode, firstRows });
    const name = read.required('name', 200);
    const shown = [name, code].filter(Boolean).join(', ');
    const values = {
      code,
      name,
      nameAr: read.text('nameAr', 200),
      type: typeOf(read, given.schools),
      town: read.text('town', 120),
      department: read.text('department', 40),
      ...pointOf(read),
      territory: territoryOf(read, given.territories, given.programme.name),
      accountingGroup: read.text('accountingGroup', 120),
      attachedTo: attachedTo(read, byCode, inTable),
      pupils: read.value('pupils', 'notACount', countOfCell),
      legacySoftware: read.text('legacySoftware', 120),
      siret: siretOf(read),
      channel: channelOf(read),
      legalRepresentative: read.text('legalRepresentative', 200),
      linkedSystems: shortList(read, 'linkedSystems', 60),
      attachedBodies: shortList(read, 'attachedBodies', 40),
      note: read.text('note', 4_000),
    };
    const agreementNumber = read.text('agreementNumber', 80);
    if (read.failed || code === undefined) {
      yield read.leftOut(shown);
      continue;
    }
    read.warnOfSecrets(...freeTexts);
    firstRows.set(code, read.row);
    const id = inTable.get(code)!;
    yield planned(read, given, id, shown, values, agreementNumber);
  }
}

/** Columns of texts that others read; numbers of their own form (SIRET) are none. */
const freeTexts = [
  'name',
  'nameAr',
  'town',
  'legacySoftware',
  'legalRepresentative',
  'linkedSystems',
  'attachedBodies',
  'note',
];

function planned(
  read: RowReader,
  given: EstablishmentsGiven,
  id: string,
  shown: string,
  values: Readonly<Record<string, string | number | readonly string[] | undefined>>,
  agreementNumber: string | undefined,
): RowPlan {
  const { rows, programme, wave } = given;
  const scope = scopeId('establishment', id);
  const stored = rows.read('establishment', id);
  // Whoever keeps the record goes on keeping it: a school may take part in several programmes.
  const keeper = (stored?.values['programme'] ?? null) === null ? programme.id : undefined;
  const record = changedWrite(rows, {
    entity: 'establishment',
    row: id,
    scope,
    values: { ...values, programme: keeper },
  });
  const writes: Write[] = record === null ? [] : [record.write];
  const creates = record?.creates ?? false;
  let joins = false;
  const other = wave === null ? undefined : otherWave(given, wave, id);
  if (other !== undefined) {
    read.error('inOtherWave', null, { wave: other.name });
    return read.leftOut(shown);
  }
  if (wave !== null) {
    const row = waveMembershipId(wave.id, id);
    const isThere = rows.read('waveMembership', row) !== undefined;
    const joined = isThere
      ? {}
      : {
          wave: wave.id,
          establishment: id,
          joinedOn: given.today,
          status: wave.waiting ? 'candidate' : 'informed',
        };
    const membership = changedWrite(rows, { entity: 'waveMembership', row, scope, values: joined });
    joins = membership !== null;
    if (membership !== null) writes.push(membership.write);
  }
  if (agreementNumber !== undefined) {
    const agreement = changedWrite(rows, {
      entity: 'agreement',
      row: agreementId(id, programme.id),
      scope,
      values: { establishment: id, programme: programme.id, number: agreementNumber },
    });
    if (agreement !== null) writes.push(agreement.write);
  }
  const allowed = creates ? given.mayCreate : isAllowed(given, id, writes);
  if (!allowed) {
    read.error('notAllowed', null, {});
    return read.leftOut(shown);
  }
  if (joins && wave !== null && wave.open) writes.push(...given.kitOf(wave.id, id));
  const fields = [
    ...Object.keys(record?.write.set ?? {}).filter((field) => field in values),
    ...(joins ? ['wave'] : []),
  ];
  return {
    row: read.row,
    outcome: creates ? 'created' : writes.length > 0 ? 'updated' : 'unchanged',
    name: shown,
    fields,
    issues: read.issues,
    writes: writes.length > 0 ? [writes] : [],
  };
}

/** The wave that a school is in, where it is another than the one that it would join. */
function otherWave(
  { rows, waves }: EstablishmentsGiven,
  wave: WaveRecord,
  id: string,
): WaveRecord | undefined {
  const isIn = ({ id: of }: WaveRecord): boolean => {
    const values = rows.read('waveMembership', waveMembershipId(of, id))?.values;
    if (values === undefined || values[DELETED_FIELD] === true) return false;
    return (values['leftOn'] ?? null) === null;
  };
  // Whoever waits joins from there; whoever is in the wave already stays in it.
  return isIn(wave) ? undefined : waves.find((one) => !one.waiting && isIn(one));
}

function isAllowed(given: EstablishmentsGiven, id: string, writes: readonly Write[]): boolean {
  return writes.every(({ entity, set }) =>
    given.mayWrite(id, entity, entity === 'establishment' ? Object.keys(set) : []),
  );
}

interface Codes {
  readonly country: string;
  /** Ids of the schools that are stored. */
  readonly byCode: ReadonlyMap<string, string>;
  /** Rows that are taken, by their codes. */
  readonly firstRows: Map<string, number>;
}

function codeOf(read: RowReader, { country, byCode, firstRows }: Codes): string | undefined {
  const text = read.required('code', 40);
  if (text === undefined) return undefined;
  const code = establishmentCode(text);
  if (code === null) {
    read.error('codeInvalid', 'code', { code: text });
    return undefined;
  }
  const first = firstRows.get(code);
  if (first !== undefined) {
    read.error('duplicateCode', 'code', { code, first });
    return undefined;
  }
  if (country !== FRANCE) return code;
  const form = checkUai(code);
  if (form === 'right') return code;
  // A slip of the pen would make a school beside the one that is meant; one that is here is meant.
  const isKnown = byCode.has(code);
  if (form === 'otherForm') {
    if (!isKnown) read.error('uaiForm', 'code', { code });
  } else {
    const said = { code, letter: uaiLetter(code.slice(0, 7)) };
    if (isKnown) read.warn('uaiLetter', 'code', said);
    else read.error('uaiLetterNew', 'code', said);
  }
  return isKnown ? code : undefined;
}

/** Where it stands: by columns of their own, which go before both in one. */
function pointOf(read: RowReader): {
  latitude?: number | undefined;
  longitude?: number | undefined;
} {
  const both = read.value('coordinates', 'notCoordinates', coordinatesOfCell);
  const latitude = read.value('latitude', 'notDegrees', (text) => degreesOfCell(text, 90));
  const longitude = read.value('longitude', 'notDegrees', (text) => degreesOfCell(text, 180));
  return { latitude: latitude ?? both?.latitude, longitude: longitude ?? both?.longitude };
}

/** A kind that neither the product knows nor a school here has may be a slip: it is said. */
function typeOf(read: RowReader, schools: readonly SchoolRecord[]): string | undefined {
  const text = read.text('type', 40);
  if (text === undefined) return undefined;
  const type = typeOfSchool(text);
  const isKnown = isSchoolType(type) || schools.some((school) => school.type === type);
  if (!isKnown) read.warn('typeUnknown', 'type', { value: text });
  return type;
}

function territoryOf(
  read: RowReader,
  territories: Territories,
  programme: string,
): string | undefined {
  const text = read.text('territory', 200);
  if (text === undefined) return undefined;
  const id = territories.idOf(text);
  if (id !== null) return id;
  read.error(territories.ofPilot ? 'territoryOfPilot' : 'territoryUnknown', 'territory', {
    name: text,
    programme,
  });
  return undefined;
}

function attachedTo(
  read: RowReader,
  byCode: ReadonlyMap<string, string>,
  inTable: ReadonlyMap<string, string>,
): string | undefined {
  const text = read.text('attachedTo', 40);
  if (text === undefined) return undefined;
  const code = establishmentCode(text) ?? text;
  const id = byCode.get(code) ?? inTable.get(code);
  if (id === undefined) read.error('attachedUnknown', 'attachedTo', { code });
  return id;
}

function siretOf(read: RowReader): string | undefined {
  const text = read.text('siret')?.replaceAll(/\s/g, '');
  if (text === undefined) return undefined;
  if (text.length > 20) {
    read.error('tooLong', 'siret', { limit: 20 });
    return undefined;
  }
  if (!/^\d{14}$/.test(text)) read.warn('siret', 'siret', { value: text });
  return text;
}

/** Bodies that bind a school to a programme; others are kept as they are written. */
function channelOf(read: RowReader): string | undefined {
  const text = read.text('channel', 40);
  if (text === undefined) return undefined;
  const plain = plainText(text);
  if (plain.includes('cocktail')) return 'cocktail';
  return plain === 'amue' ? 'amue' : text;
}

function shortList(read: RowReader, field: string, most: number): string[] | undefined {
  const text = read.text(field, 4_000);
  return text === undefined ? undefined : listOfCell(text).slice(0, most);
}
