import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type {
  ImportPreview,
  ImportSettings,
  Issue,
} from '../../../shared/imports/imports.contract.ts';
import {
  headingsKey,
  missingFields,
  proposeMapping,
  type Mapping,
} from '../../../shared/imports/mapping.ts';
import { importFields, type ImportKind } from '../../../shared/imports/fields.ts';
import { toolName, toolOfHeadings } from '../../../shared/imports/toolOfTable.ts';
import type { TicketRules } from '../../../shared/assistance/ticketRules.ts';
import { timeZoneOf } from '../../../shared/calendar/timeZone.ts';
import { localDateAt, type LocalDate } from '../../../shared/kernel/dates.ts';
import { never } from '../../../shared/kernel/never.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { Write } from '../store/record.ts';
import type { Rows } from '../store/rows.ts';
import { findHeaderRow } from './headerRow.ts';
import type { HelpDesk, ImportsStore, ProgrammeRecord, WaveRecord } from './imports.store.ts';
import type { OpenFile } from './openFiles.ts';
import { planEstablishments } from './plan/establishments.ts';
import { planObserved } from './plan/observed.ts';
import { planPeople } from './plan/people.ts';
import { planTrainers } from './plan/trainers.ts';
import { planTickets } from './plan/tickets.ts';
import { fileNameIssues, headingIssues } from './plan/headingIssues.ts';
import type { MappedTable, RowPlan } from './plan/planning.ts';
import { createTerritories, type Territories } from './plan/territories.ts';

/** Rows that are planned before other work has its turn. */
const ROWS_AT_ONCE = 250;

/** What planning needs of the rest of the core. */
export interface PlannerParts {
  readonly store: ImportsStore;
  readonly rows: Pick<Rows, 'read'>;
  /** Row id of this device's person. */
  readonly myself: () => string;
  readonly rolesOver: (scope: ScopeId) => ReadonlySet<Role>;
  readonly mayCreate: (scope: ScopeId, entity: string) => boolean;
  readonly mayWrite: (scope: ScopeId, entity: string, fields: readonly string[]) => boolean;
  readonly today: () => LocalDate;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** SHA-256 of UTF-8 text, base64url. */
  readonly hash: (text: string) => string;
  /** The rows of an open wave's kit for an establishment that joins it. */
  readonly kitOf: (wave: string, establishment: string) => readonly Write[];
}

export interface Planned {
  readonly preview: ImportPreview;
  readonly rows: readonly RowPlan[];
  /** Territories that the rows need. */
  readonly first: readonly Write[];
}

/** How a file's sheet is read: where its headings are and what they mean. */
interface Reading extends MappedTable {
  readonly sheet: number;
  readonly headerRow: number;
  readonly remembered: boolean;
  readonly headingIssues: readonly Issue[];
}

/** Says of each row what would become of it. Fails with WaveUnknown, ProgrammeUnknown. */
export async function planImport(
  parts: PlannerParts,
  file: OpenFile,
  settings: ImportSettings,
): Promise<Result<Planned, CoreFailure>> {
  const place = placeOf(parts, settings);
  if (!place.ok) return place;
  const { programme, wave } = place.value;
  const reading = readingOf(parts.store, file, settings);
  const { headings, mapping, sheet, headerRow, remembered } = reading;
  const missing = missingFields(settings.kind, mapping);
  const mayAll = parts.rolesOver(scopeId('programme', programme.id)).has('pilot');
  const territories = createTerritories(programme, parts.store.territories(programme.id), {
    allowed: mayAll,
    wanted: settings.createTerritories !== false,
  });
  const desk = settings.kind === 'tickets' ? parts.store.helpDesk(programme.id) : null;
  const rows: RowPlan[] = [];
  if (missing.length === 0) {
    const planning = plans(parts, settings, reading, {
      programme,
      wave,
      mayAll,
      territories,
      file,
      desk,
    });
    for (const plan of planning) {
      rows.push(plan);
      if (rows.length % ROWS_AT_ONCE === 0) await new Promise(setImmediate);
    }
  }
  const { writes, names } = territories.made();
  return ok({
    rows,
    first: writes,
    preview: {
      kind: settings.kind,
      sheet,
      headerRow,
      headings: [...headings],
      samples: headings.map((_, column) => sampleOf(reading, column)),
      mapping: [...mapping],
      remembered,
      missing,
      programme: { id: programme.id, name: programme.name },
      tool: desk === null ? null : toolOf(desk.rules, headings, settings.tool),
      counts: countsOf(rows),
      headingIssues: [
        ...reading.headingIssues,
        ...(settings.kind === 'observed' ? fileNameIssues(headerRow, file.name) : []),
      ],
      territories: [...names],
    },
  });
}

interface Place {
  readonly programme: ProgrammeRecord;
  readonly wave: WaveRecord | null;
}

/** Where an import goes: the wave's programme, the one that is named, or the only one. */
function placeOf(
  { store, rolesOver }: PlannerParts,
  settings: ImportSettings,
): Result<Place, CoreFailure> {
  const wave = settings.wave === undefined ? null : (store.wave(settings.wave) ?? null);
  if (settings.wave !== undefined && wave === null) {
    return err({ type: 'WaveUnknown', wave: settings.wave });
  }
  const wanted = settings.programme ?? wave?.programme;
  const all = store.programmes();
  const own = all.filter(({ id }) => rolesOver(scopeId('programme', id)).size > 0);
  const programme =
    wanted === undefined
      ? (own.find(({ id }) => rolesOver(scopeId('programme', id)).has('pilot')) ?? own[0] ?? all[0])
      : all.find(({ id }) => id === wanted);
  return programme === undefined || (wave !== null && wave.programme !== programme.id)
    ? err({ type: 'ProgrammeUnknown', programme: wanted ?? '' })
    : ok({ programme, wave });
}

function readingOf(store: ImportsStore, file: OpenFile, settings: ImportSettings): Reading {
  const { kind } = settings;
  const likely = file.table.sheets.findIndex((sheet) => {
    const head = findHeaderRow(sheet, kind);
    return head !== null && missingFields(kind, proposeMapping(kind, head.cells)).length === 0;
  });
  const at = Math.min(settings.sheet ?? Math.max(0, likely), file.table.sheets.length - 1);
  const sheet = file.table.sheets[at]!;
  const head =
    settings.headerRow === undefined
      ? findHeaderRow(sheet, kind)
      : (sheet.rows.find(({ number }) => number === settings.headerRow) ?? null);
  const below = sheet.rows.filter(({ number }) => number > (head?.number ?? 0));
  const width = Math.max(0, head?.cells.length ?? 0, ...widths(below));
  const headings = Array.from({ length: width }, (_, column) =>
    (head?.cells[column] ?? '').replaceAll(/\s+/g, ' ').slice(0, 80),
  );
  const kept = store.mapping(kind, headingsKey(headings));
  const chosen = settings.mapping ?? kept ?? proposeMapping(kind, headings);
  return {
    sheet: at,
    headerRow: head?.number ?? 1,
    headings,
    mapping: cleanMapping(kind, chosen, width),
    remembered: settings.mapping === undefined && kept !== null,
    headingIssues: headingIssues(head),
    rows: below,
  };
}

/** Widths of the first rows: a stray cell far to the right below is no column. */
function widths(rows: readonly { readonly cells: readonly string[] }[]): number[] {
  return rows.slice(0, 200).map(({ cells }) => cells.length);
}

/** A mapping as wide as the table, of fields that there are, each once. */
function cleanMapping(kind: ImportKind, mapping: Mapping, width: number): Mapping {
  const ids = new Set(importFields(kind).map(({ id }) => id));
  return Array.from({ length: width }, (_, column) => {
    const field = mapping[column] ?? null;
    return field !== null && ids.delete(field) ? field : null;
  });
}

function plans(
  parts: PlannerParts,
  settings: ImportSettings,
  table: MappedTable,
  given: Place & {
    mayAll: boolean;
    territories: Territories;
    file: OpenFile;
    desk: HelpDesk | null;
  },
): Iterable<RowPlan> {
  const { store, rows, rolesOver, mayCreate, mayWrite, today, kitOf } = parts;
  const { programme, wave, mayAll, territories, file } = given;
  const schools = store.schools(programme.id);
  const common = { rows, programme, wave, schools };
  const { kind } = settings;
  switch (kind) {
    case 'establishments':
      return planEstablishments(table, {
        ...common,
        waves: store.waves(programme.id),
        territories,
        today: store.practiceDate(programme.id) ?? today(),
        mayCreate: mayAll || (wave !== null && rolesOver(scopeId('wave', wave.id)).has('pilot')),
        mayWrite: (id, entity, fields) => {
          const scope = scopeId('establishment', id);
          return fields.length === 0 ? mayCreate(scope, entity) : mayWrite(scope, entity, fields);
        },
        kitOf,
      });
    case 'people':
      return planPeople(table, {
        ...common,
        byEmail: store.peopleByEmail(),
        hash: parts.hash,
        mayGrant: (place) => mayCreate(place, 'grant'),
      });
    case 'trainers':
      return planTrainers(table, {
        ...common,
        trainers: wave === null ? [] : store.trainers(programme.id, wave.id),
        pairs: wave === null ? [] : store.pairs(wave.id),
        tracks: store.tracks(programme.id),
        byEmail: store.peopleByEmail(),
        hash: parts.hash,
        mayWrite: (place) => mayCreate(place, 'trainer'),
      });
    case 'observed':
      return planObserved(table, {
        ...common,
        day: settings.observedOn ?? today(),
        today: today(),
        source: file.name.slice(0, 200) || programme.name,
        mayObserve: (place) => mayCreate(place, 'observation'),
      });
    case 'tickets': {
      const { practiceDate, ...desk } = given.desk ?? store.helpDesk(programme.id);
      return planTickets(table, {
        ...desk,
        programme,
        schools,
        wave:
          wave ??
          store
            .waves(programme.id)
            .find(({ id }) => mayCreate(scopeId('waveSupport', id), 'ticket')) ??
          null,
        tool: toolOf(desk.rules, table.headings, settings.tool),
        today: practiceDate ?? localDateAt(parts.now(), timeZoneOf(programme.country)),
        hash: parts.hash,
        matches: settings.matches ?? {},
        person: parts.myself(),
        rolesOver,
        mayCreate: (place, entity) => mayCreate(place, entity),
        mayWrite,
      });
    }
    default:
      return never(kind);
  }
}

/** The tool of a table of requests: as it is said, else by its columns, else the programme's. */
function toolOf(
  rules: TicketRules,
  headings: readonly string[],
  said: string | undefined,
): string | null {
  const tool = said ?? toolOfHeadings(headings);
  if (tool === null) return rules.tool;
  return toolName(tool, [rules.tool, ...rules.levels.map((level) => level.tool)]);
}

function countsOf(rows: readonly RowPlan[]): ImportPreview['counts'] {
  const counts = {
    rows: rows.length,
    created: 0,
    updated: 0,
    unchanged: 0,
    errors: 0,
    warnings: 0,
  };
  for (const { outcome, issues } of rows) {
    if (outcome === 'error') counts.errors += 1;
    else counts[outcome] += 1;
    if (outcome !== 'error' && issues.length > 0) counts.warnings += 1;
  }
  return counts;
}

function sampleOf({ rows }: MappedTable, column: number): string {
  const found = rows.find(({ cells }) => (cells[column] ?? '') !== '');
  return (found?.cells[column] ?? '').slice(0, 80);
}
